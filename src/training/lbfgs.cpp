#include "training/lbfgs.h"

#include <Eigen/Core>
#include <cmath>
#include <deque>
#include <limits>

namespace serow::training {
namespace {

using Vector = Eigen::VectorXd;

struct Point {
    Vector x;
    Vector gradient;
    double value = 0;
};

Point point_at(const Objective& objective, Vector x) {
    Point point{std::move(x), {}, 0};
    point.gradient.resize(point.x.size());
    const auto size = static_cast<std::size_t>(point.x.size());
    point.value = objective({point.x.data(), size}, {point.gradient.data(), size});
    return point;
}

struct Pair {
    Vector step, change;  // of x and of the gradient
    double curvature;     // their product, > 0
};

// Algorithm 7.4: the gradient times the inverse Hessian as the last pairs tell it, downhill.
Vector direction(const Vector& gradient, const std::deque<Pair>& pairs) {
    Vector down = -gradient;
    std::vector<double> alpha(pairs.size());
    for (std::size_t i = pairs.size(); i-- > 0;) {
        alpha[i] = pairs[i].step.dot(down) / pairs[i].curvature;
        down -= alpha[i] * pairs[i].change;
    }
    if (!pairs.empty()) down *= pairs.back().curvature / pairs.back().change.squaredNorm();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const double beta = pairs[i].change.dot(down) / pairs[i].curvature;
        down += (alpha[i] - beta) * pairs[i].step;
    }
    return down;
}

// A point further down that meets the weak Wolfe conditions; after 60 halvings the best that was seen.
Point step_along(const Objective& objective, const Point& from, const Vector& down, double length) {
    constexpr double c1 = 1e-4, c2 = 0.9;
    const double slope = from.gradient.dot(down);
    double shortest = 0, longest = std::numeric_limits<double>::infinity();
    Point best = from;
    for (int tries = 0; tries < 60; ++tries) {
        auto next = point_at(objective, from.x + length * down);
        if (next.value < best.value) best = next;
        if (!(next.value <= from.value + c1 * length * slope))  // also where it is not a number
            longest = length;
        else if (next.gradient.dot(down) < c2 * slope)
            shortest = length;
        else
            return next;
        length = std::isfinite(longest) ? (shortest + longest) / 2 : 2 * length;
    }
    return best;
}

}  // namespace

Minimum minimise(const Objective& objective, std::vector<double> start, const MinimiseOptions& options) {
    auto at = point_at(objective, Eigen::Map<const Vector>(start.data(), static_cast<Eigen::Index>(start.size())));
    std::deque<Pair> pairs;
    Minimum minimum;
    const auto steepest = [&] { return at.gradient.size() == 0 ? 0.0 : at.gradient.lpNorm<Eigen::Infinity>(); };
    while (!(minimum.converged = steepest() <= options.tolerance) && minimum.iterations < options.most_iterations) {
        ++minimum.iterations;
        const auto down = direction(at.gradient, pairs);
        // Nothing is known of the scale at first: a step of at most 1 then.
        const double length = pairs.empty() ? std::min(1.0, 1 / at.gradient.norm()) : 1.0;
        auto next = step_along(objective, at, down, length);
        if (!(next.value < at.value)) break;
        Pair pair{next.x - at.x, next.gradient - at.gradient, 0};
        pair.curvature = pair.step.dot(pair.change);
        at = std::move(next);
        if (!(pair.curvature > 0)) continue;  // rounding; the Wolfe conditions promise more than 0
        pairs.push_back(std::move(pair));
        if (static_cast<int>(pairs.size()) > options.memory) pairs.pop_front();
    }
    minimum.value = at.value;
    minimum.steepest = steepest();
    minimum.x.assign(at.x.data(), at.x.data() + at.x.size());
    return minimum;
}

}  // namespace serow::training
