#include "training/train.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <format>
#include <limits>
#include <thread>

#include "training/temperature.h"

namespace serow::training {
namespace {

// One fit to some crops; its minimum is found to more digits than its scores have.
Head fitted(const Examples& examples, double penalty, const Softmax& start) {
    Head head{scaling_of(examples), {}, 1};
    const auto features = standardised(examples, head.scaling);
    const auto weights = balanced_weights(examples.labels, examples.classes.size());
    head.softmax = fit_softmax({examples.width, features, examples.labels, weights, examples.classes.size()}, penalty,
                               start, {.most_iterations = 500, .tolerance = 1e-5})
                       .model;
    return head;
}

// What a fit says of crops that it did not see.
struct Predictions {
    std::vector<double> logits;  // crop by crop
    std::vector<int> labels;
};

Predictions predicted(const Head& head, const Examples& examples) {
    return {logits_of(head.softmax, standardised(examples, head.scaling)), examples.labels};
}

double balanced_log_loss(const Predictions& predictions, std::size_t classes) {
    const auto p = tempered_softmax(predictions.logits, classes, 1);
    const auto weights = balanced_weights(predictions.labels, classes);
    double sum = 0;
    for (std::size_t crop = 0; crop < weights.size(); ++crop) {
        const auto row = std::span(p).subspan(crop * classes, classes);
        sum += weights[crop] * log_loss(row, classes, std::span(predictions.labels).subspan(crop, 1));
    }
    return sum / static_cast<double>(weights.size());
}

// For each penalty what the fit without a fold says of the fold.
std::vector<Predictions> fold_predictions(const Examples& examples, const std::vector<std::size_t>& fold,
                                          std::span<const double> penalties) {
    std::vector<std::size_t> rest;
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        if (!std::ranges::binary_search(fold, crop)) rest.push_back(crop);
    const auto seen = chosen(examples, rest);
    std::vector<std::size_t> fair;
    for (const auto crop : fold)
        if (std::ranges::contains(seen.labels, examples.labels[crop])) fair.push_back(crop);
    const auto unseen = chosen(examples, fair);
    std::vector<Predictions> predictions;
    Softmax start;
    for (const auto penalty : penalties) {
        auto head = fitted(seen, penalty, start);
        predictions.push_back(predicted(head, unseen));
        start = std::move(head.softmax);
    }
    return predictions;
}

struct Choice {
    double penalty = 0, temperature = 1;
    std::vector<PenaltyTrial> trials;
    int crops = 0;
};

Choice choose(const Examples& examples, const TrainOptions& options) {
    const auto folds = folds_by_location(examples, std::max(options.folds, 2), options.seed);
    std::vector<std::vector<Predictions>> of_fold(folds.size());  // [fold][penalty]
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto f = next++; f < folds.size(); f = next++)
            of_fold[f] = fold_predictions(examples, folds[f], options.penalties);
    };
    {
        const auto cores = std::max(1U, std::thread::hardware_concurrency());
        const auto threads = options.threads > 0 ? static_cast<std::size_t>(options.threads) : cores;
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(threads, folds.size()); ++i) others.emplace_back(work);
        work();
    }

    Choice choice;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < options.penalties.size(); ++i) {
        Predictions all;
        for (const auto& predictions : of_fold) {
            all.logits.insert(all.logits.end(), predictions[i].logits.begin(), predictions[i].logits.end());
            all.labels.insert(all.labels.end(), predictions[i].labels.begin(), predictions[i].labels.end());
        }
        const double loss = balanced_log_loss(all, examples.classes.size());
        choice.trials.push_back({options.penalties[i], loss});
        choice.crops = static_cast<int>(all.labels.size());
        // Of equal ones the stronger penalty, which comes first. Where no fold could be judged, the strongest.
        if (i > 0 && !(loss < least)) continue;
        least = loss;
        choice.penalty = options.penalties[i];
        choice.temperature = fit_temperature(all.logits, examples.classes.size(), all.labels);
    }
    return choice;
}

Result<void> check(const Examples& examples) {
    if (examples.classes.size() < 2)
        return problem(Code::invalid, "a classifier tells at least two taxa apart; add labels of another one");
    const auto counts = crops_by_place(examples);
    if (std::ranges::all_of(examples.places, [&](int place) { return place == examples.places.front(); }))
        return problem(Code::invalid,
                       "all crops are of one location: nothing can be said about other places; add labels of others");
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (std::ranges::count_if(counts[c], [](int crops) { return crops > 0; }) < 2)
            return problem(Code::invalid,
                           std::format("all crops of {} are of one location: the classifier could learn the place "
                                       "instead of the animal; add crops of another location, or leave it out",
                                       examples.classes[c]));
    if (!std::ranges::all_of(examples.features, [](float value) { return std::isfinite(value); }))
        return problem(Code::invalid, "the features hold values that are no finite numbers");
    return {};
}

}  // namespace

std::vector<double> probabilities(const Head& head, std::span<const float> features) {
    Examples one;
    one.width = head.softmax.width;
    one.features.assign(features.begin(), features.end());
    one.labels = {0};
    return tempered_softmax(logits_of(head.softmax, standardised(one, head.scaling)), head.softmax.classes(),
                            head.temperature);
}

Result<Training> train(const Examples& examples, const TrainOptions& options,
                       const std::function<void(std::string_view)>& tell) {
    if (const auto good = check(examples); !good) return std::unexpected(good.error());
    const auto classes = examples.classes.size();
    Training training;
    training.split = split_by_location(examples, options.held_out_share, options.seed);
    if (training.split.held_out.empty())
        return problem(Code::invalid,
                       "no location can be held out without taking a taxon out of the training; add labels of "
                       "further locations");
    const auto inside = chosen(examples, training.split.training);
    const auto outside = chosen(examples, training.split.held_out);

    tell("choosing the penalty on folds of locations");
    auto choice = choose(inside, options);
    training.penalty = choice.penalty;
    training.trials = std::move(choice.trials);
    training.out_of_fold = choice.crops;

    tell("scoring at the locations that were held out");
    const auto judged = fitted(inside, training.penalty, {});
    const auto predictions = predicted(judged, outside);
    training.scores = scores_of(outside.labels, likeliest(predictions.logits, classes), classes);
    training.log_loss =
        log_loss(tempered_softmax(predictions.logits, classes, choice.temperature), classes, outside.labels);
    training.log_loss_untempered = log_loss(tempered_softmax(predictions.logits, classes, 1), classes, outside.labels);

    tell("fitting to all crops");
    training.head = fitted(examples, training.penalty, judged.softmax);
    training.head.temperature = choice.temperature;
    return training;
}

}  // namespace serow::training
