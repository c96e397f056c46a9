#include "journeys/eyes.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <utility>

#include "base/log.h"
#include "journeys/embedded_files.h"
#include "journeys/model_speed.h"
#include "journeys/open_session.h"
#include "vision/classifier.h"
#include "vision/preprocess.h"
#include "vision/taxonomy.h"
#include "vision/tiles.h"

namespace serow::journeys {

std::vector<vision::ModelText> model_texts(const Config& config) {
    std::map<std::string, vision::ModelText> texts;  // by folder name
    for (const auto& file : embedded_models()) {
        const auto slash = file.path.find('/');
        const std::string folder(file.path.substr(0, slash));
        auto& text = texts[folder];
        text.where = "models/" + folder;
        (file.path.ends_with("manifest.json") ? text.manifest : text.labels) = file.bytes;
    }
    // What was added here stands in for what came with the program.
    if (const auto own = added_models(config); std::filesystem::is_directory(own)) {
        auto added = vision::read_model_texts(own);
        if (added)
            for (auto& text : *added) {
                const auto folder = std::filesystem::path(text.where).filename().string();
                texts[folder] = std::move(text);
            }
        else
            log_warning("the models that were added are left out", {{"reason", added.error().detail}});
    }
    std::vector<vision::ModelText> list;
    // A folder with labels alone is no model yet.
    for (auto& [folder, text] : texts)
        if (!text.manifest.empty()) list.push_back(std::move(text));
    return list;
}

std::filesystem::path added_models(const Config& config) {
    return config.data_folder / "models";
}

vision::Registry open_registry(const Config& config) {
    auto folders = config.models;
    folders.push_back(added_models(config));
    if (!config.shared.empty()) folders.push_back(config.shared / "models");
    return value_or_throw(
        vision::Registry::open(model_texts(config), std::move(folders),
                               config.precision == "int8" ? vision::Precision::int8 : vision::Precision::float32));
}

void PooledScores::add(const Seen& look) {
    if (look.scores.empty()) return;
    sums_.resize(look.scores.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        sums_[i].resize(look.scores[i].size());
        for (std::size_t label = 0; label < sums_[i].size(); ++label)
            sums_[i][label] += look.detection.confidence * static_cast<double>(look.scores[i][label]);
    }
    weight_ += look.detection.confidence;
}

void PooledScores::add(const PooledScores& other) {
    if (sums_.empty()) {
        *this = other;
        return;
    }
    for (std::size_t i = 0; i < other.sums_.size(); ++i)
        for (std::size_t label = 0; label < sums_[i].size(); ++label) sums_[i][label] += other.sums_[i][label];
    weight_ += other.weight_;
}

Scores PooledScores::mean() const {
    Scores mean;
    for (const auto& sum : sums_) {
        auto& own = mean.emplace_back();
        own.reserve(sum.size());
        for (const double value : sum) own.push_back(static_cast<float>(value / weight_));
    }
    return mean;
}

struct Eyes::State {
    struct Species {
        vision::Classifier classifier;
        std::vector<int> nodes;
        int scope = -1;
    };
    vision::Detector detector;
    std::vector<Species> species;
    vision::Taxonomy taxonomy;
    int tiles = 1;
};

namespace {

// Serow's own list, and of classifiers that bring levels of their own (SpeciesNet) what it lacks.
vision::Taxonomy taxonomy_of(const Config& config, const vision::Registry& registry, const Taxa& taxa) {
    auto rows = taxa.all();
    for (const auto& name : config.classifiers)
        if (const auto model = registry.find(name))
            for (const auto& label : (*model)->labels)
                if (!label.taxon.scientificName.empty() && label.category == vision::Category::animal)
                    rows.push_back(label.taxon);
    return vision::Taxonomy(rows);
}

}  // namespace

Eyes::Eyes(std::unique_ptr<State> state) : state_(std::move(state)) {}
Eyes::~Eyes() = default;
Eyes::Eyes(Eyes&&) noexcept = default;
Eyes& Eyes::operator=(Eyes&&) noexcept = default;

int tiles_for(const Config& config, const vision::Manifest& detector) {
    return config.tiles > 0 ? config.tiles : detector.tiling;
}

std::string version_with_tiles(const vision::Manifest& detector, int tiles) {
    return tiles > 1 ? std::format("{}-tiles{}", detector.version, tiles) : detector.version;
}

Result<Eyes> Eyes::open(const Config& config, const vision::Registry& registry, const Taxa& taxa, bool with_species) {
    const auto model = registry.find(config.detector);
    if (!model) return std::unexpected(model.error());
    if ((*model)->manifest.task != vision::Task::detector)
        return problem(
            Code::invalid,
            std::format("the model {} is no detector; set `detector` to one of `serow models list`", config.detector));
    auto session = open_session(config, registry, (*model)->manifest);
    if (!session) return std::unexpected(std::move(session.error()));
    auto detector = vision::Detector::over(std::move(*session), (*model)->manifest, (*model)->labels,
                                           best_batch(config, (*model)->manifest));
    if (!detector) return std::unexpected(detector.error());

    auto state = std::make_unique<State>(State{std::move(*detector), {}, {}, 1});
    state->tiles = tiles_for(config, (*model)->manifest);
    if (with_species) {
        state->taxonomy = taxonomy_of(config, registry, taxa);
        for (const auto& name : config.classifiers) {
            const auto found = registry.find(name);
            if (!found) return std::unexpected(found.error());
            if (!can_run(config, registry, (*found)->manifest)) {
                // Boxes without species are worth having; the page's list of models says what is missing.
                log_warning("no species suggestions from a classifier",
                            {{"model", name}, {"reason", registry.find_weights((*found)->manifest).error().detail}});
                continue;
            }
            auto own = open_session(config, registry, (*found)->manifest);
            if (!own) return std::unexpected(std::move(own.error()));
            auto classifier = vision::Classifier::over(std::move(*own), (*found)->manifest, (*found)->labels,
                                                       best_batch(config, (*found)->manifest));
            if (!classifier) return std::unexpected(classifier.error());
            auto nodes = vision::nodes_of(classifier->labels(), state->taxonomy);
            const int scope_node = vision::scope_node(classifier->manifest().scope, state->taxonomy);
            state->species.push_back({std::move(*classifier), std::move(nodes), scope_node});
        }
    }
    return Eyes(std::move(state));
}

Result<std::vector<Seen>> Eyes::look(const Image& photo, double least_confidence, double species_from,
                                     const vision::Geofence& geofence) const {
    const Image* const one = &photo;
    auto seen = look(std::span(&one, 1), least_confidence, species_from, geofence);
    if (!seen) return std::unexpected(std::move(seen.error()));
    return std::move(seen->front());
}

Result<std::vector<std::vector<Seen>>> Eyes::look(std::span<const Image* const> photos, double least_confidence,
                                                  double species_from, const vision::Geofence& geofence) const {
    auto detections = state_->detector.detect(photos, least_confidence, state_->tiles);
    if (!detections) return std::unexpected(std::move(detections.error()));
    std::vector<std::vector<Seen>> all(photos.size());
    std::vector<vision::Crop> crops;  // of every animal in any of the photos, and
    std::vector<Seen*> animals;       // whose each is
    for (std::size_t i = 0; i < photos.size(); ++i) {
        auto& seen = all[i];
        seen.reserve((*detections)[i].size());
        for (const auto& detection : (*detections)[i]) {
            auto& one = seen.emplace_back();
            one.detection = detection;
            if (detection.category != vision::Category::animal || detection.confidence < species_from) continue;
            crops.push_back({photos[i], detection.box});
            animals.push_back(&one);
        }
    }
    if (crops.empty() || state_->species.empty()) return all;
    for (const auto& species : state_->species) {
        auto answers = species.classifier.classify(crops);
        if (!answers) return std::unexpected(std::move(answers.error()));
        for (std::size_t i = 0; i < animals.size(); ++i) {
            animals[i]->scores.push_back(std::move((*answers)[i].probabilities));
            if (animals[i]->features.empty()) animals[i]->features = std::move((*answers)[i].features);
        }
    }
    for (auto* animal : animals) animal->suggestion = suggest(animal->scores, geofence);
    return all;
}

Result<std::vector<std::vector<float>>> Eyes::features(const Image& photo, std::span<const Box> boxes) const {
    std::vector<std::vector<float>> all(boxes.size());
    const auto network = std::ranges::find_if(state_->species, [](const auto& species) {
        return !vision::network_of(species.classifier.manifest()).empty();
    });
    if (boxes.empty() || network == state_->species.end()) return all;
    std::vector<vision::Crop> crops;
    for (const auto& box : boxes) crops.push_back({&photo, box});
    auto answers = network->classifier.classify(crops);
    if (!answers) return std::unexpected(std::move(answers.error()));
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = std::move((*answers)[i].features);
    return all;
}

std::string Eyes::network() const {
    for (const auto& species : state_->species)
        if (auto network = vision::network_of(species.classifier.manifest()); !network.empty()) return network;
    return {};
}

std::optional<vision::Suggestion> Eyes::suggest(const Scores& scores, const vision::Geofence& geofence) const {
    if (scores.empty()) return {};
    std::vector<vision::Opinion> opinions;
    for (std::size_t i = 0; i < scores.size(); ++i)
        opinions.push_back({scores[i], state_->species[i].nodes, state_->species[i].scope,
                            state_->species[i].classifier.manifest().output.calibrated});
    vision::RollupOptions options;
    options.geofence = &geofence;
    return vision::suggest_taxon(state_->taxonomy, opinions, options);
}

vision::Geofence Eyes::geofence(std::span<const std::string> allowed, std::span<const std::string> blocked) const {
    if (allowed.empty() && blocked.empty()) return {};
    return {state_->taxonomy, allowed, blocked};
}

bool Eyes::may_be_same(const std::optional<vision::Suggestion>& a, const std::optional<vision::Suggestion>& b) const {
    if (!a || !b) return true;
    const int one = state_->taxonomy.find(a->taxon.scientificName);
    const int other = state_->taxonomy.find(b->taxon.scientificName);
    return state_->taxonomy.is_within(one, other) || state_->taxonomy.is_within(other, one);
}

int Eyes::batch() const {
    return state_->detector.batch();
}

const vision::Taxonomy& Eyes::taxonomy() const {
    return state_->taxonomy;
}

int Eyes::wanted_side(int width, int height) const {
    const int for_whole = vision::least_side(state_->detector.manifest().input, width, height);
    const int side = static_cast<int>(std::ceil(for_whole * vision::enlargement_of(state_->tiles)));
    // Species are told from crops, which deserve more pixels than the detector needs.
    return state_->species.empty() ? side : std::max(side, side_for_species);
}

int Eyes::wanted_side() const {
    return wanted_side(16'000, 9'000);
}

Result<media::Decoded> Eyes::decode(const std::filesystem::path& photo) const {
    return media::decode_image(photo, [this](int width, int height) { return wanted_side(width, height); });
}

const vision::Manifest& Eyes::detector() const {
    return state_->detector.manifest();
}

int Eyes::tiles() const {
    return state_->tiles;
}

std::string Eyes::detector_version() const {
    return version_with_tiles(detector(), state_->tiles);
}

std::vector<const vision::Manifest*> Eyes::classifiers() const {
    std::vector<const vision::Manifest*> list;
    list.reserve(state_->species.size());
    for (const auto& species : state_->species) list.push_back(&species.classifier.manifest());
    return list;
}

std::string Eyes::name() const {
    auto text = detector().name + " " + detector_version();
    for (const auto* manifest : classifiers()) text += " + " + manifest->name + " " + manifest->version;
    return text;
}

}  // namespace serow::journeys
