#include "catalog/media_list.h"

#include <charconv>

#include "catalog/filter_params.h"
#include "catalog/read_media.h"

namespace serow::catalog {

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

MediaPage list_media(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                     const std::optional<TimeCursor>& after, int limit) {
    const bool by_content = asks_of_content(filter);
    auto params = by_content ? filter_params(tx, scope, filter) : place_params(tx, scope, filter);
    add_cursor(params, after);
    params.emplace_back(limit + 1);
    MediaPage page{collect(tx.query(by_content ? "list_media" : "list_all_media", params), read_media), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        const auto& last = page.items.back();
        page.next = TimeCursor{last.facts.captured_at, last.media_id.uuid};
    }
    return page;
}

std::int64_t count_media(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    return tx.query("count_media", filter_params(tx, scope, filter))[0].as<std::int64_t>("total");
}

std::vector<Media> media_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> event_ids) {
    return collect(tx.query("media_of_events", scoped(scope, {event_ids})), read_media);
}

}  // namespace serow::catalog
