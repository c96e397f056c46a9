#include "training/split.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>

namespace serow::training {
namespace {

std::vector<std::size_t> counted_up(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    return numbers;
}

// std::shuffle may differ from library to library; the engine's numbers may not.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed) {
    auto order = counted_up(count);
    std::mt19937_64 random(seed);
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    return order;
}

int sum_of(const std::vector<int>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0);
}

// What is held out so far.
class Held {
public:
    explicit Held(const Examples& examples)
        : counts_(crops_by_place(examples)),
          crops_of_class_(counts_.size()),
          places_(examples.locations.size()),
          all_(counts_.size()) {
        for (std::size_t c = 0; c < counts_.size(); ++c) all_[c] = sum_of(counts_[c]);
    }

    [[nodiscard]] bool at(std::size_t place) const { return places_[place]; }
    [[nodiscard]] int crops_of(std::size_t one_class) const { return crops_of_class_[one_class]; }
    [[nodiscard]] int crops(std::size_t one_class, std::size_t place) const { return counts_[one_class][place]; }
    [[nodiscard]] int all(std::size_t one_class) const { return all_[one_class]; }
    [[nodiscard]] std::size_t classes() const { return counts_.size(); }
    [[nodiscard]] auto places_of(std::size_t one_class) const {
        return std::ranges::count_if(counts_[one_class], [](int crops) { return crops > 0; });
    }

    // Whether each class at the place keeps at least `kept` of its crops, and one at that.
    [[nodiscard]] bool can_spare(std::size_t place, double kept) const {
        return std::ranges::all_of(counted_up(classes()), [&](std::size_t c) {
            const int left = all_[c] - crops_of_class_[c] - counts_[c][place];
            return counts_[c][place] == 0 || (left > 0 && left >= kept * all_[c]);
        });
    }

    // Whether each class at the place that has three locations or more keeps two of them.
    [[nodiscard]] bool leaves_two_places(std::size_t place) const {
        return std::ranges::all_of(counted_up(classes()), [&](std::size_t c) {
            if (counts_[c][place] == 0 || places_of(c) < 3) return true;
            int left = 0;
            for (std::size_t other = 0; other < places_.size(); ++other)
                left += counts_[c][other] > 0 && !places_[other] && other != place ? 1 : 0;
            return left >= 2;
        });
    }

    void hold(std::size_t place) {
        places_[place] = true;
        for (std::size_t c = 0; c < classes(); ++c) crops_of_class_[c] += counts_[c][place];
    }

private:
    std::vector<std::vector<int>> counts_;
    std::vector<int> crops_of_class_;
    std::vector<bool> places_;
    std::vector<int> all_;
};

// The next location to hold out for the class.
std::optional<std::size_t> next_place(const Held& held, std::size_t one_class, double share,
                                      const std::vector<std::size_t>& order) {
    for (const auto place : order)
        if (!held.at(place) && held.crops(one_class, place) > 0 && held.can_spare(place, 1 - 1.5 * share) &&
            held.leaves_two_places(place))
            return place;
    if (held.crops_of(one_class) >= share / 2 * held.all(one_class)) return {};
    for (const auto place : order)
        if (!held.at(place) && held.crops(one_class, place) > 0 && held.can_spare(place, 0.5)) return place;
    if (held.crops_of(one_class) > 0) return {};
    std::optional<std::size_t> smallest;
    for (const auto place : order)
        if (!held.at(place) && held.crops(one_class, place) > 0 && held.can_spare(place, 0) &&
            (!smallest || held.crops(one_class, place) < held.crops(one_class, *smallest)))
            smallest = place;
    return smallest;
}

}  // namespace

Split split_by_location(const Examples& examples, double share, std::uint64_t seed) {
    Held held(examples);
    const auto order = shuffled(examples.locations.size(), seed);
    auto classes = counted_up(held.classes());
    std::ranges::stable_sort(classes, {}, [&](std::size_t c) { return held.places_of(c); });
    for (const auto c : classes)
        while (held.crops_of(c) < share * held.all(c)) {
            const auto place = next_place(held, c, share, order);
            if (!place) break;
            held.hold(*place);
        }
    Split split;
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        (held.at(static_cast<std::size_t>(examples.places[crop])) ? split.held_out : split.training).push_back(crop);
    return split;
}

std::vector<std::vector<std::size_t>> folds_by_location(const Examples& examples, int count, std::uint64_t seed) {
    const auto counts = crops_by_place(examples);
    std::vector<int> at_place(examples.locations.size());
    for (const auto place : examples.places) ++at_place[static_cast<std::size_t>(place)];
    std::vector<std::size_t> order;
    for (const auto place : shuffled(at_place.size(), seed))
        if (at_place[place] > 0) order.push_back(place);
    // The largest first: what is small evens out what is large.
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t place) { return at_place[place]; });

    const auto fold_count = std::min(static_cast<std::size_t>(count), order.size());
    std::vector in_fold(fold_count, std::vector<int>(counts.size()));
    std::vector<std::size_t> fold_of(at_place.size());
    for (const auto place : order) {
        // How much the fold has already of what the place would bring, each class counting as a whole.
        const auto fullness = [&](const std::vector<int>& fold) {
            double full = 0;
            for (std::size_t c = 0; c < counts.size(); ++c)
                if (counts[c][place] > 0) {
                    const double all = sum_of(counts[c]);
                    full += fold[c] / all * (counts[c][place] / all);
                }
            return std::pair(full, sum_of(fold));
        };
        const auto emptiest = std::ranges::min_element(in_fold, {}, fullness);
        fold_of[place] = static_cast<std::size_t>(emptiest - in_fold.begin());
        for (std::size_t c = 0; c < counts.size(); ++c) (*emptiest)[c] += counts[c][place];
    }
    std::vector<std::vector<std::size_t>> folds(fold_count);
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        folds[fold_of[static_cast<std::size_t>(examples.places[crop])]].push_back(crop);
    return folds;
}

}  // namespace serow::training
