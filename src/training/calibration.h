// Is a model as often right as it says? And what to read its figures as. docs/methods/calibration.md.
#pragma once

#include <span>
#include <utility>
#include <vector>

namespace serow::training {

// One answer that people have judged.
struct JudgedAnswer {
    double probability = 0;  // [0, 1], as the model said it
    bool right = false;
    int location = 0;  // where; equal for answers of one location
};

enum class CalibrationMethod { none, temperature, isotonic };

// A rising function from [0, 1] to [0, 1].
struct Calibration {
    CalibrationMethod method = CalibrationMethod::none;  // none: as it was said
    double temperature = 1;                              // of CalibrationMethod::temperature
    // Of CalibrationMethod::isotonic: (said, meant), both rising; between them straight lines, beyond them level.
    std::vector<std::pair<double, double>> points;
};
double calibrated(const Calibration& calibration, double probability);

// Temperature scaling (Guo et al. 2017, arXiv:1706.04599) of the one probability: its logit divided by the temperature
// of the least log-loss.
Calibration fit_temperature_to(std::span<const JudgedAnswer> answers);
// Isotonic regression by pooling adjacent violators (Ayer et al. 1955, doi:10.1214/aoms/1177728423; Zadrozny & Elkan
// 2002, doi:10.1145/775047.775151). No probability comes nearer to 0 or 1 than 1 / (answers + 2).
Calibration fit_isotonic_to(std::span<const JudgedAnswer> answers);

struct ReliabilityBin {
    int answers = 0;
    int right = 0;
    double mean_probability = 0;
};
struct Reliability {
    double calibration_error = 0;  // expected, in ten bins of equal width (Naeini et al. 2015); [0, 1], less is better
    double brier = 0;              // mean of (probability - right)² (Brier 1950); [0, 1], less is better
    std::vector<ReliabilityBin> bins;  // ten, from 0 to 1
};
// `probabilities`: one an answer. Without answers: zeros.
Reliability reliability_of(std::span<const JudgedAnswer> answers, std::span<const double> probabilities);

inline constexpr int least_judged_answers = 100;
inline constexpr int least_of_each_outcome = 10;
inline constexpr int least_locations = 3;

struct CalibrationFit {
    int answers = 0, right = 0, locations = 0;
    bool enough = false;  // of all three
    Calibration best;     // fitted to all answers by the method of the least Brier score; none where not enough
    // Each figure at locations that the fit did not see (up to five folds of whole locations).
    Reliability as_said, by_temperature, by_isotonic;
    [[nodiscard]] const Reliability& by_best() const;
};
CalibrationFit fit_calibration(std::span<const JudgedAnswer> answers);

}  // namespace serow::training
