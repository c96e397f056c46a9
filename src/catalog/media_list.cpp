#include "catalog/media_list.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "camtrap/vocabulary.h"
#include "catalog/filter_params.h"
#include "catalog/read_media.h"

namespace serow::catalog {

Params filter_params(const Scope& scope, const MediaFilter& filter) {
    constexpr auto known =
        std::to_array<std::string_view>({"all", "unreviewed", "reviewed", "accepted", "awaiting", "unreadable",
                                         "conflict", "blank", "animal", "human", "vehicle", "unknown", "unclassified"});
    if (std::ranges::find(known, filter.show) == known.end())
        throw Failure(Code::invalid,
                      "'" + filter.show +
                          "' is no filter. Use all, unreviewed, reviewed, accepted, awaiting, blank, animal,"
                          " human, vehicle, unknown, unclassified, unreadable or"
                          " conflict.");
    return scoped(
        scope, {filter.deployment_id, filter.location_id, filter.show, filter.scientific_name, filter.from, filter.to});
}

bool asks_what_is_seen(const MediaFilter& filter) {
    return filter.scientific_name.has_value() ||
           (camtrap::parse_word<camtrap::ObservationType>(filter.show).has_value() && filter.show != "unclassified");
}

bool asks_for_all(const MediaFilter& filter) {
    return filter.show == "all" && !filter.without_blanks_until && !asks_what_is_seen(filter);
}

bool asks_of_state(const MediaFilter& filter) {
    return !asks_what_is_seen(filter) && !asks_for_all(filter);
}

void add_cursor(Params& params, const std::optional<TimeCursor>& after) {
    if (!after) {
        params.insert(params.end(), {Param(std::nullopt), Param(std::nullopt)});
    } else {
        params.push_back(after->time ? Param(*after->time) : Param("infinity"));
        params.push_back(after->id);
    }
}

std::string to_text(const TimeCursor& cursor) {
    return (cursor.time ? std::to_string(cursor.time->time_since_epoch().count()) : "-") + "_" +
           serow::to_text(cursor.id);
}

std::optional<TimeCursor> parse_time_cursor(std::string_view text) {
    const auto bar = text.find('_');
    if (bar == std::string_view::npos) return std::nullopt;
    const auto id = parse_uuid(text.substr(bar + 1));
    if (!id) return std::nullopt;
    const auto time = text.substr(0, bar);
    if (time == "-") return TimeCursor{std::nullopt, *id};
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), count);
    // Years 1 to 9999: what a moment's text can hold.
    if (error != std::errc{} || end != time.data() + time.size() || count < -62'135'596'800'000 ||
        count > 253'402'300'799'999)
        return std::nullopt;
    return TimeCursor{Instant(milliseconds(count)), *id};
}

namespace {

// As of events: a query for each kind of question.
const char* query_for(const MediaFilter& filter) {
    if (asks_what_is_seen(filter)) return "list_media_seen";
    return asks_for_all(filter) ? "list_all_media" : "list_media";
}

}  // namespace

MediaPage list_media(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                     const std::optional<TimeCursor>& after, int limit) {
    auto params = filter_params(scope, filter);
    add_cursor(params, after);
    params.emplace_back(limit + 1);
    if (asks_of_state(filter)) params.emplace_back(filter.without_blanks_until);
    MediaPage page{collect(tx.query(query_for(filter), params), read_media), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        const auto& last = page.items.back();
        page.next = TimeCursor{last.facts.captured_at, last.media_id.uuid};
    }
    return page;
}

std::vector<Media> media_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> event_ids) {
    return collect(tx.query("media_of_events", scoped(scope, {event_ids})), read_media);
}

}  // namespace serow::catalog
