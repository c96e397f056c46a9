#include "server/lists.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <functional>

#include "server/fields.h"

namespace serow::server {
namespace {

constexpr std::size_t most_values = 500;  // of one part of a filter

// The values under a name, wherever they came from; and what a wrong one is there.
struct Values {
    std::function<std::vector<std::string>(std::string_view name)> named;
    Code wrong;

    std::vector<std::string> operator()(std::string_view name) const {
        auto all = named(name);
        std::erase(all, "");
        if (all.size() > most_values) refuse(name, "no more than 500 values");
        return all;
    }
    [[noreturn]] void refuse(std::string_view name, std::string_view wanted) const {
        throw Failure(wrong, std::format("\"{}\" must be {}", name, wanted));
    }
};

template <class SomeId>
std::vector<SomeId> ids(const Values& values, std::string_view name) {
    std::vector<SomeId> out;
    for (const auto& text : values(name)) {
        const auto id = SomeId::parse(text);
        if (!id) values.refuse(name, "a UUID");
        out.push_back(*id);
    }
    return out;
}

std::optional<std::string> one(const Values& values, std::string_view name) {
    auto all = values(name);
    if (all.empty()) return {};
    return std::move(all.front());
}

std::optional<Instant> instant(const Values& values, std::string_view name) {
    const auto text = one(values, name);
    if (!text) return {};
    const auto parsed = parse_instant(*text);
    if (!parsed) values.refuse(name, "a moment like 2024-05-01T06:30:00Z");
    return parsed;
}

std::optional<double> share(const Values& values, std::string_view name) {
    const auto text = one(values, name);
    if (!text) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || !(value >= 0 && value <= 1))
        values.refuse(name, "a number between 0 and 1");
    return value;
}

std::optional<bool> yes_or_no(const Values& values, std::string_view name) {
    const auto text = one(values, name);
    if (!text) return {};
    if (*text != "true" && *text != "false") values.refuse(name, "true or false");
    return *text == "true";
}

// "22:30" in minutes.
int minute(const Values& values, std::string_view name, std::string_view text) {
    int hour = 0, rest = 0;
    const auto two_digits = [&](std::size_t at, int most, int& out) {
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + 2, out);
        return error == std::errc{} && end == text.data() + at + 2 && out >= 0 && out <= most;
    };
    if (text.size() != 5 || text[2] != ':' || !two_digits(0, 23, hour) || !two_digits(3, 59, rest))
        values.refuse(name, "a time of day like 06:30");
    return hour * 60 + rest;
}

std::optional<journeys::MediaFilter::Hours> hours(const Values& values) {
    const auto from = one(values, "fromTime"), to = one(values, "toTime");
    if (!from && !to) return {};
    return journeys::MediaFilter::Hours{from ? minute(values, "fromTime", *from) : 0,
                                        to ? minute(values, "toTime", *to) : 0};
}

std::string word(const Values& values, std::string_view name, std::initializer_list<std::string_view> known,
                 std::string_view wanted) {
    auto text = one(values, name).value_or("");
    if (!text.empty() && !std::ranges::contains(known, text)) values.refuse(name, wanted);
    return text;
}

journeys::MediaFilter filter_from(const Values& values) {
    journeys::MediaFilter filter;
    filter.deployments = ids<DeploymentId>(values, "deploymentID");
    filter.locations = ids<LocationId>(values, "locationID");
    filter.areas = ids<AreaId>(values, "areaID");
    filter.show = one(values, "show").value_or("all");
    filter.names = values("scientificName");
    filter.from = instant(values, "from");
    filter.to = instant(values, "to");
    filter.hours = hours(values);
    filter.least_score = share(values, "scoreFrom");
    filter.most_score = share(values, "scoreTo");
    filter.kind = word(values, "kind", {"image", "video"}, "image or video");
    filter.light = word(values, "light", {"infrared", "colour"}, "infrared or colour");
    filter.people = yes_or_no(values, "people");
    filter.favorite = yes_or_no(values, "favorite").value_or(false);
    filter.open = yes_or_no(values, "open").value_or(false);
    filter.tags = values("observationTag");
    filter.models = values("model");
    filter.reviewers = ids<AccountId>(values, "accountID");
    return filter;
}

std::string text_of(std::string_view name, const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_bool()) return value.get_bool() ? "true" : "false";
    if (value.is_number()) return json::serialize(value);
    FieldReader::refuse(name, "a text, a number, true or false, or for what may be several a list of texts");
}

}  // namespace

journeys::MediaFilter filter_of(const Request& request) {
    const auto named = [&](std::string_view name) {
        const auto found = request.query.find_all(name);
        return std::vector<std::string>(found.begin(), found.end());
    };
    return filter_from({named, Code::bad_request});
}

journeys::MediaFilter filter_in(const json::object& object) {
    const FieldReader known(object, {"deploymentID", "locationID", "areaID", "show", "scientificName", "from", "to",
                                     "fromTime", "toTime", "scoreFrom", "scoreTo", "kind", "light", "people",
                                     "favorite", "open", "observationTag", "model", "accountID"});
    const auto named = [&](std::string_view name) {
        std::vector<std::string> out;
        const auto* value = known.any(name);
        if (value == nullptr) return out;
        if (!value->is_array()) return std::vector{text_of(name, *value)};
        for (const auto& each : value->get_array()) out.push_back(text_of(name, each));
        return out;
    };
    return filter_from({named, Code::invalid});
}

std::optional<json::value> kept_filter_in(const FieldReader& fields) {
    const auto* filter = fields.any("filter");
    if (filter == nullptr) return {};
    if (!filter->is_object()) FieldReader::refuse("filter", "an object");
    filter_in(filter->get_object());
    return *filter;
}

journeys::Blanks blanks_of(const Request& request) {
    return query_flag(request, "hideTrustedBlanks") ? journeys::Blanks::hidden_where_trusted : journeys::Blanks::shown;
}

catalog::EventSort event_sort_of(const std::optional<std::string>& word, Code wrong) {
    if (!word || word->empty()) return catalog::EventSort::oldest;
    const auto sort = catalog::parse_event_sort(*word);
    if (!sort) throw Failure(wrong, "\"sort\" must be oldest, newest or worth");
    return *sort;
}

journeys::EventStart event_start_of(const Request& request) {
    return {event_sort_of(query_text(request, "sort"), Code::bad_request),
            request.integer_query("offset", 0, 0, 100'000'000)};
}

int limit_of(const Request& request) {
    return static_cast<int>(request.integer_query("limit", 100, 1, 500));
}

}  // namespace serow::server
