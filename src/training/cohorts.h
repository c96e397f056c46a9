// Crops that look alike put together, so that a person settles many with one act. docs/methods/cohorts.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace serow::training {

struct CohortCrop {
    std::string id;                         // of its own; between equals the smaller one comes first
    double score = 0;                       // the surer ones come first
    std::span<const std::int8_t> features;  // as in_bytes() gives them, of all crops of one length; empty: none kept
    std::string beside;                     // of crops without features: those of one text belong together; empty: none
};

struct CohortRule {
    double least_similarity = 0.65;  // cosine of each member to the leader
    std::size_t most_members = 40;   // about a screen of them: what a person looks through at once; at least 1
};

struct Cohort {
    // alike: each looks like the first one. together: no features, of one `beside`. apart: like no other; the members
    // have nothing in common.
    enum class By { alike, together, apart };
    By by = By::alike;
    std::vector<std::size_t> members;  // places in what was given; alike: the leader, then the most similar first
    double least_similarity = 1;       // of the members to the leader; alike only
};

// Each crop in exactly one cohort, whatever their order. The clustering of Butina (1999, J. Chem. Inf. Comput. Sci. 39,
// 747): the crop that most others are similar to leads the first cohort, of those left the one that most others left
// are similar to the next, and so on; a cohort takes the most similar ones up to most_members, what is over stays for
// the next. Alike and together the largest first, then by the surest leader; at the end those apart, in pieces of
// most_members. For n crops n²/2 comparisons and n²/8 bytes.
std::vector<Cohort> cohorts(std::span<const CohortCrop> crops, const CohortRule& rule = {});

}  // namespace serow::training
