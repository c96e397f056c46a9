#include "training/scores.h"

#include <algorithm>
#include <cmath>

namespace serow::training {

Proportion proportion(int successes, int trials) {
    Proportion share{successes, trials};
    if (trials == 0) return share;
    constexpr double z = 1.959963984540054;  // 97.5 % of the normal distribution lie below
    const double n = trials, p = share.value();
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    share.low = successes == 0 ? 0 : std::max(0.0, centre - half);
    share.high = successes == trials ? 1 : std::min(1.0, centre + half);
    return share;
}

Scores scores_of(std::span<const int> truth, std::span<const int> told, std::size_t classes) {
    Scores scores;
    scores.confusion.assign(classes, std::vector<int>(classes));
    for (std::size_t crop = 0; crop < truth.size(); ++crop)
        ++scores.confusion[static_cast<std::size_t>(truth[crop])][static_cast<std::size_t>(told[crop])];
    int right = 0, with_crops = 0;
    double recalls = 0;
    for (std::size_t c = 0; c < classes; ++c) {
        int bear = 0, given = 0;
        for (std::size_t other = 0; other < classes; ++other) {
            bear += scores.confusion[c][other];
            given += scores.confusion[other][c];
        }
        const int both = scores.confusion[c][c];
        scores.classes.push_back({proportion(both, given), proportion(both, bear)});
        right += both;
        if (bear == 0) continue;
        ++with_crops;
        recalls += scores.classes.back().recall.value();
    }
    scores.top_1 = proportion(right, static_cast<int>(truth.size()));
    scores.balanced_top_1 = recalls / with_crops;
    return scores;
}

std::vector<int> likeliest(std::span<const double> scores, std::size_t classes) {
    std::vector<int> told;
    for (std::size_t at = 0; at + classes <= scores.size(); at += classes) {
        const auto row = scores.subspan(at, classes);
        told.push_back(static_cast<int>(std::ranges::max_element(row) - row.begin()));
    }
    return told;
}

}  // namespace serow::training
