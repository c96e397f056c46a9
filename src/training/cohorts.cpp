#include "training/cohorts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace serow::training {
namespace {

// Cosines of all pairs are asked for: lengths are measured once, and products are of the width that processors add
// pairs of in one go.
class Directions {
public:
    explicit Directions(std::span<const CohortCrop> crops) {
        for (const auto& crop : crops) {
            if (crop.features.empty()) continue;
            width_ = crop.features.size();
            break;
        }
        values_.reserve(crops.size() * width_);
        for (const auto& crop : crops) {
            const auto from = values_.size();
            values_.insert(values_.end(), crop.features.begin(), crop.features.end());
            values_.resize(from + width_);
            const auto squares = dot(values_.data() + from, values_.data() + from);
            inverse_.push_back(squares == 0 ? 0 : 1 / std::sqrt(static_cast<double>(squares)));
        }
    }
    // Has the crop features that can be compared?
    [[nodiscard]] bool known(std::size_t i) const { return inverse_[i] > 0; }
    [[nodiscard]] double cosine(std::size_t a, std::size_t b) const {
        return static_cast<double>(dot(at(a), at(b))) * inverse_[a] * inverse_[b];
    }

private:
    [[nodiscard]] const std::int16_t* at(std::size_t i) const { return values_.data() + i * width_; }
    [[nodiscard]] std::int32_t dot(const std::int16_t* a, const std::int16_t* b) const {
        std::int32_t sum = 0;  // 127 * 127 * 130 000 fit
        for (std::size_t i = 0; i < width_; ++i)
            sum += static_cast<std::int32_t>(a[i]) * static_cast<std::int32_t>(b[i]);
        return sum;
    }

    std::size_t width_ = 0;
    std::vector<std::int16_t> values_;
    std::vector<double> inverse_;
};

class Clustering {
public:
    Clustering(std::span<const CohortCrop> crops, const CohortRule& rule)
        : crops_(crops), rule_(rule), directions_(crops), order_(crops.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::ranges::sort(order_, [&](std::size_t a, std::size_t b) { return before(a, b); });
    }

    std::vector<Cohort> run() {
        alike();
        together();
        std::ranges::stable_sort(found_, [&](const Cohort& a, const Cohort& b) {
            if (a.members.size() != b.members.size()) return a.members.size() > b.members.size();
            return before(a.members.front(), b.members.front());
        });
        std::ranges::sort(apart_, [&](std::size_t a, std::size_t b) { return before(a, b); });
        in_pieces(apart_, Cohort::By::apart);
        return std::move(found_);
    }

private:
    [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
        if (crops_[a].score != crops_[b].score) return crops_[a].score > crops_[b].score;
        return crops_[a].id < crops_[b].id;
    }

    void in_pieces(std::span<const std::size_t> members, Cohort::By by) {
        for (std::size_t from = 0; from < members.size(); from += rule_.most_members) {
            const auto piece = members.subspan(from, std::min(rule_.most_members, members.size() - from));
            found_.push_back({by, {piece.begin(), piece.end()}, 1});
        }
    }

    void alike() {
        // By place in `order_`, so that the first of equals is the surest.
        std::vector<std::size_t> all;
        for (const auto i : order_)
            if (directions_.known(i)) all.push_back(i);
        const auto n = all.size();
        std::vector<std::vector<bool>> near(n, std::vector<bool>(n));
        std::vector<std::size_t> count(n);
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = a + 1; b < n; ++b)
                if (directions_.cosine(all[a], all[b]) >= rule_.least_similarity) {
                    near[a][b] = near[b][a] = true;
                    ++count[a], ++count[b];
                }
        std::vector<bool> left(n, true);
        const auto take = [&](std::size_t i) {
            left[i] = false;
            for (std::size_t other = 0; other < n; ++other)
                if (near[i][other]) --count[other];
        };
        while (true) {
            std::size_t leader = n;
            for (std::size_t i = 0; i < n; ++i)
                if (left[i] && (leader == n || count[i] > count[leader])) leader = i;
            if (leader == n || count[leader] == 0) break;
            std::vector<std::pair<double, std::size_t>> others;  // how unlike
            for (std::size_t i = 0; i < n; ++i)
                if (left[i] && near[leader][i]) others.emplace_back(-directions_.cosine(all[leader], all[i]), i);
            std::ranges::sort(others);
            if (others.size() > rule_.most_members - 1) others.resize(rule_.most_members - 1);
            if (others.empty()) break;  // one a cohort: all stand apart
            Cohort cohort{Cohort::By::alike, {all[leader]}, -others.back().first};
            take(leader);
            for (const auto& [unlike, i] : others) {
                cohort.members.push_back(all[i]);
                take(i);
            }
            found_.push_back(std::move(cohort));
        }
        for (std::size_t i = 0; i < n; ++i)
            if (left[i]) apart_.push_back(all[i]);
    }

    void together() {
        std::map<std::string, std::vector<std::size_t>> groups;
        for (const auto i : order_)
            if (!directions_.known(i)) {
                if (crops_[i].beside.empty())
                    apart_.push_back(i);
                else
                    groups[crops_[i].beside].push_back(i);
            }
        for (const auto& [beside, members] : groups)
            if (members.size() == 1)
                apart_.push_back(members.front());
            else
                in_pieces(members, Cohort::By::together);
    }

    std::span<const CohortCrop> crops_;
    const CohortRule& rule_;
    Directions directions_;
    std::vector<std::size_t> order_;  // the surest first
    std::vector<std::size_t> apart_;
    std::vector<Cohort> found_;
};

}  // namespace

std::vector<Cohort> cohorts(std::span<const CohortCrop> crops, const CohortRule& rule) {
    return Clustering(crops, rule).run();
}

}  // namespace serow::training
