#include "vision/detector.h"

#include <algorithm>
#include <format>

#include "vision/batch.h"
#include "vision/decode.h"
#include "vision/overlap.h"
#include "vision/tiles.h"

namespace serow::vision {

struct Detector::State {
    Manifest manifest;
    std::vector<Label> labels;
    BatchedModel model;
};

Detector::Detector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Detector::~Detector() = default;
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;

const Manifest& Detector::manifest() const {
    return state_->manifest;
}
const std::vector<Label>& Detector::labels() const {
    return state_->labels;
}
int Detector::input_side() const {
    return std::max(state_->manifest.input.width, state_->manifest.input.height);
}

int Detector::batch() const {
    return state_->model.most();
}

Result<Detector> Detector::over(Session session, Manifest manifest, std::vector<Label> labels, int batch) {
    if (manifest.task != Task::detector)
        return problem(Code::invalid, std::format("the model {} is a classifier, not a detector", manifest.name));
    auto model = BatchedModel::make(manifest, std::move(session), batch);
    if (!model) return std::unexpected(std::move(model.error()));
    return Detector(std::make_unique<State>(std::move(manifest), std::move(labels), std::move(*model)));
}

Result<Detector> Detector::load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                const std::filesystem::path& weights, const SessionOptions& options) {
    auto session = Session::load(runtime, weights, options);
    if (!session) return std::unexpected(std::move(session.error()));
    return over(std::move(*session), std::move(manifest), std::move(labels), 1);
}

Result<std::vector<Detection>> Detector::detect(const Image& photo, double least_confidence) const {
    const Image* const one = &photo;
    auto found = detect(std::span(&one, 1), least_confidence);
    if (!found) return std::unexpected(std::move(found.error()));
    return std::move(found->front());
}

Result<std::vector<std::vector<Detection>>> Detector::detect(std::span<const Image* const> photos,
                                                             double least_confidence, int tiles) const {
    for (const auto* photo : photos)
        if (photo->empty() || photo->width < 1 || photo->height < 1)
            return problem(Code::invalid, "the picture to look for animals in is empty");
    std::vector<Patch> patches;
    if (tiles <= 1) {
        patches.reserve(photos.size());
        for (const auto* photo : photos) patches.push_back({photo, {0, 0, photo->width, photo->height}});
        return detect_in(patches, least_confidence);
    }
    // Photo by photo: each has enough parts for several at once, and no more of the model's answers are in memory.
    std::vector<std::vector<Detection>> all;
    all.reserve(photos.size());
    for (const auto* photo : photos) {
        const auto regions = tiles_of(photo->width, photo->height, tiles);
        patches.assign(1, {photo, {0, 0, photo->width, photo->height}});
        for (const auto& region : regions) patches.push_back({photo, region});
        auto looks = detect_in(patches, least_confidence);
        if (!looks) return std::unexpected(std::move(looks.error()));
        std::vector<Detection> parts;
        for (std::size_t i = 0; i < regions.size(); ++i)
            for (auto& one : from_tile(std::move((*looks)[i + 1]), regions[i], photo->width, photo->height))
                parts.push_back(one);
        all.push_back(merge_looks(std::move(looks->front()), std::move(parts), state_->manifest.output.merge_iou));
    }
    return all;
}

Result<std::vector<std::vector<Detection>>> Detector::detect_in(std::span<const Patch> patches,
                                                                double least_confidence) const {
    const auto answers = state_->model.run(state_->manifest.input, patches);
    if (!answers) return std::unexpected(answers.error());

    const auto& plan = state_->manifest.output;
    std::vector<std::vector<Detection>> all;
    all.reserve(answers->size());
    for (const auto& [fed, place, outputs] : *answers) {
        auto found = decode(plan, outputs, {fed, place, state_->labels, least_confidence});
        if (!found) return std::unexpected(std::move(found.error()));
        all.push_back(merge_overlapping(std::move(*found), plan.merge_iou));
    }
    return all;
}

}  // namespace serow::vision
