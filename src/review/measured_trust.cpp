#include "review/measured_trust.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numeric>
#include <utility>

namespace serow::review {
namespace {

double lower(std::int64_t found, std::int64_t of, double error) {
    if (found <= 0) return 0;
    return boost::math::ibeta_inv(static_cast<double>(found), static_cast<double>(of - found + 1), error);
}

double upper(std::int64_t found, std::int64_t of, double error) {
    if (found >= of) return 1;
    return boost::math::ibetac_inv(static_cast<double>(found + 1), static_cast<double>(of - found), error);
}

// As many of each as allocate() would draw, give or take the one that rounding moves.
bool in_proportion(std::span<const Reviewed> strata, std::int64_t media, std::int64_t drawn) {
    return std::ranges::all_of(strata, [&](const Reviewed& one) {
        const double wanted =
            static_cast<double>(drawn) * static_cast<double>(one.stratum.media) / static_cast<double>(media);
        return std::abs(static_cast<double>(one.drawn) - wanted) <= 1;
    });
}

// Fisher and Yates.
template <class T>
void shuffle(std::vector<T>& items, Chance& chance) {
    for (auto left = static_cast<std::int64_t>(items.size()); left > 1; --left)
        std::swap(items[static_cast<std::size_t>(left - 1)], items[static_cast<std::size_t>(chance.below(left))]);
}

}  // namespace

ShareInterval exact_interval(std::int64_t found, std::int64_t of, double confidence) {
    if (of <= 0) return {};
    const double error = (1 - confidence) / 2;
    return {lower(found, of, error), upper(found, of, error)};
}

double exact_most(std::int64_t found, std::int64_t of, double confidence) {
    return of <= 0 ? 1 : upper(found, of, 1 - confidence);
}

std::int64_t draws_for(double most, std::int64_t all, std::int64_t found, double confidence) {
    std::int64_t least = 1;
    std::int64_t enough = std::max<std::int64_t>(all, 1);
    if (exact_most(found, enough, confidence) > most) return all;
    while (least < enough) {
        const auto middle = least + (enough - least) / 2;
        if (exact_most(std::min(found, middle), middle, confidence) <= most)
            enough = middle;
        else
            least = middle + 1;
    }
    return std::min(enough, all);
}

std::int64_t Chance::below(std::int64_t end) {
    const auto bound = static_cast<std::uint64_t>(end);
    // Numbers beyond the last whole multiple of the bound would make the first ones likelier.
    const auto beyond = std::mt19937_64::max() - std::mt19937_64::max() % bound;
    auto number = engine_();
    while (number >= beyond) number = engine_();
    return static_cast<std::int64_t>(number % bound);
}

double Chance::share() {
    return static_cast<double>(engine_() >> 11U) * 0x1p-53;
}

std::vector<std::int64_t> allocate(std::span<const Stratum> strata, std::int64_t draws, Chance& chance) {
    std::int64_t media = 0;
    for (const auto& one : strata) media += one.media;
    draws = std::min(draws, media);
    std::vector<std::int64_t> drawn(strata.size());
    if (draws <= 0) return drawn;
    // Whole numbers throughout: a stratum's fraction is so many parts of `media`.
    std::vector<std::int64_t> parts(strata.size());
    std::int64_t left = draws;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        drawn[i] = draws * strata[i].media / media;
        parts[i] = draws * strata[i].media % media;
        left -= drawn[i];
    }
    if (left == 0) return drawn;
    std::vector<std::size_t> order(strata.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, chance);
    // The fractions in a row are `left` times `media` long; one more is drawn wherever a whole step ends in a stratum.
    std::int64_t next = chance.below(media);
    std::int64_t behind = 0;
    for (const auto i : order) {
        behind += parts[i];
        if (next < behind) {
            ++drawn[i];
            next += media;
        }
    }
    return drawn;
}

std::vector<Draw> draw_sample(std::span<const Stratum> strata, std::int64_t draws, Chance& chance) {
    const auto drawn = allocate(strata, draws, chance);
    std::vector<Draw> sample;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        std::vector<std::int64_t> media(static_cast<std::size_t>(strata[i].media));
        std::iota(media.begin(), media.end(), std::int64_t{0});
        for (std::int64_t n = 0; n < drawn[i]; ++n) {
            std::swap(media[static_cast<std::size_t>(n)],
                      media[static_cast<std::size_t>(n + chance.below(strata[i].media - n))]);
            sample.push_back({i, media[static_cast<std::size_t>(n)]});
        }
    }
    shuffle(sample, chance);
    return sample;
}

TrustedShare trusted_share(std::span<const Reviewed> strata, double confidence) {
    TrustedShare all;
    for (const auto& one : strata) {
        all.media += one.stratum.media;
        all.drawn += one.drawn;
        all.missed += one.missed;
    }
    if (all.media == 0) return {.most = 0, .interval = {0, 0}};
    std::int64_t sampled = 0;  // strata of which a part was drawn, or nothing
    for (const auto& one : strata) {
        if (one.drawn > 0)
            all.share += static_cast<double>(one.missed) / static_cast<double>(one.drawn) *
                         static_cast<double>(one.stratum.media) / static_cast<double>(all.media);
        sampled += one.drawn < one.stratum.media ? 1 : 0;
    }
    if (sampled == 0) {
        all.most = all.share;
        all.interval = {all.share, all.share};
    } else if (in_proportion(strata, all.media, all.drawn)) {
        all.most = exact_most(all.missed, all.drawn, confidence);
        all.interval = exact_interval(all.missed, all.drawn, confidence);
    } else {
        const double each = 1 - (1 - confidence) / static_cast<double>(sampled);
        all.most = 0;
        all.interval = {0, 0};
        for (const auto& one : strata) {
            const double weight = static_cast<double>(one.stratum.media) / static_cast<double>(all.media);
            const bool is_whole = one.drawn >= one.stratum.media;
            const double share =
                is_whole && one.drawn > 0 ? static_cast<double>(one.missed) / static_cast<double>(one.drawn) : 0;
            const auto interval = is_whole ? ShareInterval{share, share} : exact_interval(one.missed, one.drawn, each);
            all.most += weight * (is_whole ? share : exact_most(one.missed, one.drawn, each));
            all.interval.least += weight * interval.least;
            all.interval.most += weight * interval.most;
        }
    }
    return all;
}

}  // namespace serow::review
