#include "ecology/rate.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <random>
#include <tuple>
#include <vector>

namespace serow::ecology {
namespace {

// R's quantile type 7: linear between order statistics; `sorted` not empty.
double quantile(const std::vector<double>& sorted, double p) {
    const double rank = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (rank - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

// A number below `bound` from the generator's own bits: std::uniform_int_distribution may differ
// between libraries, and the same seed must give the same interval everywhere.
std::size_t below(std::mt19937_64& random, std::size_t bound) {
    const auto limit = std::mt19937_64::max() - std::mt19937_64::max() % bound;
    for (;;)
        if (const auto drawn = random(); drawn < limit) return drawn % bound;
}

ConfidenceInterval resampled(const std::vector<LocationCount>& counts, const Bootstrap& bootstrap) {
    std::mt19937_64 random(bootstrap.seed);
    std::vector<double> rates;
    rates.reserve(static_cast<std::size_t>(bootstrap.replicates));
    for (int replicate = 0; replicate < bootstrap.replicates; ++replicate) {
        double events = 0;
        double nights = 0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto& drawn = counts[below(random, counts.size())];
            events += drawn.events;
            nights += drawn.trap_nights;
        }
        rates.push_back(100 * events / nights);
    }
    std::ranges::sort(rates);
    const double tail = (1 - bootstrap.confidence) / 2;
    return {quantile(rates, tail), quantile(rates, 1 - tail)};
}

bool is_amount(double value) {
    return std::isfinite(value) && value >= 0;
}

}  // namespace

Result<Rate> capture_rate(std::span<const LocationCount> counts, const Bootstrap& bootstrap) {
    if (bootstrap.replicates < 1 || bootstrap.replicates > 100000)
        return problem(Code::invalid, "the bootstrap needs 1 to 100000 replicates");
    if (!(bootstrap.confidence > 0 && bootstrap.confidence < 1))
        return problem(Code::invalid, "the confidence must lie between 0 and 1");

    std::vector<LocationCount> with_effort;
    Rate rate;
    for (const auto& count : counts) {
        if (!is_amount(count.events) || !is_amount(count.trap_nights))
            return problem(Code::invalid,
                           std::format("location {}: events and trap-nights must be 0 or more", count.location));
        if (count.trap_nights == 0) continue;
        with_effort.push_back(count);
        rate.events += count.events;
        rate.trap_nights += count.trap_nights;
        if (count.events > 0) ++rate.locations_detected;
    }
    if (with_effort.empty())
        return problem(Code::invalid, "no location has any effort, so there is no rate; check the deployments' times");

    // The seed's draws go by position: sorting makes the interval independent of the order given.
    std::ranges::sort(with_effort, {},
                      [](const LocationCount& c) { return std::tie(c.location, c.events, c.trap_nights); });
    rate.locations = with_effort.size();
    rate.per_100_trap_nights = 100 * rate.events / rate.trap_nights;
    rate.naive_occupancy = static_cast<double>(rate.locations_detected) / static_cast<double>(rate.locations);
    if (with_effort.size() >= 2) rate.interval = resampled(with_effort, bootstrap);
    return rate;
}

std::optional<double> per_100_trap_nights(const LocationCount& count) {
    if (!(count.trap_nights > 0)) return {};
    return 100 * count.events / count.trap_nights;
}

}  // namespace serow::ecology
