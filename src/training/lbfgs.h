// The minimum of a smooth function of many variables.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace serow::training {

// Returns the value at x and writes the gradient there, of x's length.
using Objective = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct MinimiseOptions {
    int memory = 10;             // pairs of steps that the curvature is told from
    int most_iterations = 1000;  // of which each asks the function once, rarely more
    double tolerance = 1e-6;     // done where no component of the gradient is larger
};

struct Minimum {
    std::vector<double> x;
    double value = 0;
    double steepest = 0;  // the gradient's largest component there
    int iterations = 0;
    bool converged = false;  // false: out of iterations, or no step lowered the value any more
};

// L-BFGS (Nocedal & Wright 2006, Numerical Optimization, algorithms 7.4 and 7.5), with a line search by bisection to
// the weak Wolfe conditions, c1 = 1e-4, c2 = 0.9 (Lewis & Overton 2013, doi:10.1007/s10107-012-0514-2, algorithm 2.6).
// The function should be differentiable and bounded below.
Minimum minimise(const Objective& objective, std::vector<double> start, const MinimiseOptions& options = {});

}  // namespace serow::training
