#include "journeys/model_card.h"

#include <algorithm>
#include <format>
#include <numeric>
#include <set>

namespace serow::journeys {
namespace {

std::string percent(double share) {
    return std::format("{:.0f} %", 100 * share);
}

// "82 % (68–91), 37 of 45"
std::string told(const training::Proportion& share) {
    if (share.trials == 0) return "not known";
    return std::format("{} ({:.0f}–{:.0f}), {} of {}", percent(share.value()), 100 * share.low, 100 * share.high,
                       share.successes, share.trials);
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string data_section(const training::Examples& examples, const Provenance& provenance) {
    std::string text = std::format("## Data\n{} crops of {} taxa at {} locations. {}\n", examples.size(),
                                   examples.classes.size(), examples.locations.size(), provenance.data);
    if (provenance.boxes_by_detector > 0)
        text += std::format("The boxes of {} crops were found by the detector and not checked by a person.\n",
                            provenance.boxes_by_detector);
    if (provenance.crops_left_out > 0)
        text += std::format("{} crops were left out, since their file could not be used.\n", provenance.crops_left_out);
    for (const auto& rare : provenance.taxa_left_out)
        text += std::format("Left out as too rare: {} ({} crops at {} locations).\n", rare.name, rare.crops,
                            rare.locations);
    return text + "\n";
}

std::string split_section(const TrainRequest& request, const training::Examples& examples,
                          const training::Training& training) {
    std::set<std::string> held;
    for (const auto crop : training.split.held_out)
        held.insert(examples.locations[static_cast<std::size_t>(examples.places[crop])]);
    return std::format(
        "## Split\nBy location, so that no background is on both sides; seed {}. Held out: {} crops at {} locations "
        "({}). The scores below are those of a head that saw the other {} crops alone. The head in the file was then "
        "fitted to all crops by the same recipe, so that no crop is left to score it with.\n\n",
        request.fit.seed, training.split.held_out.size(), held.size(), joined(held), training.split.training.size());
}

std::string confusion_table(const training::Examples& examples, const training::Training& training) {
    std::string text = "| is \\ told |", line = "|---|";
    for (const auto& name : examples.classes) {
        text += std::format(" {} |", name);
        line += "---|";
    }
    text += "\n" + line + "\n";
    for (std::size_t truth = 0; truth < examples.classes.size(); ++truth) {
        text += std::format("| {} |", examples.classes[truth]);
        for (const int crops : training.scores.confusion[truth]) text += std::format(" {} |", crops);
        text += "\n";
    }
    return text;
}

std::string fit_section(const training::Training& training) {
    std::string text = std::format(
        "## Fit and calibration\nMultinomial logistic regression with a ridge penalty on standardised features, each "
        "taxon weighing the same. Penalty {} of these, by the log-loss at locations outside the fit:\n\n"
        "| penalty | log-loss |\n|---|---|\n",
        training.penalty);
    for (const auto& trial : training.trials) text += std::format("| {} | {:.3f} |\n", trial.penalty, trial.log_loss);
    return text +
           std::format(
               "\nTemperature {:.3f}, fitted to {} predictions made without the crop's location. Log-loss on the "
               "held-out crops {:.3f} with it, {:.3f} without.\n\n",
               training.head.temperature, training.out_of_fold, training.log_loss, training.log_loss_untempered);
}

}  // namespace

std::string score_table(const training::Examples& examples, const training::Training& training) {
    const auto counts = training::crops_by_place(examples);
    std::string text =
        "| taxon | crops | locations | held out | precision (95 %) | recall (95 %) |\n|---|---|---|---|---|---|\n";
    for (std::size_t c = 0; c < examples.classes.size(); ++c) {
        const auto& scores = training.scores.classes[c];
        text += std::format("| {} | {} | {} | {} | {} | {} |\n", examples.classes[c],
                            std::accumulate(counts[c].begin(), counts[c].end(), 0),
                            std::ranges::count_if(counts[c], [](int crops) { return crops > 0; }), scores.recall.trials,
                            told(scores.precision), told(scores.recall));
    }
    return text;
}

std::string model_card(const TrainRequest& request, const std::string& version, const std::string& backbone,
                       const training::Examples& examples, const training::Training& training,
                       const Provenance& provenance) {
    std::string text = std::format(
        "# {}, version {}\n\nTells {} taxa apart in a box that a detector found: a head of {} weights behind the "
        "features "
        "of {}, trained with Serow on this reserve's own crops.\n\n",
        request.name, version, examples.classes.size(), training.head.softmax.weights.size(), backbone);
    text += data_section(examples, provenance);
    text += split_section(request, examples, training);
    text += std::format("## Scores at held-out locations\nTop-1: {}. Mean recall of the taxa: {}.\n\n{}\n{}\n",
                        told(training.scores.top_1), percent(training.scores.balanced_top_1),
                        score_table(examples, training), confusion_table(examples, training));
    text +=
        "Intervals are Wilson's for independent crops. Crops of one location resemble each other, so that the truth is "
        "less certain than they say.\n\n";
    text += fit_section(training);
    text +=
        "## What it must not be used for\n"
        "- **Other taxa.** It knows the taxa above and no others: whatever else stands in the box is given the name of "
        "one of them, at times with certainty. Where other animals occur, a person looks at every answer.\n"
        "- **Other regions, cameras or seasons** than those of its crops, before its answers there were verified.\n"
        "- **Deciding alone** about rare or protected species, about harm to animals, or about people.\n"
        "- **Counting without review.** Its errors are not spread evenly over taxa and places; the confusion matrix "
        "says "
        "which they are.\n"
        "- Its certainty is fitted to crops of which each taxon weighs the same. Where one taxon is far more common "
        "than the "
        "others, the common one is taken for a rare one more often than the certainty says.\n\n"
        "## Licence\nThe network's weights stay under their licence (see manifest.json and the network's own card); "
        "the head "
        "is made from this reserve's data and is the reserve's.\n";
    return text;
}

}  // namespace serow::journeys
