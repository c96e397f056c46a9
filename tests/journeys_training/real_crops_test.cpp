// The shared photos: a head of one's own against what the ImageNet classifier's labels can say, at locations that the
// head never saw. Figures: docs/methods/train-your-own.md.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <ranges>
#include <sstream>

#include "base/id.h"
#include "camtrap/csv.h"
#include "journeys/crop_features.h"
#include "journeys/eyes.h"
#include "journeys/name_tree.h"
#include "journeys/train_model.h"
#include "media/decode.h"
#include "training/cohorts.h"
#include "training/label_conflicts.h"
#include "training/neighbours.h"
#include "vision/rollup.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

fs::path shared_folder() {
    if (const char* given = std::getenv("SEROW_SHARED"); given != nullptr) return given;
    return fs::path(SEROW_SOURCE_DIR) / ".." / "shared";
}

// How many splits are tried: three, or as many as SEROW_SEEDS says (the figures of the method's page are of ten).
std::uint64_t seeds() {
    const char* given = std::getenv("SEROW_SEEDS");
    return given == nullptr ? 3 : std::strtoull(given, nullptr, 10);
}

// Photos of animals whose site is known, of taxa with at least 5 photos at at least 2 sites. Boxes where they are
// given.
std::vector<LabelledCrop> shared_crops() {
    std::ifstream in(shared_folder() / "media" / "labels.csv");
    std::vector<LabelledCrop> crops;
    if (!in) return crops;
    camtrap::CsvReader reader(in, "labels.csv");
    std::vector<std::string> header, cells;
    value_or_throw(reader.next(header));
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
    };
    const auto file = column("file"), category = column("category"), species = column("species"), bbox = column("bbox"),
               site = column("site");
    while (value_or_throw(reader.next(cells))) {
        auto place = cells.at(site);
        place.erase(place.find_last_not_of(' ') + 1);
        if (!cells[file].starts_with("images/") || cells[category] != "animal" || cells[species].empty() ||
            place.empty())
            continue;
        LabelledCrop crop{cells[file], place, cells[species], {}, reader.line()};
        if (Box box; std::istringstream(cells[bbox]) >> box.x >> box.y >> box.width >> box.height) crop.box = box;
        crops.push_back(std::move(crop));
    }
    const auto rare = training::rare_classes(examples_of(crops), 5);
    std::erase_if(crops, [&](const auto& crop) {
        return std::ranges::contains(rare, crop.scientificName, &training::RareClass::name);
    });
    return crops;
}

// A box of the same size in the corner that is furthest from it: the place without the animal. Of a large box some of
// the animal stays in sight.
Box elsewhere(const Box& box) {
    return {box.x + box.width / 2 < 0.5 ? 1 - box.width : 0, box.y + box.height / 2 < 0.5 ? 1 - box.height : 0,
            box.width, box.height};
}

class RealCrops : public ::testing::Test {
protected:
    Config config_;
    fs::path folder_ = fs::temp_directory_path() / ("serow-real-crops-" + to_text(new_uuid()));

    void SetUp() override {
        if (!fs::exists(shared_folder() / "models" / "mobilenetv2_imagenet1001.onnx") || shared_crops().empty())
            GTEST_SKIP() << "no photos and models in " << shared_folder()
                         << "; set SEROW_SHARED to train on real crops";
        config_.data_folder = folder_;
        config_.shared = shared_folder();
    }
    void TearDown() override { fs::remove_all(folder_); }

    vision::Classifier classifier(const vision::Registry& registry, const std::string& name) const {
        const auto* model = value_or_throw(registry.find(name));
        return value_or_throw(vision::Classifier::load(value_or_throw(vision::Runtime::open()), model->manifest,
                                                       model->labels,
                                                       value_or_throw(registry.find_weights(model->manifest))));
    }
    static vision::Detector detector(const vision::Registry& registry) {
        const auto* model = value_or_throw(registry.find("deimv2_femto"));
        return value_or_throw(vision::Detector::load(value_or_throw(vision::Runtime::open()), model->manifest,
                                                     model->labels,
                                                     value_or_throw(registry.find_weights(model->manifest))));
    }
};

// What the classifiers that are in use say of a crop, by their labels.
class Mapping {
public:
    Mapping(std::vector<vision::Classifier> classifiers, const std::vector<std::string>& candidates)
        : classifiers_(std::move(classifiers)), taxonomy_(Taxa().all()) {
        std::vector<int> own;
        for (const auto& name : candidates) own.push_back(taxonomy_.find(name));
        for (const int node : own) {
            // As far up as no other candidate is below.
            int top = node;
            for (int up = node;
                 up >= 0 && std::ranges::count_if(own, [&](int other) { return taxonomy_.is_within(other, up); }) == 1;
                 up = taxonomy_.nodes()[static_cast<std::size_t>(up)].parent)
                top = up;
            tops_.push_back(top);
            nodes_.push_back(node);
        }
    }

    struct Told {
        int candidate;     // the likeliest of the candidates, each by the whole branch that it has for itself
        bool label_right;  // whether the likeliest label of all is the candidate asked for, or within it
    };
    Told tell(const Image& photo, const Box& box, int truth) const {
        std::vector<vision::Classification> answers;
        std::vector<std::vector<int>> nodes;
        std::vector<vision::Opinion> opinions;
        for (const auto& one : classifiers_) {
            answers.push_back(value_or_throw(one.classify(photo, box)));
            nodes.push_back(vision::nodes_of(one.labels(), taxonomy_));
        }
        for (std::size_t i = 0; i < answers.size(); ++i)
            opinions.push_back(
                {answers[i].probabilities, nodes[i], vision::scope_node(classifiers_[i].manifest().scope, taxonomy_)});
        const auto sums = vision::taxon_probabilities(taxonomy_, opinions);
        Told told{};
        for (std::size_t c = 1; c < tops_.size(); ++c)
            if (sums[static_cast<std::size_t>(tops_[c])] >
                sums[static_cast<std::size_t>(tops_[static_cast<std::size_t>(told.candidate)])])
                told.candidate = static_cast<int>(c);
        // A threshold of next to nothing follows the likeliest way to its end.
        const auto finest = vision::suggest_taxon(taxonomy_, opinions, {.threshold = 1e-9});
        told.label_right = finest && !finest->alternatives.empty() &&
                           taxonomy_.is_within(taxonomy_.find(finest->alternatives.front().scientificName),
                                               nodes_[static_cast<std::size_t>(truth)]);
        return told;
    }

private:
    std::vector<vision::Classifier> classifiers_;
    vision::Taxonomy taxonomy_;
    std::vector<int> tops_, nodes_;
};

TEST_F(RealCrops, AHeadOfOnesOwnIsRightFarMoreOftenThanTheMappingAtPlacesItNeverSaw) {
    const auto registry = open_registry(config_);
    const auto backbone = classifier(registry, "mobilenetv2_imagenet");
    const auto finder = detector(registry);
    const std::atomic<bool> stop{false};
    const auto found = collect_features(shared_crops(), {photos_below(shared_folder() / "media"), backbone, &finder, 0},
                                        stop, [](const CropProgress&) {});
    const auto& examples = found.examples;
    std::cout << examples.size() << " crops (" << found.boxes_by_detector << " boxes by the detector, "
              << found.left_out.size() << " left out), features in " << found.seconds << " s\n";
    ASSERT_GE(examples.size(), 100U);
    ASSERT_GE(examples.classes.size(), 5U);

    std::vector<vision::Classifier> in_use;
    for (const auto& name : config_.classifiers) in_use.push_back(classifier(registry, name));
    const Mapping mapping(std::move(in_use), examples.classes);
    std::vector<Mapping::Told> mapped;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto photo =
            value_or_throw(media::decode_image(shared_folder() / "media" / found.crops[i].filePath, side_for_species));
        mapped.push_back(mapping.tell(photo.image, *found.crops[i].box, examples.labels[i]));
    }

    // How much is told by the place, the camera and the collection instead of the animal.
    auto beside = found.crops;
    for (auto& crop : beside) crop.box = elsewhere(*crop.box);
    const auto places = collect_features(beside, {photos_below(shared_folder() / "media"), backbone, nullptr, 0}, stop,
                                         [](const CropProgress&) {});
    ASSERT_EQ(places.examples.labels, examples.labels);

    int crops = 0, trained = 0, candidates = 0, labels = 0, by_places = 0;
    double cooled = 0, raw = 0;
    std::vector<int> truth, told;
    for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
        const auto training = value_or_throw(training::train(examples, {.seed = seed}, [](std::string_view) {}));
        const auto place = value_or_throw(training::train(places.examples, {.seed = seed}, [](std::string_view) {}));
        ASSERT_EQ(place.split.held_out, training.split.held_out);
        by_places += place.scores.top_1.successes;
        int by_candidates = 0, by_labels = 0;
        for (const auto crop : training.split.held_out) {
            by_candidates += mapped[crop].candidate == examples.labels[crop];
            by_labels += mapped[crop].label_right;
        }
        const auto& top_1 = training.scores.top_1;
        std::cout << "seed " << seed << ": " << top_1.trials << " held out, trained " << top_1.successes
                  << ", mapping told the candidates " << by_candidates << ", mapping " << by_labels
                  << ", background alone " << place.scores.top_1.successes << "; mean recall "
                  << training.scores.balanced_top_1 << ", penalty " << training.penalty << ", temperature "
                  << training.head.temperature << ", log-loss " << training.log_loss << " (untempered "
                  << training.log_loss_untempered << ")\n";
        crops += top_1.trials;
        trained += top_1.successes;
        candidates += by_candidates;
        labels += by_labels;
        cooled += training.log_loss * top_1.trials;
        raw += training.log_loss_untempered * top_1.trials;
        for (std::size_t c = 0; c < examples.classes.size(); ++c)
            for (std::size_t d = 0; d < examples.classes.size(); ++d)
                for (int i = 0; i < training.scores.confusion[c][d]; ++i) {
                    truth.push_back(static_cast<int>(c));
                    told.push_back(static_cast<int>(d));
                }
    }
    std::cout << "together: " << crops << " held out, trained " << trained << ", mapping told the candidates "
              << candidates << ", mapping " << labels << ", background alone " << by_places << "; log-loss "
              << cooled / crops << " (untempered " << raw / crops << ")\n";
    const auto pooled = training::scores_of(truth, told, examples.classes.size());
    for (std::size_t c = 0; c < examples.classes.size(); ++c) {
        std::cout << examples.classes[c] << ":";
        for (const int n : pooled.confusion[c]) std::cout << " " << n;
        std::cout << "  precision " << pooled.classes[c].precision.value() << " recall "
                  << pooled.classes[c].recall.value() << "\n";
    }
    // "Well above": by a fifth of all crops against the mapping that is told the candidates and their branches.
    EXPECT_GT(trained, candidates + crops / 5);
    EXPECT_GT(trained, labels + crops / 5);
    EXPECT_GT(trained, by_places);
    EXPECT_GT(static_cast<double>(trained) / crops, 0.7);
}

// Of each crop the five most alike of other sites: how many are of its taxon, beside how many would be by chance.
TEST_F(RealCrops, NeighboursAtOtherSitesAreMostlyOfTheSameTaxon) {
    const auto registry = open_registry(config_);
    const auto backbone = classifier(registry, "mobilenetv2_imagenet");
    const auto finder = detector(registry);
    const std::atomic<bool> stop{false};
    const auto found = collect_features(shared_crops(), {photos_below(shared_folder() / "media"), backbone, &finder, 0},
                                        stop, [](const CropProgress&) {});
    const auto& examples = found.examples;
    training::Neighbours all(examples.width);
    std::vector<std::vector<std::int8_t>> bytes;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        bytes.push_back(training::in_bytes(examples.features_of(i)));
        all.add(bytes.back());
    }
    constexpr std::size_t most = 5;
    std::vector<int> right(examples.classes.size()), asked(examples.classes.size());
    std::vector<double> chance(examples.classes.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto label = static_cast<std::size_t>(examples.labels[i]);
        std::size_t shown = 0;
        for (const auto& near : all.nearest(bytes[i], examples.size())) {
            if (examples.places[near.number] == examples.places[i]) continue;
            right[label] += examples.labels[near.number] == examples.labels[i] ? 1 : 0;
            if (++shown == most) break;
        }
        asked[label] += static_cast<int>(shown);
        int others = 0, same = 0;
        for (std::size_t j = 0; j < examples.size(); ++j) {
            if (examples.places[j] == examples.places[i]) continue;
            ++others;
            same += examples.labels[j] == examples.labels[i] ? 1 : 0;
        }
        chance[label] += static_cast<double>(shown) * same / others;
    }
    int all_right = 0, all_asked = 0;
    double by_chance = 0;
    std::cout << "| taxon | crops | of the five most alike at other sites of the same taxon | by chance "
                 "|\n|---|---|---|---|\n";
    for (std::size_t c = 0; c < examples.classes.size(); ++c) {
        std::cout << "| " << examples.classes[c] << " | " << asked[c] / static_cast<int>(most) << " | "
                  << 100 * right[c] / asked[c] << " % | " << static_cast<int>(100 * chance[c] / asked[c]) << " % |\n";
        all_right += right[c];
        all_asked += asked[c];
        by_chance += chance[c];
    }
    std::cout << "| together | " << examples.size() << " | " << 100 * all_right / all_asked << " % | "
              << static_cast<int>(100 * by_chance / all_asked) << " % |\n";
    EXPECT_GT(all_right, 1.5 * by_chance);
}

// All crops together, whatever their taxa: how many members of a cohort are of their leader's taxon, by how alike they
// must be. (In the service a cohort is of one suggested name already.)
TEST_F(RealCrops, CohortsAreMostlyOfOneTaxon) {
    const auto registry = open_registry(config_);
    const auto backbone = classifier(registry, "mobilenetv2_imagenet");
    const auto finder = detector(registry);
    const std::atomic<bool> stop{false};
    const auto examples =
        collect_features(shared_crops(), {photos_below(shared_folder() / "media"), backbone, &finder, 0}, stop,
                         [](const CropProgress&) {})
            .examples;
    std::vector<std::vector<std::int8_t>> bytes;
    std::vector<training::CohortCrop> crops;
    for (std::size_t i = 0; i < examples.size(); ++i) bytes.push_back(training::in_bytes(examples.features_of(i)));
    for (std::size_t i = 0; i < examples.size(); ++i) crops.push_back({std::to_string(1000 + i), 0, bytes[i], ""});
    double chance = 0;  // that two crops are of one taxon
    for (std::size_t i = 0; i < examples.size(); ++i)
        chance += static_cast<double>(std::ranges::count(examples.labels, examples.labels[i]) - 1);
    chance /= static_cast<double>(examples.size() * (examples.size() - 1));
    std::cout << examples.size() << " crops; two of them are of one taxon by chance: " << static_cast<int>(100 * chance)
              << " %\n| similarity | crops in cohorts | cohorts | of the leader's taxon |\n|---|---|---|---|\n";
    for (const double least : {0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9}) {
        std::size_t together = 0, count = 0, others = 0, right = 0;
        for (const auto& cohort : training::cohorts(crops, {least, 40})) {
            if (cohort.by != training::Cohort::By::alike) continue;
            ++count;
            together += cohort.members.size();
            for (const auto i : std::span(cohort.members).subspan(1)) {
                ++others;
                right += examples.labels[i] == examples.labels[cohort.members.front()] ? 1 : 0;
            }
        }
        std::cout << "| " << least << " | " << 100 * together / examples.size() << " % | " << count << " | "
                  << (others == 0 ? 100 : 100 * right / others) << " % of " << others << " |\n";
        if (least == training::CohortRule().least_similarity) {
            EXPECT_GT(together, 0U);
            EXPECT_GT(static_cast<double>(right), 1.5 * chance * static_cast<double>(others));
        }
    }
}

// One label in ten is wrong, by turns each of them: how many of those are doubted, and how many that are right. Once
// each photo is an event of its own, once only other sites are asked.
TEST_F(RealCrops, WrongLabelsAreDoubtedAndRightOnesSeldom) {
    const auto registry = open_registry(config_);
    const auto backbone = classifier(registry, "mobilenetv2_imagenet");
    const auto finder = detector(registry);
    const std::atomic<bool> stop{false};
    const auto examples =
        collect_features(shared_crops(), {photos_below(shared_folder() / "media"), backbone, &finder, 0}, stop,
                         [](const CropProgress&) {})
            .examples;
    const Taxa taxa;
    const NameTree names(taxa);
    const auto taxon = [&](std::size_t i, std::size_t shift) {
        return examples.classes[(static_cast<std::size_t>(examples.labels[i]) + shift) % examples.classes.size()];
    };
    struct Count {
        int of = 0, doubted = 0, renamed = 0;
    };
    for (const bool other_sites : {false, true}) {
        Count wrong, right;
        std::map<std::string, Count> right_by_taxon;
        for (std::size_t turn = 0; turn < 10; ++turn) {
            std::vector<training::ComparedCrop> compared;
            for (std::size_t i = 0; i < examples.size(); ++i)
                compared.push_back({training::in_bytes(examples.features_of(i)),
                                    taxon(i, i % 10 == turn ? 1 + i / 10 % (examples.classes.size() - 1) : 0),
                                    other_sites ? static_cast<std::size_t>(examples.places[i]) : i});
            std::map<std::size_t, std::string> doubted;
            for (const auto& one : training::label_conflicts(
                     compared,
                     [&](std::string_view name, std::string_view above) { return names.is_within(name, above); }, stop))
                doubted[one.crop] = one.doubt.suggested;
            for (std::size_t i = 0; i < examples.size(); ++i) {
                const auto found = doubted.find(i);
                for (auto* count : {i % 10 == turn ? &wrong : &right, &right_by_taxon[taxon(i, 0)]}) {
                    if (i % 10 == turn && count != &wrong) continue;
                    ++count->of;
                    count->doubted += found != doubted.end() ? 1 : 0;
                    count->renamed += found != doubted.end() && found->second == taxon(i, 0) ? 1 : 0;
                }
            }
        }
        std::cout << (other_sites ? "other sites" : "other photos") << ": of " << wrong.of << " wrong labels "
                  << wrong.doubted << " are doubted, and the right one suggested of " << wrong.renamed << "; of "
                  << right.of << " right ones " << right.doubted << " are doubted\n";
        for (const auto& [name, count] : right_by_taxon)
            std::cout << "    right " << name << ": " << count.doubted << " of " << count.of << '\n';
        EXPECT_GT(wrong.doubted * right.of, 3 * right.doubted * wrong.of);
    }
}

TEST_F(RealCrops, TheJoinedFileSaysWhatTheHeadSays) {
    const auto registry = open_registry(config_);
    const auto backbone = classifier(registry, "mobilenetv2_imagenet");
    auto crops = shared_crops();
    std::erase_if(crops, [](const auto& crop) { return !crop.box; });
    fs::create_directories(folder_);
    const auto list = folder_ / "crops.csv";
    {
        std::ofstream out(list);
        out << "filePath,location,scientificName,bboxX,bboxY,bboxWidth,bboxHeight\n";
        for (const auto& crop : crops)
            out << crop.filePath << ',' << crop.location << ',' << crop.scientificName << ',' << crop.box->x << ','
                << crop.box->y << ',' << crop.box->width << ',' << crop.box->height << '\n';
    }
    const std::atomic<bool> stop{false};
    const auto trained = train_model(config_, {.name = "shared_cats"}, shared_folder() / "media", list, stop,
                                     {[](const CropProgress&) {}, [](std::string_view) {}});
    const auto own = classifier(open_registry(config_), "shared_cats");
    double furthest = 0;
    for (std::size_t i = 0; i < crops.size(); i += 8) {
        const auto photo =
            value_or_throw(media::decode_image(shared_folder() / "media" / crops[i].filePath, side_for_species));
        const auto by_backbone = value_or_throw(backbone.classify(photo.image, *crops[i].box));
        const auto by_file = value_or_throw(own.classify(photo.image, *crops[i].box));
        const auto by_head = training::probabilities(trained.training.head, by_backbone.features);
        ASSERT_EQ(by_file.probabilities.size(), by_head.size());
        for (std::size_t c = 0; c < by_head.size(); ++c)
            furthest = std::max(furthest, std::abs(by_file.probabilities[c] - by_head[c]));
    }
    EXPECT_LT(furthest, 1e-5);

    // Of `serow analyze --species --classifiers shared_cats` the eyes.
    config_.classifiers = {"shared_cats"};
    const auto eyes = value_or_throw(Eyes::open(config_, open_registry(config_), Taxa(), true));
    EXPECT_THAT(eyes.name(), ::testing::HasSubstr("shared_cats 1"));
    int named = 0;
    for (const auto& crop : crops | std::views::take(40)) {
        const auto photo = value_or_throw(eyes.decode(shared_folder() / "media" / crop.filePath));
        for (const auto& seen : value_or_throw(eyes.look(photo.image, 0.3, 0.3)))
            named += seen.suggestion && seen.suggestion->taxon.scientificName == crop.scientificName;
    }
    EXPECT_GE(named, 20);
}

}  // namespace
}  // namespace serow::journeys
