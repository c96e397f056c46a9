#include "training/calibration.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "training/split.h"
#include "training/temperature.h"

namespace serow::training {
namespace {

double logit(double probability) {
    const double p = std::clamp(probability, 1e-6, 1 - 1e-6);
    return std::log(p / (1 - p));
}

double between(const std::vector<std::pair<double, double>>& points, double probability) {
    if (points.empty()) return probability;
    const auto above = std::ranges::lower_bound(points, probability, {}, &std::pair<double, double>::first);
    if (above == points.begin()) return points.front().second;
    if (above == points.end()) return points.back().second;
    const auto& [x0, y0] = *std::prev(above);
    const auto& [x1, y1] = *above;
    return y0 + (y1 - y0) * (probability - x0) / (x1 - x0);
}

// Alike answers as one: the least and greatest probability, the mean outcome.
struct Block {
    double first = 0, last = 0, right = 0, weight = 0;
    [[nodiscard]] double mean() const { return right / weight; }
};

std::vector<Block> pooled_blocks(std::span<const JudgedAnswer> answers) {
    std::vector<JudgedAnswer> sorted(answers.begin(), answers.end());
    std::ranges::sort(sorted, {}, &JudgedAnswer::probability);
    std::vector<Block> blocks;
    for (const auto& answer : sorted) {
        const double right = answer.right ? 1 : 0;
        if (!blocks.empty() && blocks.back().last == answer.probability && blocks.back().first == answer.probability) {
            blocks.back().right += right;
            blocks.back().weight += 1;
        } else {
            blocks.push_back({answer.probability, answer.probability, right, 1});
        }
    }
    std::vector<Block> pooled;
    for (auto block : blocks) {
        while (!pooled.empty() && pooled.back().mean() >= block.mean()) {
            const auto& before = pooled.back();
            block = {before.first, block.last, before.right + block.right, before.weight + block.weight};
            pooled.pop_back();
        }
        pooled.push_back(block);
    }
    return pooled;
}

std::vector<double> applied(std::span<const JudgedAnswer> answers, const Calibration& calibration) {
    std::vector<double> probabilities;
    probabilities.reserve(answers.size());
    for (const auto& answer : answers) probabilities.push_back(calibrated(calibration, answer.probability));
    return probabilities;
}

// What each answer would be read as, by a fit to the other folds' answers.
template <class Fit>
std::vector<double> held_out(std::span<const JudgedAnswer> answers, const std::vector<std::vector<std::size_t>>& folds,
                             Fit fit) {
    std::vector<double> probabilities(answers.size());
    for (const auto& fold : folds) {
        std::vector<JudgedAnswer> others;
        for (std::size_t i = 0; i < answers.size(); ++i)
            if (!std::ranges::binary_search(fold, i)) others.push_back(answers[i]);
        const auto calibration = fit(others);
        for (const auto i : fold) probabilities[i] = calibrated(calibration, answers[i].probability);
    }
    return probabilities;
}

std::vector<std::vector<std::size_t>> folds_of(std::span<const JudgedAnswer> answers) {
    Examples examples;
    examples.classes = {"wrong", "right"};
    std::map<int, int> places;
    for (const auto& answer : answers) {
        const auto [place, is_new] = places.try_emplace(answer.location, static_cast<int>(places.size()));
        if (is_new) examples.locations.push_back(std::to_string(answer.location));
        examples.labels.push_back(answer.right ? 1 : 0);
        examples.places.push_back(place->second);
    }
    auto folds = folds_by_location(examples, 5, 1);
    for (auto& fold : folds) std::ranges::sort(fold);
    return folds;
}

}  // namespace

double calibrated(const Calibration& calibration, double probability) {
    switch (calibration.method) {
        case CalibrationMethod::none: return probability;
        case CalibrationMethod::temperature: return 1 / (1 + std::exp(-logit(probability) / calibration.temperature));
        case CalibrationMethod::isotonic: return between(calibration.points, probability);
    }
    return probability;
}

Calibration fit_temperature_to(std::span<const JudgedAnswer> answers) {
    std::vector<double> logits;
    std::vector<int> labels;
    for (const auto& answer : answers) {
        logits.insert(logits.end(), {0, logit(answer.probability)});
        labels.push_back(answer.right ? 1 : 0);
    }
    return {CalibrationMethod::temperature, fit_temperature(logits, 2, labels), {}};
}

Calibration fit_isotonic_to(std::span<const JudgedAnswer> answers) {
    const double least = 1 / (static_cast<double>(answers.size()) + 2);
    Calibration calibration{CalibrationMethod::isotonic, 1, {}};
    for (const auto& block : pooled_blocks(answers)) {
        const double meant = std::clamp(block.mean(), least, 1 - least);
        calibration.points.emplace_back(block.first, meant);
        if (block.last > block.first) calibration.points.emplace_back(block.last, meant);
    }
    return calibration;
}

Reliability reliability_of(std::span<const JudgedAnswer> answers, std::span<const double> probabilities) {
    Reliability reliability;
    reliability.bins.resize(10);
    if (answers.empty()) return reliability;
    const auto all = static_cast<double>(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        auto& bin = reliability.bins[std::min<std::size_t>(static_cast<std::size_t>(probabilities[i] * 10), 9)];
        ++bin.answers;
        bin.right += answers[i].right ? 1 : 0;
        bin.mean_probability += probabilities[i];
        const double error = probabilities[i] - (answers[i].right ? 1 : 0);
        reliability.brier += error * error / all;
    }
    for (auto& bin : reliability.bins) {
        if (bin.answers == 0) continue;
        reliability.calibration_error += std::abs(bin.mean_probability - bin.right) / all;
        bin.mean_probability /= bin.answers;
    }
    return reliability;
}

const Reliability& CalibrationFit::by_best() const {
    switch (best.method) {
        case CalibrationMethod::none: break;
        case CalibrationMethod::temperature: return by_temperature;
        case CalibrationMethod::isotonic: return by_isotonic;
    }
    return as_said;
}

CalibrationFit fit_calibration(std::span<const JudgedAnswer> answers) {
    CalibrationFit fit;
    std::set<int> locations;
    for (const auto& answer : answers) {
        ++fit.answers;
        fit.right += answer.right ? 1 : 0;
        locations.insert(answer.location);
    }
    fit.locations = static_cast<int>(locations.size());
    fit.as_said = reliability_of(answers, applied(answers, {}));
    fit.enough = fit.answers >= least_judged_answers && fit.locations >= least_locations &&
                 std::min(fit.right, fit.answers - fit.right) >= least_of_each_outcome;
    if (!fit.enough) return fit;

    const auto folds = folds_of(answers);
    fit.by_temperature = reliability_of(answers, held_out(answers, folds, fit_temperature_to));
    fit.by_isotonic = reliability_of(answers, held_out(answers, folds, fit_isotonic_to));
    // The simpler one where it is as good.
    double least = fit.as_said.brier;
    if (fit.by_temperature.brier < least) {
        least = fit.by_temperature.brier;
        fit.best = fit_temperature_to(answers);
    }
    if (fit.by_isotonic.brier < least) fit.best = fit_isotonic_to(answers);
    return fit;
}

}  // namespace serow::training
