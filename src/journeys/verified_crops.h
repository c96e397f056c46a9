// From what people verified in a project's photos and videos to crops that a classifier learns from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "catalog/verified_crops.h"
#include "journeys/taxa.h"

namespace serow::journeys {

struct VerifiedCrop {
    MediaId media_id;
    std::optional<EventId> event_id;
    std::string sha256;  // of the photo or video
    std::string location_name;
    std::string scientific_name;
    Box box;
    bool box_by_machine = false;
    std::optional<double> second = {};  // of a video: the frame that it is cut from
};

// What is no example, in media or animals.
struct NotLearntFrom {
    std::int64_t videos = 0;           // videos in which no animal was followed, and no box has a second
    std::int64_t without_box = 0;      // photos of which neither a person nor a machine gave a box
    std::int64_t several_taxa = 0;     // photos of several taxa whose boxes nobody told apart
    std::int64_t not_identified = 0;   // animals without a name, with a box
    std::vector<std::string> unknown;  // names that Serow's list of taxa does not have, sorted
};

struct VerifiedCrops {
    std::vector<VerifiedCrop> crops;  // by media id
    NotLearntFrom left_out;
};

// Takes the animals of one medium after the other, as each_verified_animal gives them.
//
// An animal with a box is a crop. Where a photo's animals have no boxes and all bear one name, the machine's boxes are
// theirs: of at least the threshold that its answer was given with, the surest first, as many as animals were counted.
// Of several names nobody knows whose box it is.
//
// Of a video a box with its second is a crop, and so is the surest frame of each other track of the same individual.
// Where there is no such box and all animals bear one name, the machine's tracks are theirs: of the surest individuals,
// as many as were counted, the surest frame of each track.
class CropGathering {
public:
    explicit CropGathering(const Taxa& taxa) : taxa_(taxa) {}
    void add(catalog::VerifiedAnimal&& animal);
    VerifiedCrops finish();

private:
    void end_medium();
    void add_crop(const catalog::VerifiedAnimal& animal, const Box& box, std::optional<double> second, bool by_machine);

    const Taxa& taxa_;
    std::vector<catalog::VerifiedAnimal> medium_;
    VerifiedCrops found_;
};

// What there is of one taxon.
struct TaxonMaterial {
    std::string scientific_name;
    int crops = 0, photos = 0, videos = 0, locations = 0;
    bool enough = false;  // to learn it: least_crops at two locations
    std::string finer;    // a taxon within it of which there is enough: beside that, this name says too little
    bool proposed() const { return enough && finer.empty(); }
};

// Crops of a taxon; fewer are no basis for anything.
inline constexpr int least_verified_crops = 5;

// By name.
std::vector<TaxonMaterial> material_of(std::span<const VerifiedCrop> crops, const Taxa& taxa);

// How many of each, so that the sum is at most `most`: each gets an equal share, and what one does not need goes to the
// others ({10, 2, 9} and 12: {5, 2, 5}). All of them where they are no more than `most`.
std::vector<std::size_t> fair_shares(std::span<const std::size_t> counts, std::size_t most);

// At most `most` of the crops: taxa share fairly, and within a taxon its locations; of a location those of the smallest
// hash, which is as good as by lot, and the same each time. Order stays.
std::vector<VerifiedCrop> thinned(std::vector<VerifiedCrop> crops, std::size_t most);

}  // namespace serow::journeys
