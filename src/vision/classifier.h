// The pixels inside a box to a probability for each label.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "vision/labels.h"
#include "vision/manifest.h"
#include "vision/session.h"

namespace serow::vision {

struct Classification {
    std::vector<float> probabilities;  // one a label, in the order of labels(); they sum to 1
    std::vector<float> features;       // the model's description of the picture; empty where it has none
};

struct Score {
    int label = 0;  // index of the label
    float probability = 0;
};

struct Crop {
    const Image* photo;  // the caller's
    Box box;
};

// The `most` highest, in descending order.
std::vector<Score> best_scores(const Classification& classification, std::size_t most);

class Classifier {
public:
    // Feeds up to `batch` crops at once where the model takes several. Code::invalid where manifest and model do not
    // fit each other.
    static Result<Classifier> over(Session session, Manifest manifest, std::vector<Label> labels, int batch);
    // The same over the file, crop by crop; moreover as Session::load.
    static Result<Classifier> load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                   const std::filesystem::path& weights, const SessionOptions& options = {});
    ~Classifier();
    Classifier(Classifier&&) noexcept;
    Classifier& operator=(Classifier&&) noexcept;

    // Looks at the square around `box` with the manifest's margin, moved into the picture where it would
    // stand out (cut where the picture is smaller); a model that wants the whole picture, at that. Safe from several
    // threads. Code::invalid for an empty image or box.
    [[nodiscard]] Result<Classification> classify(const Image& photo, const Box& box) const;

    // Of each crop, in their order; the same as one by one, up to rounding.
    [[nodiscard]] Result<std::vector<Classification>> classify(std::span<const Crop> crops) const;

    [[nodiscard]] int batch() const;       // crops that are worth giving at once
    [[nodiscard]] int input_side() const;  // pixels
    [[nodiscard]] const Manifest& manifest() const;
    [[nodiscard]] const std::vector<Label>& labels() const;

private:
    struct State;
    explicit Classifier(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace serow::vision
