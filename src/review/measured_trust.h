// How many animals are missed where the machine is believed: by a random sample that people review.
// docs/methods/measured-trust.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace serow::review {

struct ShareInterval {
    double least = 0, most = 1;  // shares in [0, 1]
};

// The exact two-sided interval of a share (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404): `found` of `of`
// independent draws. `confidence` in (0, 1). Of no draws [0, 1].
ShareInterval exact_interval(std::int64_t found, std::int64_t of, double confidence = 0.95);
// One-sided: with `confidence` the share is at most this.
double exact_most(std::int64_t found, std::int64_t of, double confidence = 0.95);

// The fewest draws after which, with no more than `found` of them found, exact_most() is at most `most`: at 0 found and
// 95 %, 299 for 1 % and 59 for 5 %. At most `all`, since then everything was looked at. `most` in (0, 1).
std::int64_t draws_for(double most, std::int64_t all, std::int64_t found = 0, double confidence = 0.95);

// What is believed to be one thing (blank, or one species), at one sample point by day or by night.
struct Stratum {
    std::string location;
    bool by_night = false;
    std::int64_t media = 0;  // that are believed
};

// The same draws everywhere from the same seed: the engine is the standard's, the whole numbers are made of it here.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    // Each of 0 … `end` - 1 is as likely; `end` at least 1.
    std::int64_t below(std::int64_t end);
    // In [0, 1).
    double share();

private:
    std::mt19937_64 engine_;
};

// How many of each stratum are drawn, so that together they are `draws`: each its share by media, rounded up or down so
// that the chances of all media are alike (systematic sampling of the fractions, in an order by chance). Fixed rounding
// would never draw from the smaller of many strata. Never more than a stratum has.
std::vector<std::int64_t> allocate(std::span<const Stratum> strata, std::int64_t draws, Chance& chance);

struct Draw {
    std::size_t stratum = 0;
    std::int64_t medium = 0;  // of the stratum's, from 0 on
    bool operator==(const Draw&) const = default;
};
// As many of each as allocate() says, without putting back, in an order by chance: whoever reviews the first of them
// has looked at a random part of all.
std::vector<Draw> draw_sample(std::span<const Stratum> strata, std::int64_t draws, Chance& chance);

struct Reviewed {
    Stratum stratum;
    std::int64_t drawn = 0;   // and looked at by people
    std::int64_t missed = 0;  // of them: people saw something else
};

struct TrustedShare {
    std::int64_t media = 0, drawn = 0, missed = 0;
    double share = 0;        // of the media that are missed, each stratum by its media
    double most = 1;         // with the confidence given it is at most this
    ShareInterval interval;  // two-sided, of the same confidence
};

// All strata together. The draws of several strata are at least as concentrated as those of one pot with the same mean
// (Hoeffding 1956, doi:10.1214/aoms/1177728178), so that the exact interval of all draws holds where each stratum is
// drawn in proportion, as allocate() does. Where the drawn shares are not in proportion (people left some out), each
// stratum gets an interval of its own with a part of the error (Bonferroni), and these are added up by media: wider,
// but it holds. Everything looked at: the share itself.
TrustedShare trusted_share(std::span<const Reviewed> strata, double confidence = 0.95);

}  // namespace serow::review
