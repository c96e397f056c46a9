#include "vision/classifier.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numeric>

#include "vision/batch.h"
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
    BatchedModel model;
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

int Classifier::batch() const {
    return state_->model.most();
}

Result<Classifier> Classifier::over(Session session, Manifest manifest, std::vector<Label> labels, int batch) {
    if (manifest.task != Task::classifier)
        return problem(Code::invalid, std::format("the model {} is a detector, not a classifier", manifest.name));
    auto model = BatchedModel::make(manifest, std::move(session), batch);
    if (!model) return std::unexpected(std::move(model.error()));
    return Classifier(std::make_unique<State>(std::move(manifest), std::move(labels), std::move(*model)));
}

Result<Classifier> Classifier::load(const Runtime& runtime, Manifest manifest, std::vector<Label> labels,
                                    const std::filesystem::path& weights, const SessionOptions& options) {
    auto session = Session::load(runtime, weights, options);
    if (!session) return std::unexpected(std::move(session.error()));
    return over(std::move(*session), std::move(manifest), std::move(labels), 1);
}

Result<Classification> Classifier::classify(const Image& photo, const Box& box) const {
    const Crop crop{&photo, box};
    auto told = classify(std::span(&crop, 1));
    if (!told) return std::unexpected(std::move(told.error()));
    return std::move(told->front());
}

Result<std::vector<Classification>> Classifier::classify(std::span<const Crop> crops) const {
    const auto& plan = state_->manifest.input;
    std::vector<Patch> patches;
    patches.reserve(crops.size());
    for (const auto& [photo, box] : crops) {
        if (photo->empty() || photo->width < 1 || photo->height < 1)
            return problem(Code::invalid, "the picture to name an animal in is empty");
        if (!(box.width > 0 && box.height > 0)) return problem(Code::invalid, "the box to name an animal in is empty");
        patches.push_back({photo, region_to_look_at(plan, box, *photo)});
    }
    auto answers = state_->model.run(plan, patches);
    if (!answers) return std::unexpected(std::move(answers.error()));

    std::vector<Classification> all;
    all.reserve(answers->size());
    for (auto& answer : *answers) {
        auto& result = all.emplace_back();
        auto* scores = std::get_if<std::vector<float>>(&answer.outputs.front().values);
        if (scores == nullptr || scores->size() != state_->labels.size())
            return problem(Code::internal,
                           std::format("the classifier {} does not give one float score for each of its {} labels",
                                       state_->manifest.name, state_->labels.size()));
        result.probabilities = std::move(*scores);
        activate(result.probabilities, state_->manifest.output);
        if (answer.outputs.size() > 1)
            if (auto* features = std::get_if<std::vector<float>>(&answer.outputs[1].values))
                result.features = std::move(*features);
    }
    return all;
}

}  // namespace serow::vision
