// How far people agree who looked at the same media: Cohen's kappa of two, Krippendorff's alpha of any number
// (docs/methods/agreement.md).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "camtrap/vocabulary.h"

namespace serow::review {

// That a rater put a unit into a category; all three are any numbers. At most one of a rater and unit.
struct Rating {
    std::size_t unit = 0;
    std::size_t rater = 0;
    std::size_t category = 0;
};

struct Alpha {
    std::size_t units = 0;            // that two or more rated: the others say nothing
    std::size_t ratings = 0;          // of those
    std::optional<double> agreement;  // [0, 1] of the pairs of ratings of one unit, how many are equal; none: no units
    std::optional<double> alpha;      // at most 1; none: undefined, where all ratings are of one category
};
// Krippendorff's alpha for nominal data; ratings may be missing. Source: K. Krippendorff (2011), Computing
// Krippendorff's Alpha-Reliability.
Alpha krippendorff(std::span<const Rating> ratings);

struct Kappa {
    std::size_t one = 0, other = 0;  // raters; one < other
    std::size_t units = 0;           // that both rated; at least 1
    double agreement = 0;            // [0, 1]
    std::optional<double> kappa;     // [-1, 1]; none: undefined, where both used one and the same category only
};
// Cohen's kappa of each two raters who share a unit, by `one`, then `other`. Source: J. Cohen (1960), A coefficient of
// agreement for nominal scales.
std::vector<Kappa> cohen(std::span<const Rating> ratings);

// What one person sees in one medium: as consensus.h's taxa_of().
using Seen = std::vector<std::pair<camtrap::ObservationType, std::string>>;
struct Coding {
    std::size_t unit = 0;
    std::size_t rater = 0;
    Seen seen;
};

struct TaxonAgreement {
    std::pair<camtrap::ObservationType, std::string> taxon;
    std::size_t seen = 0;  // units rated twice or more in which anybody saw it
    Alpha alpha;           // of "is there" against "is not there"
};
struct RaterAgreement {
    std::size_t rater = 0;
    std::size_t units = 0;            // that somebody else rated, too
    std::optional<double> agreement;  // [0, 1] with each other rater of a unit, over all such pairs
};
struct AgreementReport {
    Alpha all;                           // a category is the whole set of what is seen
    std::vector<TaxonAgreement> taxa;    // by how many units show it, the most first
    std::vector<RaterAgreement> raters;  // by rater; those who share no unit are left out
    std::vector<Kappa> pairs;
};
AgreementReport agreement_of(std::span<const Coding> codings);

}  // namespace serow::review
