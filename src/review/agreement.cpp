#include "review/agreement.h"

#include <algorithm>
#include <functional>
#include <map>
#include <ranges>
#include <set>
#include <tuple>

namespace serow::review {
namespace {

// The ratings of each unit that has two or more.
std::vector<std::vector<Rating>> rated_twice(std::span<const Rating> ratings) {
    std::vector<Rating> sorted(ratings.begin(), ratings.end());
    std::ranges::sort(sorted, {}, [](const Rating& r) { return std::tuple(r.unit, r.rater, r.category); });
    std::vector<std::vector<Rating>> units;
    for (const auto unit :
         std::views::chunk_by(sorted, [](const Rating& a, const Rating& b) { return a.unit == b.unit; }))
        if (std::ranges::size(unit) >= 2) units.emplace_back(unit.begin(), unit.end());
    return units;
}

std::vector<Rating> whole_sets(std::span<const Coding> codings) {
    std::map<Seen, std::size_t> numbers;
    std::vector<Rating> ratings;
    ratings.reserve(codings.size());
    for (const auto& coding : codings)
        ratings.push_back({coding.unit, coding.rater, numbers.try_emplace(coding.seen, numbers.size()).first->second});
    return ratings;
}

std::vector<RaterAgreement> of_each_rater(const std::vector<Kappa>& pairs,
                                          const std::vector<std::vector<Rating>>& units) {
    std::map<std::size_t, RaterAgreement> raters;
    for (const auto& unit : units)
        for (const auto& rating : unit) ++raters[rating.rater].units;
    std::vector<RaterAgreement> list;
    for (auto& [rater, one] : raters) {
        one.rater = rater;
        double equal = 0, compared = 0;
        for (const auto& pair : pairs) {
            if (pair.one != rater && pair.other != rater) continue;
            equal += pair.agreement * static_cast<double>(pair.units);
            compared += static_cast<double>(pair.units);
        }
        one.agreement = equal / compared;
        list.push_back(one);
    }
    return list;
}

}  // namespace

Alpha krippendorff(std::span<const Rating> ratings) {
    Alpha result;
    std::map<std::size_t, double> of_category;  // n_c
    double equal = 0;                           // the sum of o_cc
    double n = 0;
    for (const auto& unit : rated_twice(ratings)) {
        ++result.units;
        std::map<std::size_t, double> here;
        for (const auto& rating : unit) ++here[rating.category];
        const auto m = static_cast<double>(unit.size());
        n += m;
        for (const auto& [category, count] : here) {
            of_category[category] += count;
            equal += count * (count - 1) / (m - 1);
        }
    }
    if (result.units == 0) return result;
    result.ratings = static_cast<std::size_t>(n);
    result.agreement = equal / n;
    if (of_category.size() == 1) return result;
    double by_chance = 0;
    for (const auto& [category, count] : of_category) by_chance += count * (count - 1);
    by_chance /= n * (n - 1);
    result.alpha = 1 - (1 - *result.agreement) / (1 - by_chance);
    return result;
}

std::vector<Kappa> cohen(std::span<const Rating> ratings) {
    // How often the one used the first category where the other used the second.
    std::map<std::pair<std::size_t, std::size_t>, std::map<std::pair<std::size_t, std::size_t>, double>> tables;
    for (const auto& unit : rated_twice(ratings))
        for (std::size_t a = 0; a < unit.size(); ++a)
            for (std::size_t b = a + 1; b < unit.size(); ++b)  // sorted by rater
                ++tables[{unit[a].rater, unit[b].rater}][{unit[a].category, unit[b].category}];
    std::vector<Kappa> list;
    for (const auto& [raters, table] : tables) {
        double n = 0, equal = 0, by_chance = 0;
        std::map<std::size_t, double> of_one, of_other;
        for (const auto& [categories, count] : table) {
            n += count;
            if (categories.first == categories.second) equal += count;
            of_one[categories.first] += count;
            of_other[categories.second] += count;
        }
        for (const auto& [category, count] : of_one)
            if (const auto found = of_other.find(category); found != of_other.end()) by_chance += count * found->second;
        Kappa kappa{raters.first, raters.second, static_cast<std::size_t>(n), equal / n, {}};
        if (by_chance < n * n) kappa.kappa = (equal / n - by_chance / (n * n)) / (1 - by_chance / (n * n));
        list.push_back(kappa);
    }
    return list;
}

AgreementReport agreement_of(std::span<const Coding> codings) {
    AgreementReport report;
    const auto ratings = whole_sets(codings);
    const auto units = rated_twice(ratings);
    report.all = krippendorff(ratings);
    report.pairs = cohen(ratings);
    report.raters = of_each_rater(report.pairs, units);

    std::set<std::size_t> twice;
    for (const auto& unit : units) twice.insert(unit.front().unit);
    std::map<std::pair<camtrap::ObservationType, std::string>, std::set<std::size_t>> where;
    for (const auto& coding : codings)
        if (twice.contains(coding.unit))
            for (const auto& taxon : coding.seen) where[taxon].insert(coding.unit);
    for (const auto& [taxon, shown] : where) {
        std::vector<Rating> there;
        there.reserve(codings.size());
        for (const auto& coding : codings)
            there.push_back(
                {coding.unit, coding.rater, std::ranges::contains(coding.seen, taxon) ? std::size_t{1} : 0});
        report.taxa.push_back({taxon, shown.size(), krippendorff(there)});
    }
    std::ranges::stable_sort(report.taxa, std::greater{}, &TaxonAgreement::seen);
    return report;
}

}  // namespace serow::review
