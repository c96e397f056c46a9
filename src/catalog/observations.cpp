#include "catalog/observations.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "catalog/filter_params.h"
#include "catalog/read_observation.h"

namespace serow::catalog {
namespace {

// One array for each column.
struct Columns {
    std::vector<ObservationId> id;
    std::vector<MediaId> media;
    std::vector<int> ordinal;
    std::vector<camtrap::ObservationType> type;
    std::vector<std::string> scientific_name, behavior, classified_by;
    std::vector<std::optional<int>> count;
    std::vector<std::optional<camtrap::LifeStage>> life_stage;
    std::vector<std::optional<camtrap::Sex>> sex;
    std::vector<std::optional<double>> x, y, width, height, second, first_second, last_second, probability,
        taxon_probability;
    std::vector<camtrap::ClassificationMethod> method;
    std::vector<Instant> classified_at;
    std::vector<std::optional<camtrap::CameraSetupType>> camera_setup_type;
    std::vector<std::optional<IndividualId>> individual_id;
    std::vector<std::optional<double>> radius, angle, speed;
    std::vector<std::vector<std::string>> tags;
    std::vector<std::string> comments;
    std::vector<json::value> custom_fields;

    void add(MediaId media_id, int n, const Observation& o) {
        id.push_back(ObservationId::make());
        media.push_back(media_id);
        ordinal.push_back(n);
        type.push_back(o.observation_type);
        scientific_name.push_back(o.scientific_name);
        count.push_back(o.count);
        life_stage.push_back(o.life_stage);
        sex.push_back(o.sex);
        behavior.push_back(o.behavior);
        const auto side = [&](double Box::* member) {
            return o.bbox ? std::optional((*o.bbox).*member) : std::nullopt;
        };
        x.push_back(side(&Box::x));
        y.push_back(side(&Box::y));
        width.push_back(side(&Box::width));
        height.push_back(side(&Box::height));
        second.push_back(o.second);
        first_second.push_back(o.first_second);
        last_second.push_back(o.last_second);
        method.push_back(o.classification_method);
        classified_by.push_back(o.classified_by);
        classified_at.push_back(o.classified_at);
        probability.push_back(o.probability);
        taxon_probability.push_back(o.taxon_probability);
        camera_setup_type.push_back(o.remarks.cameraSetupType);
        individual_id.push_back(o.remarks.individualID);
        radius.push_back(o.remarks.individualPositionRadius);
        angle.push_back(o.remarks.individualPositionAngle);
        speed.push_back(o.remarks.individualSpeed);
        tags.push_back(o.remarks.observationTags);
        comments.push_back(o.remarks.observationComments);
        custom_fields.push_back(json::value_from(o.remarks.customFields));
    }

    [[nodiscard]] Params params(const Scope& scope) const {
        return scoped(scope, {id,
                              media,
                              ordinal,
                              type,
                              scientific_name,
                              count,
                              life_stage,
                              sex,
                              behavior,
                              x,
                              y,
                              width,
                              height,
                              second,
                              first_second,
                              last_second,
                              method,
                              classified_by,
                              classified_at,
                              probability,
                              taxon_probability,
                              camera_setup_type,
                              individual_id,
                              radius,
                              angle,
                              speed,
                              tags,
                              comments,
                              custom_fields});
    }
};

}  // namespace

Observation read_observation(const Row& row) {
    Observation o;
    row.read("observation_id", o.observation_id)
        .read("media_id", o.media_id)
        .read("deployment_id", o.deployment_id)
        .read("ordinal", o.ordinal)
        .read("observation_type", o.observation_type)
        .read("scientific_name", o.scientific_name)
        .read("count", o.count)
        .read("life_stage", o.life_stage)
        .read("sex", o.sex)
        .read("behavior", o.behavior);
    std::optional<double> x, y, width, height;
    row.read("bbox_x", x).read("bbox_y", y).read("bbox_width", width).read("bbox_height", height);
    if (x && y && width && height) o.bbox = Box{*x, *y, *width, *height};
    row.read("second", o.second)
        .read("first_second", o.first_second)
        .read("last_second", o.last_second)
        .read("classification_method", o.classification_method)
        .read("classified_by", o.classified_by)
        .read("classified_at", o.classified_at)
        .read("probability", o.probability)
        .read("taxon_probability", o.taxon_probability)
        .read("told_as", o.told_as)
        .read("camera_setup_type", o.remarks.cameraSetupType)
        .read("individual_id", o.remarks.individualID)
        .read("individual_name", o.individual_name)
        .read("individual_position_radius", o.remarks.individualPositionRadius)
        .read("individual_position_angle", o.remarks.individualPositionAngle)
        .read("individual_speed", o.remarks.individualSpeed)
        .read("tags", o.remarks.observationTags)
        .read("comments", o.remarks.observationComments);
    json::value custom;
    row.read("custom_fields", custom);
    o.remarks.customFields = json::value_to<std::map<std::string, std::string>>(custom);
    row.read("event_id", o.event_id)
        .read("captured_at", o.captured_at)
        .read("event_start", o.event_start)
        .read("event_end", o.event_end)
        .read("location_name", o.location_name)
        .read("time_zone", o.time_zone);
    return o;
}

void replace_observations(Transaction& tx, const Scope& scope, std::span<const MediaConsensus> media) {
    Columns columns;
    std::vector<MediaId> ids;
    std::vector<int> counts;
    std::vector<std::string> consensus;
    std::vector<std::optional<bool>> kept_back;
    std::vector<std::vector<std::string_view>> seen;
    std::vector<std::optional<double>> scores;
    for (const auto& one : media) {
        int n = 0;
        std::set<std::string_view> types(one.seen_too.begin(), one.seen_too.end());
        std::optional<double> score;  // nullopt is less than any
        for (const auto& observation : one.observations) {
            columns.add(one.media_id, n++, observation);
            types.insert(camtrap::word(observation.observation_type));
            if (observation.classification_method == camtrap::ClassificationMethod::machine)
                score = std::max(score, observation.probability);
        }
        seen.emplace_back(types.begin(), types.end());
        scores.push_back(score);
        ids.push_back(one.media_id);
        counts.push_back(n);
        consensus.push_back(one.consensus);
        kept_back.push_back(one.kept_back);
    }
    const auto locked = tx.query("lock_media", scoped(scope, {ids}));
    if (locked.size() != std::set<MediaId>(ids.begin(), ids.end()).size())
        must_have_changed(tx, scope, 0, "The project has no such media.");
    tx.query("delete_surplus_observations", scoped(scope, {ids, counts}));
    if (!columns.id.empty()) tx.query("write_observations", columns.params(scope));
    tx.query("set_consensus", scoped(scope, {ids, consensus, seen, kept_back, scores}));
}

std::vector<Observation> observations_of_media(Transaction& tx, const Scope& scope,
                                               std::span<const MediaId> media_ids) {
    return collect(tx.query("observations_of_media", scoped(scope, {media_ids})), read_observation);
}

std::string to_text(const ObservationCursor& cursor) {
    return to_text(cursor.media) + "_" + std::to_string(cursor.ordinal);
}

std::optional<ObservationCursor> parse_observation_cursor(std::string_view text) {
    const auto bar = text.rfind('_');
    if (bar == std::string_view::npos) return std::nullopt;
    const auto media = parse_time_cursor(text.substr(0, bar));
    int ordinal = 0;
    const auto [end, error] = std::from_chars(text.data() + bar + 1, text.data() + text.size(), ordinal);
    if (!media || error != std::errc{} || end != text.data() + text.size() || ordinal < 0) return std::nullopt;
    return ObservationCursor{*media, ordinal};
}

ObservationPage list_observations(Transaction& tx, const Scope& scope,
                                  const std::optional<std::string>& scientific_name,
                                  const std::optional<ObservationCursor>& after, int limit) {
    auto params = scoped(scope, {scientific_name});
    add_cursor(params, after ? std::optional(after->media) : std::nullopt);
    params.emplace_back(after ? std::optional(after->ordinal) : std::nullopt);
    params.emplace_back(limit + 1);
    ObservationPage page{collect(tx.query("list_observations", params), read_observation), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        const auto& last = page.items.back();
        page.next = ObservationCursor{{last.captured_at, last.media_id.uuid}, last.ordinal};
    }
    return page;
}

std::vector<UsedName> used_names(Transaction& tx, const Scope& scope) {
    return collect(tx.query("used_names", scoped(scope)), [](const Row& row) {
        UsedName u;
        row.read("scientific_name", u.scientific_name).read("media", u.media);
        return u;
    });
}

}  // namespace serow::catalog
