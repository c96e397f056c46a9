// Pixels to boxes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "vision/labels.h"
#include "vision/manifest.h"
#include "vision/session.h"

namespace serow::vision {

// A raw box, before it is an observation.
struct Detection {
    Category category = Category::animal;
    double confidence = 0;  // (0, 1]
    Box box;                // inside the picture, neither width nor height 0
    int label = 0;          // index of the model's own label (labels.csv)
    // Of a video, set by the caller: seconds from its start, and the frame's number from 0.
    std::optional<double> second;
    std::optional<std::int64_t> frame_number;
};

struct Patch;

class Detector {
public:
    // Feeds up to `batch` pictures at once where the model takes several. Code::invalid where manifest and model do
    // not fit each other.
    static Result<Detector> over(Session session, Manifest manifest, std::vector<Label> labels, int batch);
    // The same over the file, picture by picture; moreover as Session::load.
    static Result<Detector> load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                 const std::filesystem::path& weights, const SessionOptions& options = {});
    ~Detector();
    Detector(Detector&&) noexcept;
    Detector& operator=(Detector&&) noexcept;

    // The boxes of at least `least_confidence`, highest first. Boxes of one category that overlap by the
    // manifest's merge_iou or more count as one object; the most confident stays. The photo may have any
    // size: it is brought to the model's here, so decoding it at a reduced size of at least input_side()
    // on its shorter side loses nothing. Safe from several threads. Code::invalid for an empty image.
    [[nodiscard]] Result<std::vector<Detection>> detect(const Image& photo, double least_confidence) const;
    // The boxes of each photo, in their order; the same as one by one, up to rounding. With more than one of `tiles`
    // (tiles.h; as many along each side) each photo is looked at looks_of(tiles) times, and deserves enlargement_of()
    // times input_side().
    [[nodiscard]] Result<std::vector<std::vector<Detection>>> detect(std::span<const Image* const> photos,
                                                                     double least_confidence, int tiles = 1) const;

    [[nodiscard]] int batch() const;       // pictures that are worth giving at once
    [[nodiscard]] int input_side() const;  // pixels, the longer side of the model's input
    [[nodiscard]] const Manifest& manifest() const;
    [[nodiscard]] const std::vector<Label>& labels() const;

private:
    // Of each patch, in shares of it.
    [[nodiscard]] Result<std::vector<std::vector<Detection>>> detect_in(std::span<const Patch> patches,
                                                                        double least_confidence) const;

    struct State;
    explicit Detector(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace serow::vision
