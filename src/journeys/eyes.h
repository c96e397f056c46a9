// The loaded models that look at pictures: a detector, and classifiers for the animals it finds.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/config.h"
#include "base/image.h"
#include "base/problem.h"
#include "journeys/taxa.h"
#include "media/decode.h"
#include "vision/detector.h"
#include "vision/registry.h"
#include "vision/rollup.h"
#include "vision/taxonomy.h"

namespace serow::journeys {

// Where models lie that were added to this service (add_model.h).
std::filesystem::path added_models(const Config& config);

// The texts of the models whose manifests travel in the program and of those that were added; of one name the added
// one.
std::vector<vision::ModelText> model_texts(const Config& config);

// Those models in the configured precision; weights are looked for in config.models, then in
// DATA_FOLDER/models, then in SHARED/models.
vision::Registry open_registry(const Config& config);

// What each of the classifiers said of an animal: a probability for each of its labels. Empty where none was asked.
using Scores = std::vector<std::vector<float>>;

// How long the longer side of a photo is at least, in pixels, when species are told from crops of it. What a classifier
// is trained on is decoded alike.
inline constexpr int side_for_species = 1600;

// A box, and of an animal the finest taxon that the classifiers' scores support.
struct Seen {
    vision::Detection detection;
    std::optional<vision::Suggestion> suggestion;
    Scores scores;
    std::vector<float> features;  // of the network (Eyes::network()); empty where none was asked, or it has none
};

// Several looks at the same animal: the scores of each weigh as much as its box was certain (a linear opinion pool,
// Genest & Zidek 1986, doi:10.1214/ss/1177013825: one look that shows it well is not outvoted to nothing by blurred
// ones, as it would be if probabilities were multiplied).
class PooledScores {
public:
    void add(const Seen& look);
    void add(const PooledScores& other);
    [[nodiscard]] Scores mean() const;  // empty where no look had scores

private:
    std::vector<std::vector<double>> sums_;
    double weight_ = 0;
};

// The models cannot be asked now: a server or an accelerator is gone. No fault of what was to be looked at.
class EyesClosed : public Failure {
    using Failure::Failure;
};

// What was seen; thrown as EyesClosed where the problem is Code::unavailable, else as Failure.
template <class T>
T seen_or_throw(Result<T> seen) {
    if (seen) return std::move(*seen);
    if (seen.error().code == Code::unavailable) throw EyesClosed(std::move(seen.error()));
    throw Failure(std::move(seen.error()));
}

class Eyes {
public:
    // Opens the detector that the configuration names and, `with_species`, those of its classifiers whose
    // weights are here or that have a server. Code::unavailable, saying what is missing and how to get it, without a
    // detector or runtime, and where a server that has no stand-in here is away.
    static Result<Eyes> open(const Config& config, const vision::Registry& registry, const Taxa& taxa,
                             bool with_species);
    ~Eyes();
    Eyes(Eyes&&) noexcept;
    Eyes& operator=(Eyes&&) noexcept;

    // Boxes of at least `least_confidence`, highest first. Animals of at least `species_from` get a
    // suggestion. Safe from several threads. Code::unavailable where what runs a model is gone.
    [[nodiscard]] Result<std::vector<Seen>> look(const Image& photo, double least_confidence, double species_from,
                                                 const vision::Geofence& geofence = {}) const;
    // The same of several photos, in their order: the models get as many pictures and crops at once as is best for
    // them.
    [[nodiscard]] Result<std::vector<std::vector<Seen>>> look(std::span<const Image* const> photos,
                                                              double least_confidence, double species_from,
                                                              const vision::Geofence& geofence = {}) const;

    // What the network says of each box, in their order.
    [[nodiscard]] Result<std::vector<std::vector<float>>> features(const Image& photo,
                                                                   std::span<const Box> boxes) const;
    // Whose features these are (vision::network_of): of the first classifier that has some. Empty: none has.
    [[nodiscard]] std::string network() const;

    // As look() does of one look.
    [[nodiscard]] std::optional<vision::Suggestion> suggest(const Scores& scores,
                                                            const vision::Geofence& geofence = {}) const;
    // True where one of the taxa stands within the other, or one is not known.
    [[nodiscard]] bool may_be_same(const std::optional<vision::Suggestion>& a,
                                   const std::optional<vision::Suggestion>& b) const;

    // Of the taxa that these models can tell.
    [[nodiscard]] vision::Geofence geofence(std::span<const std::string> allowed,
                                            std::span<const std::string> blocked) const;

    // How many photos are worth giving at once, at least 1.
    [[nodiscard]] int batch() const;
    // All taxa that a suggestion can name; empty without species.
    [[nodiscard]] const vision::Taxonomy& taxonomy() const;

    // The least longer side, in pixels, that a photo of this size should be decoded at: the models then see no less of
    // it.
    [[nodiscard]] int wanted_side(int width, int height) const;
    // The same for whatever is no wider than 16:9, as frames of videos are.
    [[nodiscard]] int wanted_side() const;
    // A photo, decoded at no more than that needs. Problems as media::decode_image.
    [[nodiscard]] Result<media::Decoded> decode(const std::filesystem::path& photo) const;
    [[nodiscard]] const vision::Manifest& detector() const;
    // In how many parts along each side a photo is looked at beside the whole; 1: the whole alone (vision/tiles.h).
    [[nodiscard]] int tiles() const;
    [[nodiscard]] std::string detector_version() const;  // with its tiles
    [[nodiscard]] std::vector<const vision::Manifest*> classifiers() const;
    // As it stands in the ledger: "deimv2_femto 1 + mobilenetv2_imagenet 1".
    [[nodiscard]] std::string name() const;

private:
    struct State;
    explicit Eyes(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// In how many parts along each side this detector looks at a photo: as configured, else as its manifest says.
int tiles_for(const Config& config, const vision::Manifest& detector);
// The manifest's, with "-tiles2" behind it where there are two: answers are then others.
std::string version_with_tiles(const vision::Manifest& detector, int tiles);

}  // namespace serow::journeys
