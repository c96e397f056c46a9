// How good a classifier is, counted on crops whose truth is known.
#pragma once

#include <span>
#include <vector>

namespace serow::training {

// successes of trials, with the 95 % interval of Wilson (1927); method 3 of Newcombe 1998,
// doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E. Without trials nothing is known: 0 to 1.
struct Proportion {
    int successes = 0;
    int trials = 0;
    double low = 0, high = 1;
    // NaN without trials.
    [[nodiscard]] double value() const { return static_cast<double>(successes) / trials; }
};
Proportion proportion(int successes, int trials);

struct ClassScores {
    Proportion precision;  // of the crops that were given this name, those that bear it
    Proportion recall;     // of the crops that bear this name, those that were given it
};

struct Scores {
    std::vector<std::vector<int>> confusion;  // [truth][told]
    std::vector<ClassScores> classes;
    Proportion top_1;           // of all crops, those that were given their name
    double balanced_top_1 = 0;  // mean recall of the classes that have crops; NaN where none has
};

// `told` and `truth` are class indices, one a crop.
Scores scores_of(std::span<const int> truth, std::span<const int> told, std::size_t classes);

// The likeliest class of each crop; of equal ones the first.
std::vector<int> likeliest(std::span<const double> scores, std::size_t classes);

}  // namespace serow::training
