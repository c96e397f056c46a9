#include "ecology/activity.h"

#include <algorithm>
#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <complex>
#include <cstdint>
#include <optional>

namespace serow::ecology {
namespace {

constexpr int highest_moment = 3;
constexpr double kappa_low = 1e-4;
constexpr double kappa_high = 345;

// exp(−κ) I_order(κ) for whole orders. Unscaled, I_0 leaves the range of double at κ = 713, and the
// bandwidth needs I_2(2κ) for κ up to 345 and kernels far beyond.
double scaled_bessel(int order, double kappa) {
    constexpr double asymptotic_from = 700;
    if (kappa < asymptotic_from) return boost::math::cyl_bessel_i(order, kappa) * std::exp(-kappa);
    // Abramowitz & Stegun 9.7.1: e^{-κ} I_ν(κ) ~ (2πκ)^{-1/2} Σ (−1)^k Π_{j=1..k} (4ν² − (2j−1)²) / (k! (8κ)^k).
    // From κ = 700 on each term is below 1/500 of the one before: six reach 1e-16.
    double term = 1;
    double sum = 1;
    for (int k = 1; k <= 6; ++k) {
        const double odd = 2 * k - 1;
        term *= -(4.0 * order * order - odd * odd) / (k * 8 * kappa);
        sum += term;
    }
    return sum / std::sqrt(full_circle * kappa);
}

// |mean exp(i k x)|; a rotation by the mean angle does not change the modulus, so it can be left out.
double moment(std::span<const double> radians, int k) {
    std::complex<double> sum = 0;
    for (const double x : radians) sum += std::polar(1.0, k * x);
    return std::abs(sum) / static_cast<double>(radians.size());
}

// κ with I_k(κ) / I_0(κ) = m, if it lies in (kappa_low, kappa_high). The ratio rises with κ.
std::optional<double> solve_kappa(int k, double m) {
    const auto difference = [&](double kappa) { return scaled_bessel(k, kappa) / scaled_bessel(0, kappa) - m; };
    const double low = difference(kappa_low);
    const double high = difference(kappa_high);
    if (low >= 0 || high <= 0) return {};
    std::uintmax_t steps = 200;
    const boost::math::tools::eps_tolerance<double> exact(50);
    const auto [from, to] =
        boost::math::tools::toms748_solve(difference, kappa_low, kappa_high, low, high, exact, steps);
    return (from + to) / 2;
}

}  // namespace

double clock_radians(CameraTime time) {
    const auto of_day = time - std::chrono::floor<std::chrono::days>(time);
    return full_circle * std::chrono::duration<double, std::chrono::days::period>(of_day).count();
}

Result<double> activity_bandwidth(std::span<const double> radians) {
    if (radians.size() < 2) return problem(Code::invalid, "an activity curve needs at least 2 times");
    if (!std::ranges::all_of(radians, [](double x) { return std::isfinite(x); }))
        return problem(Code::invalid, "every time of day must be a finite angle");

    double kappa = 0;
    for (int k = 1; k <= highest_moment; ++k) {
        const auto root = solve_kappa(k, moment(radians, k));
        // As overlap does, no bandwidth where any of the three has none: the largest of the rest would
        // smooth by an accident of the data.
        if (!root)
            return problem(Code::unsupported,
                           "no activity curve fits these times: they are (nearly) all the same, or spread evenly");
        kappa = std::max(kappa, *root);
    }
    // I_2(2κ) / I_0(κ)² from the scaled functions: the exponentials cancel.
    const double ratio = scaled_bessel(2, 2 * kappa) / std::pow(scaled_bessel(0, kappa), 2);
    const double n = static_cast<double>(radians.size());
    return std::pow(3 * n * kappa * kappa * ratio / (4 * std::sqrt(std::numbers::pi)), 0.4);
}

std::vector<double> kernel_density(std::span<const double> radians, double h, std::span<const double> at) {
    // exp(h cos d) / I_0(h) = exp(h (cos d − 1)) / (exp(−h) I_0(h)): neither part overflows.
    const double scale = 1 / (full_circle * static_cast<double>(radians.size()) * scaled_bessel(0, h));
    std::vector<double> density;
    density.reserve(at.size());
    for (const double t : at) {
        double sum = 0;
        for (const double x : radians) sum += std::exp(h * (std::cos(t - x) - 1));
        density.push_back(sum * scale);
    }
    return density;
}

Result<ActivityCurve> activity_density(std::span<const double> radians, double adjust, std::size_t grid) {
    if (!(adjust > 0 && std::isfinite(adjust))) return problem(Code::invalid, "adjust must be above 0");
    if (grid < 2 || grid > 4096) return problem(Code::invalid, "the grid must have 2 to 4096 points");
    const auto bandwidth = activity_bandwidth(radians);
    if (!bandwidth) return std::unexpected(bandwidth.error());

    ActivityCurve curve;
    curve.n = radians.size();
    curve.bandwidth = *bandwidth / adjust;
    for (std::size_t i = 0; i < grid; ++i)
        curve.radians.push_back(full_circle * static_cast<double>(i) / static_cast<double>(grid - 1));
    curve.density = kernel_density(radians, curve.bandwidth, curve.radians);
    return curve;
}

}  // namespace serow::ecology
