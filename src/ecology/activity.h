// Activity around the clock: von Mises kernel density of the times of events.
//
// Sources: Ridout & Linkie 2009, J. Agric. Biol. Environ. Stat. 14:322 (estimator); Taylor 2008,
// Comput. Stat. Data Anal. 52:3493, eq. 7 (bandwidth). Agrees with R's overlap::densityFit.
#pragma once

#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

#include "base/problem.h"
#include "base/time.h"

namespace serow::ecology {

inline constexpr double full_circle = 2 * std::numbers::pi;

// Time of day as an angle: midnight 0, noon π, in [0, 2π).
double clock_radians(CameraTime time);

// The kernel's concentration h (larger is LESS smooth) for angles x in radians:
//   m_k = |mean exp(i k x)|, the length of the k-th trigonometric moment, k = 1, 2, 3;
//   κ_k solves I_k(κ) / I_0(κ) = m_k (modified Bessel functions);  κ = max κ_k;
//   h = [3 n κ² I_2(2κ) / (4 √π I_0(κ)²)]^(2/5).
// Code::invalid: fewer than 2 angles, or one that is not finite. Code::unsupported: some κ_k does not
// exist in (0.0001, 345), that is all times are (nearly) the same, or spread evenly, or in two exactly
// opposite peaks: no bandwidth exists.
Result<double> activity_bandwidth(std::span<const double> radians);

// f(t) = Σ_i exp(h cos(t − x_i)) / (2π n I_0(h)) at each of `at`; per radian, ∫ over the circle = 1.
// `radians` not empty, h ≥ 0.
std::vector<double> kernel_density(std::span<const double> radians, double h, std::span<const double> at);

struct ActivityCurve {
    std::size_t n = 0;            // times it rests on; below 30 the curve is a rough guess: warn
    double bandwidth = 0;         // h as used, after `adjust`
    std::vector<double> radians;  // grid points from 0 to 2π, both included
    std::vector<double> density;  // per radian; times 2π/24 per hour
};

// `adjust` divides the bandwidth as in overlap (above 1 smoother; R's activity package multiplies).
// `grid` points, 2 … 4096. Problems as activity_bandwidth(), and Code::invalid for a bad adjust or grid.
Result<ActivityCurve> activity_density(std::span<const double> radians, double adjust = 1, std::size_t grid = 128);

}  // namespace serow::ecology
