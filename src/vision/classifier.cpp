#include "vision/classifier.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numeric>

#include "vision/fit.h"
#include "vision/preprocess.h"

namespace serow::vision {

namespace {

// Scores to probabilities that sum to 1.
void activate(std::vector<float>& values, const OutputPlan& plan) {
    if (plan.activation == Activation::none) return;
    const float highest = *std::ranges::max_element(values);
    const auto temperature = static_cast<float>(plan.temperature);
    for (auto& value : values)
        value = plan.activation == Activation::sigmoid
                    ? 1 / (1 + std::exp(-value))
                    : std::exp((value - highest) / temperature);  // the highest taken off: no exponential overflows
    const float sum = std::accumulate(values.begin(), values.end(), 0.0F);
    for (auto& value : values) value /= sum;
}

}  // namespace

std::vector<Score> best_scores(const Classification& classification, std::size_t most) {
    std::vector<Score> scores;
    for (std::size_t i = 0; i < classification.probabilities.size(); ++i)
        scores.push_back({static_cast<int>(i), classification.probabilities[i]});
    most = std::min(most, scores.size());
    // Of equal scores the lower index comes first, so that a run can be repeated exactly.
    std::ranges::partial_sort(
        scores, scores.begin() + static_cast<std::ptrdiff_t>(most), [](const auto& a, const auto& b) {
            return a.probability != b.probability ? a.probability > b.probability : a.label < b.label;
        });
    scores.resize(most);
    return scores;
}

struct Classifier::State {
    Manifest manifest;
    std::vector<Label> labels;
    Session session;
    std::vector<std::string> outputs;
};

Classifier::Classifier(std::unique_ptr<State> state) : state_(std::move(state)) {}
Classifier::~Classifier() = default;
Classifier::Classifier(Classifier&&) noexcept = default;
Classifier& Classifier::operator=(Classifier&&) noexcept = default;

const Manifest& Classifier::manifest() const {
    return state_->manifest;
}
const std::vector<Label>& Classifier::labels() const {
    return state_->labels;
}
int Classifier::input_side() const {
    return std::max(state_->manifest.input.width, state_->manifest.input.height);
}

Result<Classifier> Classifier::load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                    const std::filesystem::path& weights, const SessionOptions& options) {
    if (manifest.task != Task::classifier)
        return problem(Code::invalid, std::format("the model {} is a detector, not a classifier", manifest.name));
    auto session = Session::load(runtime, weights, options);
    if (!session) return std::unexpected(std::move(session.error()));
    if (const auto fit = check_fit(manifest, *session); !fit) return std::unexpected(fit.error());
    auto outputs = output_names(manifest.output);
    return Classifier(
        std::make_unique<State>(std::move(manifest), std::move(labels), std::move(*session), std::move(outputs)));
}

Result<Classification> Classifier::classify(const Image& photo, const Box& box) const {
    if (photo.empty() || photo.width < 1 || photo.height < 1)
        return problem(Code::invalid, "the picture to name an animal in is empty");
    if (!(box.width > 0 && box.height > 0)) return problem(Code::invalid, "the box to name an animal in is empty");
    const auto& plan = state_->manifest.input;
    const auto region = region_to_look_at(plan, box, photo);
    const auto fed = fed_size(plan, region.width, region.height);
    const auto size = static_cast<std::size_t>(fed.width) * static_cast<std::size_t>(fed.height) * 3;
    const auto tensor = std::make_unique_for_overwrite<float[]>(size);
    fill_tensor(photo, region, plan, {tensor.get(), size});

    std::vector<Input> inputs{{plan.tensor, input_shape(plan, fed), std::span<const float>(tensor.get(), size)}};
    for (const auto& [name, values] : plan.constants)
        inputs.push_back({name, {1, static_cast<std::int64_t>(values.size())}, std::span(values)});
    auto outputs = state_->session.run(inputs, state_->outputs);
    if (!outputs) return std::unexpected(outputs.error());

    Classification result;
    auto* scores = std::get_if<std::vector<float>>(&outputs->front().values);
    if (scores == nullptr || scores->size() != state_->labels.size())
        return problem(Code::internal,
                       std::format("the classifier {} does not give one float score for each of its {} labels",
                                   state_->manifest.name, state_->labels.size()));
    result.probabilities = std::move(*scores);
    activate(result.probabilities, state_->manifest.output);
    if (outputs->size() > 1)
        if (auto* features = std::get_if<std::vector<float>>(&(*outputs)[1].values))
            result.features = std::move(*features);
    return result;
}

}  // namespace serow::vision
