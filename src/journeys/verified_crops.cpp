#include "journeys/verified_crops.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "journeys/name_tree.h"
#include "journeys/seen_things.h"
#include "journeys/track_sights.h"

namespace serow::journeys {
namespace {

// The surest first.
std::vector<Box> machine_boxes(const catalog::VerifiedAnimal& animal) {
    if (animal.machine_observations.is_null()) return {};
    auto things = from_ledger(animal.machine_observations);
    const double threshold = animal.machine_threshold.is_number() ? animal.machine_threshold.to_number<double>() : 0;
    std::erase_if(things, [&](const review::SeenThing& thing) {
        return thing.type != camtrap::ObservationType::animal || !thing.box ||
               thing.probability.value_or(1) < threshold;
    });
    std::ranges::stable_sort(things, std::greater{}, [](const auto& thing) { return thing.probability.value_or(1); });
    std::vector<Box> boxes;
    boxes.reserve(things.size());
    for (const auto& thing : things) boxes.push_back(*thing.box);
    return boxes;
}

template <class Key>
using MembersBy = std::map<Key, std::vector<std::size_t>>;

// Of each group so many as its fair share, by `take` in turn.
template <class Key, class Take>
void share(const MembersBy<Key>& groups, std::size_t most, Take take) {
    std::vector<std::size_t> counts;
    for (const auto& [key, members] : groups) counts.push_back(members.size());
    const auto shares = fair_shares(counts, most);
    std::size_t i = 0;
    for (const auto& [key, members] : groups) take(members, shares[i++]);
}

}  // namespace

void CropGathering::add(catalog::VerifiedAnimal&& animal) {
    if (!medium_.empty() && medium_.front().media_id != animal.media_id) end_medium();
    medium_.push_back(std::move(animal));
}

VerifiedCrops CropGathering::finish() {
    end_medium();
    auto& unknown = found_.left_out.unknown;
    std::ranges::sort(unknown);
    unknown.erase(std::ranges::unique(unknown).begin(), unknown.end());
    return std::exchange(found_, {});
}

void CropGathering::add_crop(const catalog::VerifiedAnimal& animal, const Box& box, std::optional<double> second,
                             bool by_machine) {
    if (taxa_.find(animal.scientific_name) == nullptr)
        found_.left_out.unknown.push_back(animal.scientific_name);
    else
        found_.crops.push_back({animal.media_id, animal.event_id, animal.sha256, animal.location_name,
                                animal.scientific_name, box, by_machine, second});
}

void CropGathering::end_medium() {
    const auto medium = std::exchange(medium_, {});
    if (medium.empty()) return;
    auto& left_out = found_.left_out;
    const auto& first = medium.front();
    const bool is_video = first.kind == "video";
    const auto tracks = is_video ? tracks_of(first.machine_tracks) : std::vector<MediaTrack>();
    bool with_boxes = false;
    std::set<std::string> names;
    std::size_t counted = 0;
    for (const auto& animal : medium) {
        names.insert(animal.scientific_name);
        counted += static_cast<std::size_t>(std::max(animal.count.value_or(1), 1));
        // Without its second the box of a video cannot be found again.
        if (!animal.bbox || (is_video && !animal.second)) continue;
        with_boxes = true;
        if (animal.scientific_name.empty()) {
            ++left_out.not_identified;
            continue;
        }
        add_crop(animal, *animal.bbox, is_video ? animal.second : std::nullopt, false);
        if (is_video)
            for (const auto& sight : other_sights(tracks, {*animal.bbox, *animal.second}))
                add_crop(animal, sight.box, sight.second, true);
    }
    if (with_boxes) return;  // those without a box stand beside others: theirs is not known
    if (names.size() > 1) {
        ++left_out.several_taxa;
        return;
    }
    if (names.contains("")) return;
    if (is_video) {
        const auto sights = surest_sights(tracks, counted);
        if (sights.empty()) ++left_out.videos;
        for (const auto& sight : sights) add_crop(first, sight.box, sight.second, true);
        return;
    }
    const auto boxes = machine_boxes(first);
    if (boxes.empty()) ++left_out.without_box;
    for (std::size_t i = 0; i < std::min(boxes.size(), counted); ++i) add_crop(first, boxes[i], {}, true);
}

std::vector<TaxonMaterial> material_of(std::span<const VerifiedCrop> crops, const Taxa& taxa) {
    struct Seen {
        int crops = 0;
        std::set<MediaId> photos, videos;
        std::set<std::string> locations;
    };
    std::map<std::string, Seen> by_name;
    for (const auto& crop : crops) {
        auto& seen = by_name[crop.scientific_name];
        ++seen.crops;
        (crop.second ? seen.videos : seen.photos).insert(crop.media_id);
        seen.locations.insert(crop.location_name);
    }
    std::vector<TaxonMaterial> material;
    for (const auto& [name, seen] : by_name)
        material.push_back({name, seen.crops, static_cast<int>(seen.photos.size()),
                            static_cast<int>(seen.videos.size()), static_cast<int>(seen.locations.size()),
                            seen.crops >= least_verified_crops && seen.locations.size() >= 2, ""});
    const NameTree names(taxa);
    for (auto& one : material)
        for (const auto& other : material)
            if (other.enough && other.scientific_name != one.scientific_name &&
                names.is_within(other.scientific_name, one.scientific_name)) {
                one.finer = other.scientific_name;
                break;
            }
    return material;
}

std::vector<std::size_t> fair_shares(std::span<const std::size_t> counts, std::size_t most) {
    std::vector<std::size_t> shares(counts.begin(), counts.end());
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return counts[i]; });
    // The smallest take what they need; what is left is shared among those that want more.
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto equal = most / (order.size() - i);
        shares[order[i]] = std::min(counts[order[i]], equal);
        most -= shares[order[i]];
    }
    return shares;
}

std::vector<VerifiedCrop> thinned(std::vector<VerifiedCrop> crops, std::size_t most) {
    if (crops.size() <= most) return crops;
    MembersBy<std::string> taxa;
    for (std::size_t i = 0; i < crops.size(); ++i) taxa[crops[i].scientific_name].push_back(i);
    std::vector<std::size_t> kept;
    share(taxa, most, [&](const std::vector<std::size_t>& of_taxon, std::size_t share_of_taxon) {
        MembersBy<std::string> places;
        for (const auto i : of_taxon) places[crops[i].location_name].push_back(i);
        share(places, share_of_taxon, [&](std::vector<std::size_t> members, std::size_t count) {
            std::ranges::stable_sort(members, {}, [&](std::size_t i) { return crops[i].sha256; });
            kept.insert(kept.end(), members.begin(), members.begin() + static_cast<std::ptrdiff_t>(count));
        });
    });
    std::ranges::sort(kept);
    std::vector<VerifiedCrop> list;
    list.reserve(kept.size());
    for (const auto i : kept) list.push_back(std::move(crops[i]));
    return list;
}

}  // namespace serow::journeys
