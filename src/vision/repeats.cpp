#include "vision/repeats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "vision/overlap.h"

namespace serow::vision {
namespace {

using Members = std::vector<std::size_t>;

// The place of those given that `box` overlaps most, and enough.
std::optional<std::size_t> place_of(const Box& box, const std::vector<Box>& places, double least_iou) {
    std::optional<std::size_t> best;
    double most = least_iou;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (const double overlap = intersection_over_union(box, places[i]);
            overlap >= most && (!best || overlap > most)) {
            best = i;
            most = overlap;
        }
    return best;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

// Of edges, not of sizes: an edge that half of the boxes agree on stays where it is.
Box median_box(std::span<const PlacedBox> boxes, const Members& members) {
    const auto edge = [&](auto read) {
        std::vector<double> values;
        for (const auto i : members) values.push_back(read(boxes[i].box));
        return median(std::move(values));
    };
    const double left = edge([](const Box& b) { return b.x; }), top = edge([](const Box& b) { return b.y; });
    const double right = edge([](const Box& b) { return b.x + b.width; });
    const double bottom = edge([](const Box& b) { return b.y + b.height; });
    return {left, top, right - left, bottom - top};
}

// `members` at the places that they overlap most; those that are at none go.
std::vector<Members> at_places(std::span<const PlacedBox> boxes, const Members& members, const std::vector<Box>& places,
                               double least_iou) {
    std::vector<Members> of_place(places.size());
    for (const auto i : members)
        if (const auto place = place_of(boxes[i].box, places, least_iou)) of_place[*place].push_back(i);
    return of_place;
}

// Boxes whose edges are the same to 1/256 of the picture count as one: a stone before a busy camera has tens of
// thousands.
struct Cell {
    Box box;  // of one of them
    Members members;
    int neighbours = 0;
};

std::vector<Cell> cells_of(std::span<const PlacedBox> boxes, const Members& members) {
    const auto rounded = [](double edge) { return static_cast<int>(std::lround(edge * 256)); };
    std::map<std::array<int, 4>, Cell> cells;
    for (const auto i : members) {
        const Box& box = boxes[i].box;
        auto& cell = cells[{rounded(box.x), rounded(box.y), rounded(box.x + box.width), rounded(box.y + box.height)}];
        if (cell.members.empty()) cell.box = box;
        cell.members.push_back(i);
    }
    std::vector<Cell> list;
    list.reserve(cells.size());
    for (auto& [edges, cell] : cells) list.push_back(std::move(cell));
    return list;
}

// For each of the members, how many of them are about at its place, itself included. Boxes that overlap by `least_iou`
// or more have left edges within width × (1 − least_iou)/least_iou of each other: only those are compared.
std::vector<int> neighbours_of(std::span<const PlacedBox> boxes, const Members& members, double least_iou) {
    auto cells = cells_of(boxes, members);
    std::ranges::sort(cells, {}, [](const Cell& cell) { return cell.box.x; });
    for (std::size_t a = 0; a < cells.size(); ++a) {
        const Box& box = cells[a].box;
        cells[a].neighbours += static_cast<int>(cells[a].members.size());
        const double far = box.x + box.width * (1 - least_iou) / least_iou;
        for (std::size_t b = a + 1; b < cells.size() && cells[b].box.x <= far; ++b)
            if (intersection_over_union(box, cells[b].box) >= least_iou) {
                cells[a].neighbours += static_cast<int>(cells[b].members.size());
                cells[b].neighbours += static_cast<int>(cells[a].members.size());
            }
    }
    std::vector<int> count(boxes.size());
    for (const auto& cell : cells)
        for (const auto i : cell.members) count[i] = cell.neighbours;
    return count;
}

// Boxes that have the most others about them found places, as long as they are at none yet; a place is then the median
// of the boxes that overlap it most, and of medians that overlap only the fullest stays.
std::vector<std::pair<Box, Members>> gather(std::span<const PlacedBox> boxes, const Members& members,
                                            const RepeatRule& rule) {
    const auto count = neighbours_of(boxes, members, rule.least_iou);
    auto fullest_first = members;
    // A median may have more boxes about it than any box has: half of what is needed is enough to found a place.
    std::erase_if(fullest_first, [&](std::size_t i) { return count[i] * 2 < rule.least_pictures; });
    std::ranges::stable_sort(fullest_first, std::greater{}, [&](std::size_t i) { return count[i]; });
    std::vector<Box> founders;
    for (const auto i : fullest_first)
        if (!place_of(boxes[i].box, founders, rule.least_iou)) founders.push_back(boxes[i].box);

    auto first = at_places(boxes, members, founders, rule.least_iou);
    std::ranges::stable_sort(first, std::greater{}, &Members::size);
    std::vector<Box> places;
    for (const auto& some : first) {
        if (some.empty()) break;
        if (const Box place = median_box(boxes, some); !place_of(place, places, rule.least_iou))
            places.push_back(place);
    }
    auto second = at_places(boxes, members, places, rule.least_iou);
    std::vector<std::pair<Box, Members>> gathered;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!second[i].empty()) gathered.emplace_back(places[i], std::move(second[i]));
    return gathered;
}

// One member a picture, the one that lies there best; by time.
Members one_a_picture(std::span<const PlacedBox> boxes, Members members, const Box& place) {
    std::ranges::stable_sort(members, [&](std::size_t a, std::size_t b) {
        return std::tuple(boxes[a].at, boxes[a].media, -intersection_over_union(boxes[a].box, place)) <
               std::tuple(boxes[b].at, boxes[b].media, -intersection_over_union(boxes[b].box, place));
    });
    members.erase(std::ranges::unique(members, {}, [&](std::size_t i) { return boxes[i].media; }).begin(),
                  members.end());
    return members;
}

RepeatGroup described(std::span<const PlacedBox> boxes, const Box& place, Members members, const RepeatRule& rule) {
    RepeatGroup group;
    group.type = boxes[members.front()].type;
    group.place = place;
    group.visits = 1;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& box = boxes[members[i]];
        if (i > 0 && box.at - boxes[members[i - 1]].at > rule.visit_gap) ++group.visits;
        if (box.certain) ++group.certain;
        if (box.people == PeopleSay::blank) ++group.said_blank;
        if (box.people == PeopleSay::something) ++group.said_something;
    }
    group.members = std::move(members);
    return group;
}

bool is_repeat(std::span<const PlacedBox> boxes, const RepeatGroup& group, const RepeatRule& rule) {
    return std::cmp_greater_equal(group.members.size(), rule.least_pictures) && group.visits >= rule.least_visits &&
           group.certain > 0 && boxes[group.members.back()].at - boxes[group.members.front()].at >= rule.least_period;
}

}  // namespace

std::vector<RepeatGroup> repeat_groups(std::span<const PlacedBox> boxes, const RepeatRule& rule) {
    std::vector<RepeatGroup> groups;
    for (const auto type :
         {camtrap::ObservationType::animal, camtrap::ObservationType::human, camtrap::ObservationType::vehicle}) {
        Members members;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (boxes[i].type == type && boxes[i].box.width * boxes[i].box.height <= rule.largest_area)
                members.push_back(i);
        std::ranges::stable_sort(members, {}, [&](std::size_t i) { return std::pair(boxes[i].at, boxes[i].media); });
        for (auto& [place, some] : gather(boxes, members, rule)) {
            auto group = described(boxes, place, one_a_picture(boxes, std::move(some), place), rule);
            if (is_repeat(boxes, group, rule)) groups.push_back(std::move(group));
        }
    }
    std::ranges::stable_sort(groups, std::greater{},
                             [](const RepeatGroup& group) { return std::pair(group.certain, group.members.size()); });
    return groups;
}

bool is_masked(camtrap::ObservationType type, const Box& box, std::span<const Mask> masks) {
    return std::ranges::any_of(masks, [&](const Mask& mask) {
        return mask.type == type && intersection_over_union(mask.place, box) >= mask.least_iou;
    });
}

}  // namespace serow::vision
