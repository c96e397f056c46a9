#include "catalog/detections.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <iterator>
#include <utility>

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

Detection read_detection(const Row& row) {
    Detection one;
    row.read("observation_id", one.observation_id)
        .read("media_id", one.media_id)
        .read("ordinal", one.ordinal)
        .read("event_id", one.event_id)
        .read("deployment_id", one.deployment_id)
        .read("location_id", one.location_id)
        .read("location_name", one.location_name)
        .read("time_zone", one.time_zone)
        .read("file_name", one.file_name)
        .read("captured_at", one.captured_at)
        .read("width", one.width)
        .read("height", one.height)
        .read("bbox_x", one.bbox.x)
        .read("bbox_y", one.bbox.y)
        .read("bbox_width", one.bbox.width)
        .read("bbox_height", one.bbox.height)
        .read("scientific_name", one.scientific_name)
        .read("classification_method", one.method)
        .read("classified_by", one.classified_by)
        .read("probability", one.probability)
        .read("taxon_probability", one.taxon_probability)
        .read("consensus", one.consensus)
        .read("kept_back", one.kept_back)
        .read("privacy", one.privacy)
        .read("others", one.others);
    return one;
}

// The index has animals without a name first; readers want them last. So the list is walked in two parts.
struct Part {
    std::optional<std::string> after, up_to;
};
const Part named{"", {}}, unnamed{{}, ""};

// The index tells who said so: what is asked for by people's answers is found without a look at each photo.
Param method_asked(const MediaFilter& filter, Which which) {
    if (which == Which::waiting) return "machine";
    if (filter.show == "reviewed" || !filter.reviewers.empty()) return "human";
    return std::nullopt;
}

std::vector<Detection> found_in(const Rows& rows) {
    std::vector<Detection> all;
    for (const auto& row : rows)
        if (row.as<bool>("found")) all.push_back(read_detection(row));
    return all;
}

// Along the index, which is quick where many pass: of the next few boxes, then of the next thousands. Nothing where too
// few passed among those.
std::optional<std::vector<Detection>> walk(Transaction& tx, const Params& params, std::size_t wanted) {
    for (const auto boxes : {3 * wanted + 100, 2 * wanted + 4000}) {
        auto all = params;
        all.emplace_back(boxes);
        const auto rows = tx.query("walk_detections", all);
        auto found = found_in(rows);
        if (found.size() >= wanted || static_cast<std::size_t>(rows[0].as<std::int64_t>("walked")) < boxes)
            return found;
    }
    return {};
}

}  // namespace

DetectionCursor cursor_at(const Detection& detection) {
    return {detection.scientific_name, detection.probability.value_or(0), detection.media_id, detection.ordinal};
}

std::string to_text(const DetectionCursor& cursor) {
    return std::format("{}_{}_{}_{}", cursor.probability, cursor.media_id.text(), cursor.ordinal,
                       cursor.scientific_name);
}

std::optional<DetectionCursor> parse_detection_cursor(std::string_view text) {
    const auto next = [&]() -> std::optional<std::string_view> {
        const auto bar = text.find('_');
        if (bar == std::string_view::npos) return {};
        const auto piece = text.substr(0, bar);
        text.remove_prefix(bar + 1);
        return piece;
    };
    const auto number = [](std::string_view piece, auto& out) {
        const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), out);
        return error == std::errc{} && end == piece.data() + piece.size();
    };
    DetectionCursor cursor;
    const auto probability = next(), media = next(), ordinal = next();
    if (!probability || !media || !ordinal) return {};
    const auto id = MediaId::parse(*media);
    if (!id || !number(*probability, cursor.probability) || !number(*ordinal, cursor.ordinal)) return {};
    if (!(cursor.probability >= 0 && cursor.probability <= 1) || cursor.ordinal < 0 || text.size() > 200 ||
        text.contains('\0'))
        return {};
    cursor.media_id = *id;
    cursor.scientific_name = text;
    return cursor;
}

DetectionPage list_detections(Transaction& tx, const Scope& scope, const MediaFilter& filter, Which which,
                              const std::optional<DetectionCursor>& after, int limit) {
    DetectionPage page;
    if (filter.kind == "video") return page;
    auto of_photo = filter;
    of_photo.kind = "image";
    of_photo.names.clear();
    of_photo.least_score = of_photo.most_score = std::nullopt;
    const auto params = filter_params(tx, scope, of_photo);
    const auto wanted = static_cast<std::size_t>(limit) + 1;
    const auto add = [&](const Part& part, const std::optional<DetectionCursor>& from) {
        auto all = params;
        all.insert(all.end(), {filter.names, filter.least_score, filter.most_score, which == Which::waiting, part.after,
                               part.up_to});
        if (from)
            all.insert(all.end(), {from->scientific_name, from->probability, from->media_id, from->ordinal});
        else
            all.insert(all.end(), 4, Param(std::nullopt));
        const auto missing = wanted - page.items.size();
        all.insert(all.end(), {Param(missing), method_asked(filter, which)});
        auto found = walk(tx, all, missing);
        if (!found) found = found_in(tx.query("seek_detections", all));
        std::ranges::move(*found, std::back_inserter(page.items));
    };
    const bool in_unnamed = after && after->scientific_name.empty();
    const bool asks_unnamed = filter.names.empty() || std::ranges::contains(filter.names, "");
    const bool asks_named =
        filter.names.empty() || std::ranges::any_of(filter.names, [](const auto& name) { return !name.empty(); });
    if (!in_unnamed && asks_named) add(named, after);
    if (page.items.size() < wanted && asks_unnamed) add(unnamed, in_unnamed ? after : std::nullopt);
    if (page.items.size() == wanted) {
        page.items.pop_back();
        page.next = cursor_at(page.items.back());
    }
    return page;
}

}  // namespace serow::catalog
