#include "vision/detector.h"

#include <algorithm>
#include <format>

#include "vision/decode.h"
#include "vision/fit.h"
#include "vision/overlap.h"
#include "vision/preprocess.h"

namespace serow::vision {

struct Detector::State {
    Manifest manifest;
    std::vector<Label> labels;
    Session session;
    std::vector<std::string> outputs;
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

Result<Detector> Detector::load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                const std::filesystem::path& weights, const SessionOptions& options) {
    if (manifest.task != Task::detector)
        return problem(Code::invalid, std::format("the model {} is a classifier, not a detector", manifest.name));
    auto session = Session::load(runtime, weights, options);
    if (!session) return std::unexpected(std::move(session.error()));
    if (const auto fit = check_fit(manifest, *session); !fit) return std::unexpected(fit.error());
    auto outputs = output_names(manifest.output);
    return Detector(
        std::make_unique<State>(std::move(manifest), std::move(labels), std::move(*session), std::move(outputs)));
}

Result<std::vector<Detection>> Detector::detect(const Image& photo, double least_confidence) const {
    if (photo.empty() || photo.width < 1 || photo.height < 1)
        return problem(Code::invalid, "the picture to look for animals in is empty");
    const auto& plan = state_->manifest.input;
    const Region whole{0, 0, photo.width, photo.height};
    const auto fed = fed_size(plan, photo.width, photo.height);
    const auto size = static_cast<std::size_t>(fed.width) * static_cast<std::size_t>(fed.height) * 3;
    const auto tensor = std::make_unique_for_overwrite<float[]>(size);
    const Region place = fill_tensor(photo, whole, plan, {tensor.get(), size});

    std::vector<Input> inputs{{plan.tensor, input_shape(plan, fed), std::span<const float>(tensor.get(), size)}};
    for (const auto& [name, values] : plan.constants)
        inputs.push_back({name, {1, static_cast<std::int64_t>(values.size())}, std::span(values)});
    const auto outputs = state_->session.run(inputs, state_->outputs);
    if (!outputs) return std::unexpected(outputs.error());

    auto found = decode(state_->manifest.output, *outputs, {fed, place, state_->labels, least_confidence});
    if (!found) return std::unexpected(std::move(found.error()));
    return merge_overlapping(std::move(*found), state_->manifest.output.merge_iou);
}

}  // namespace serow::vision
