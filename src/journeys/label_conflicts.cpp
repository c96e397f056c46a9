#include "journeys/label_conflicts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/crop_features.h"
#include "catalog/jobs.h"
#include "catalog/privacy.h"
#include "journeys/describe_crops.h"
#include "journeys/name_tree.h"
#include "journeys/run_jobs.h"
#include "journeys/training_material.h"
#include "media/video.h"
#include "training/label_conflicts.h"
#include "vision/overlap.h"

namespace serow::journeys {
namespace {

// A person's box is seldom the machine's to the pixel.
constexpr double least_iou = 0.5;

struct NamedCrops {
    std::vector<VerifiedCrop> crops;
    std::vector<training::ComparedCrop> compared;  // the same
    std::int64_t undescribed = 0;
};

// Each crop that somebody named, with what the network said of the box that covers it best.
class Matching {
public:
    explicit Matching(std::vector<VerifiedCrop> crops) : crops_(std::move(crops)), best_(crops_.size()) {
        for (std::size_t i = 0; i < crops_.size(); ++i) of_media_.emplace(crops_[i].media_id, i);
    }

    void add(catalog::CropFeature&& described) {
        const auto [from, to] = of_media_.equal_range(described.media_id);
        if (from != to) described_.insert(described.media_id);
        for (auto one = from; one != to; ++one) {
            auto& best = best_[one->second];
            const auto& crop = crops_[one->second];
            if (described.second.has_value() != crop.second.has_value()) continue;
            if (crop.second && std::abs(*crop.second - *described.second) > media::same_frame_s) continue;
            const double iou = vision::intersection_over_union(described.bbox, crop.box);
            if (iou < std::max(least_iou, best.iou)) continue;
            best = {iou, described.features};
        }
    }

    NamedCrops finish() {
        NamedCrops named;
        std::map<std::string, std::size_t> events;
        std::size_t width = 0;
        for (std::size_t i = 0; i < crops_.size(); ++i) {
            auto& features = best_[i].features;
            if (width == 0) width = features.size();
            if (!described_.contains(crops_[i].media_id)) ++named.undescribed;
            // None, or those of a network that was exchanged under its name.
            if (features.empty() || features.size() != width) continue;
            const auto event = crops_[i].event_id ? crops_[i].event_id->text() : crops_[i].media_id.text();
            named.compared.push_back({std::move(features), crops_[i].scientific_name,
                                      events.try_emplace(event, events.size()).first->second});
            named.crops.push_back(std::move(crops_[i]));
        }
        return named;
    }

private:
    struct Best {
        double iou = 0;
        std::vector<std::int8_t> features;
    };
    std::vector<VerifiedCrop> crops_;
    std::vector<Best> best_;
    std::set<MediaId> described_;
    std::unordered_multimap<MediaId, std::size_t> of_media_;
};

struct Read {
    std::string network;
    NamedCrops named;
};

Read read(const House& house, const vision::Registry& registry, const catalog::Scope& scope) {
    constexpr int at_a_time = 5000;
    Read all;
    auto crops = house.catalog.transaction([&](catalog::Transaction& tx) {
        all.network = network_of_project(house, tx, scope, registry);
        return all.network.empty() ? VerifiedCrops() : verified_crops(house, tx, scope);
    });
    Matching matching(thinned(std::move(crops.crops), most_compared_crops));
    for (std::int64_t from = 0; !all.network.empty();) {
        auto more = house.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::crop_features_since(tx, scope, all.network, from, at_a_time);
        });
        if (more.empty()) break;
        from = more.back().added;
        for (auto& one : more) matching.add(std::move(one));
    }
    all.named = matching.finish();
    return all;
}

// Of a medium and a label the clearest: rows are of that.
std::vector<catalog::LabelConflict> as_rows(const std::vector<training::LabelConflict>& found,
                                            const std::vector<VerifiedCrop>& crops) {
    std::map<std::pair<MediaId, std::string>, catalog::LabelConflict> rows;
    for (const auto& one : found) {
        const auto& crop = crops[one.crop];
        const auto& doubt = one.doubt;
        catalog::LabelConflict row{crop.media_id,   crop.scientific_name,
                                   doubt.suggested, crop.box,
                                   doubt.votes,     doubt.own,
                                   doubt.of,        static_cast<int>(one.own_events),
                                   one.similarity,  {}};
        for (const auto alike : one.alike) row.alike.push_back(crops[alike].media_id);
        const auto [known, is_new] = rows.try_emplace({row.media_id, row.label}, row);
        if (!is_new && row.votes - row.own > known->second.votes - known->second.own) known->second = std::move(row);
    }
    std::vector<catalog::LabelConflict> list;
    for (auto& [key, row] : rows) list.push_back(std::move(row));
    return list;
}

bool is_comparing(catalog::Transaction& tx, const catalog::Scope& scope) {
    return std::ranges::any_of(catalog::jobs_about(tx, scope, scope.project_id.text()), [](const catalog::Job& one) {
        return one.kind == job::compare_labels && (one.state == "queued" || one.state == "running");
    });
}

std::unordered_map<MediaId, MediaWithObservations> shown_media(catalog::Transaction& tx, const catalog::Scope& scope,
                                                               const std::set<MediaId>& wanted) {
    const std::vector<MediaId> ids(wanted.begin(), wanted.end());
    std::unordered_map<MediaId, MediaWithObservations> media;
    if (ids.empty()) return media;
    for (auto& one : catalog::media_by_ids(tx, scope, ids))
        if (one.privacy != catalog::privacy::withheld) media[one.media_id].media = std::move(one);
    for (auto& observation : catalog::observations_of_media(tx, scope, ids))
        if (const auto found = media.find(observation.media_id); found != media.end())
            found->second.observations.push_back(std::move(observation));
    return media;
}

}  // namespace

ShownConflicts label_conflicts(const House& house, const Viewer& viewer, ProjectId project, int most) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        ShownConflicts shown;
        shown.under_way = is_comparing(tx, scope);
        shown.latest = catalog::label_comparison(tx, scope);
        auto found = catalog::list_label_conflicts(tx, scope, most);
        shown.total = found.total;
        std::set<MediaId> wanted;
        for (const auto& one : found.items) {
            wanted.insert(one.media_id);
            wanted.insert(one.alike.begin(), one.alike.end());
        }
        const auto media = shown_media(tx, scope, wanted);
        for (auto& one : found.items) {
            const auto own = media.find(one.media_id);
            if (own == media.end()) continue;
            auto& item = shown.items.emplace_back(ShownConflict{std::move(one), own->second, {}});
            for (const auto& id : item.conflict.alike)
                if (const auto alike = media.find(id); alike != media.end()) item.alike.push_back(alike->second);
        }
        return shown;
    });
}

void ask_to_compare_labels(const House& house, const Viewer& viewer, ProjectId project) {
    in_project(house, viewer, project, people::Act::answer, [&](catalog::Transaction& tx, const catalog::Scope&) {
        const catalog::NewJob work{project, job::compare_labels, project.text(), 1, {}};
        catalog::enqueue(tx, std::span(&work, 1));
        catalog::notify(tx, project);
    });
}

void keep_label(const House& house, const Viewer& viewer, ProjectId project, MediaId media, const std::string& label,
                bool keep) {
    in_project(house, viewer, project, people::Act::answer, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::keep_label(tx, scope, media, label, keep);
    });
}

void compare_labels(const House& house, const vision::Registry& registry, ProjectId project,
                    const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto [network, named] = read(house, registry, scope);
    const NameTree names(house.taxa);
    const auto found = training::label_conflicts(
        named.compared, [&](std::string_view name, std::string_view above) { return names.is_within(name, above); },
        stop);
    if (stop) throw Failure(Code::interrupted, "comparing labels was stopped");
    std::set<std::string> taxa;
    for (const auto& crop : named.crops) taxa.insert(crop.scientific_name);
    const auto rows = as_rows(found, named.crops);
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::put_label_conflicts(tx, scope, rows);
        catalog::note_label_comparison(tx, scope,
                                       {network,
                                        static_cast<std::int64_t>(named.crops.size()),
                                        static_cast<std::int64_t>(taxa.size()),
                                        named.undescribed,
                                        {}});
        catalog::notify(tx, project);
    });
}

}  // namespace serow::journeys
