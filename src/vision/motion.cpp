#include "vision/motion.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace serow::vision {
namespace {

constexpr int window = 2;              // radius in which textures are compared, pixels
constexpr float flat = 0.05F * 0.05F;  // texture of less than 5 % of the brightness is none
constexpr int spread_radius = 3;       // pixels
constexpr float most_difference = 10;  // times the usual; more says nothing more
constexpr double strip_share = 0.07;   // of the height, at top and bottom: strips with time and date
constexpr double unit = 10;            // strength 1: a hundredth of the picture that differs just enough
constexpr double weakest = 0.5;        // regions below are not told
constexpr std::size_t most_regions = 20;
constexpr std::size_t most_looked_at = 24;  // visits that are tried as backgrounds, so that a mixed folder costs little

using Map = std::vector<float>;  // one value a pixel of the texture

// The visit of each still: 0, 1, 2 …; one without a time is a visit by itself.
std::vector<int> visits_of(std::span<const Still> stills, std::chrono::seconds same_visit) {
    std::vector<int> visits(stills.size(), 0);
    for (std::size_t i = 1; i < stills.size(); ++i) {
        const auto& before = stills[i - 1].time;
        const auto& now = stills[i].time;
        const bool same = before && now && std::chrono::abs(*now - *before) <= same_visit;
        visits[i] = visits[i - 1] + (same ? 0 : 1);
    }
    return visits;
}

// One still of each other visit in the same light, the nearest visits first.
std::vector<std::size_t> candidates_for(std::size_t still, std::span<const Still> stills, std::span<const int> visits) {
    std::vector<std::size_t> found;
    std::vector<std::size_t> of_visit;
    const auto close_visit = [&] {
        if (!of_visit.empty()) found.push_back(of_visit[of_visit.size() / 2]);
        of_visit.clear();
    };
    for (std::size_t i = 0; i < stills.size(); ++i) {
        if (i > 0 && visits[i] != visits[i - 1]) close_visit();
        if (visits[i] != visits[still] && stills[i].light == stills[still].light && stills[i].time)
            of_visit.push_back(i);
    }
    close_visit();
    const auto apart = [&](std::size_t i) { return std::chrono::abs(*stills[i].time - *stills[still].time); };
    std::ranges::stable_sort(found, {}, apart);
    if (found.size() > most_looked_at) found.resize(most_looked_at);
    return found;
}

std::vector<Texture> backgrounds_for(std::size_t still, std::span<const Still> stills, std::span<const int> visits,
                                     const MotionRules& rules) {
    std::vector<Texture> backgrounds;
    for (const auto candidate : candidates_for(still, stills, visits)) {
        const auto& texture = stills[candidate].texture;
        const auto shift = align(stills[still].texture, texture);
        if (shift.agreement < rules.same_view) continue;
        backgrounds.push_back(moved_back(texture, shift));
        if (backgrounds.size() == static_cast<std::size_t>(rules.most_backgrounds)) break;
    }
    return backgrounds;
}

Map mean_product(const Texture& a, const Texture& b) {
    Map product(a.values.size());
    for (std::size_t i = 0; i < product.size(); ++i) product[i] = a.values[i] * b.values[i];
    return box_mean(product, a.width, a.height, window);
}

// A texture with the energy in the window around each pixel.
struct Compared {
    const Texture& texture;
    Map energy;
    explicit Compared(const Texture& of) : texture(of), energy(mean_product(of, of)) {
        for (auto& value : energy) value = std::sqrt(std::max(0.0F, value) + flat);
    }
};

// 1 − correlation in the window around each pixel: 0 the same (also where both are flat), 1 nothing in common.
Map difference(const Compared& a, const Compared& b) {
    auto map = mean_product(a.texture, b.texture);
    for (std::size_t i = 0; i < map.size(); ++i)
        map[i] = std::max(0.0F, 1 - (map[i] + flat) / (a.energy[i] * b.energy[i]));
    return map;
}

// The difference that `needed` of the values do not exceed.
float reached_by(std::span<float> values, std::size_t needed) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::min(needed, values.size()) - 1);
    std::ranges::nth_element(values, at);
    return *at;
}

std::size_t needed_of(std::size_t backgrounds, double share) {
    return std::max<std::size_t>(2, static_cast<std::size_t>(std::ceil(share * static_cast<double>(backgrounds))));
}

// By how much more than usual each place differs, in multiples of what is usual there.
Map unusual(const Texture& texture, std::span<const Texture> backgrounds, const MotionRules& rules) {
    const Compared still(texture);
    const std::vector<Compared> others(backgrounds.begin(), backgrounds.end());
    const auto count = others.size();
    std::vector<Map> to_still(count);
    std::vector<std::vector<Map>> between(count, std::vector<Map>(count));  // the upper triangle
    for (std::size_t a = 0; a < count; ++a) {
        to_still[a] = difference(still, others[a]);
        for (auto b = a + 1; b < count; ++b) between[a][b] = difference(others[a], others[b]);
    }
    const auto needed = needed_of(count, rules.background_share);
    Map map(texture.values.size());
    Map spread(map.size());
    std::vector<float> row(count);
    std::vector<float> own(count);
    for (std::size_t i = 0; i < map.size(); ++i) {
        for (std::size_t a = 0; a < count; ++a) {
            row.clear();
            for (std::size_t b = 0; b < count; ++b)
                if (b != a) row.push_back(a < b ? between[a][b][i] : between[b][a][i]);
            own[a] = reached_by(row, needed);
        }
        spread[i] = reached_by(own, count / 2 + 1);
        row.clear();
        for (std::size_t a = 0; a < count; ++a) row.push_back(to_still[a][i]);
        map[i] = reached_by(row, needed);
    }
    // A branch moves over more than one pixel: what is usual is taken from around.
    spread = box_mean(spread, texture.width, texture.height, spread_radius);
    const auto noise = static_cast<float>(rules.noise);
    for (std::size_t i = 0; i < map.size(); ++i)
        map[i] = std::min(most_difference, map[i] / std::hypot(noise, spread[i]));
    // Where half the picture is unusual, the light is: what moved must stand out from that.
    auto sorted = map;
    const float half = reached_by(sorted, sorted.size() / 2 + 1);
    for (auto& value : map) value /= std::max(1.0F, half);
    return map;
}

// The connected places above `level`, the strips at top and bottom left out; `map` is used up.
std::vector<MovingRegion> regions_above(Map map, int width, int height, double level) {
    const int strip = static_cast<int>(std::lround(height * strip_share));
    std::fill_n(map.begin(), static_cast<std::ptrdiff_t>(strip) * width, 0.0F);
    std::fill_n(map.rbegin(), static_cast<std::ptrdiff_t>(strip) * width, 0.0F);
    std::vector<MovingRegion> regions;
    std::vector<int> open;
    const auto take = [&](int pixel, double& excess) {
        auto& value = map[static_cast<std::size_t>(pixel)];
        if (value <= level) return false;
        excess += value - level;
        value = 0;
        open.push_back(pixel);
        return true;
    };
    for (int start = 0; start < width * height; ++start) {
        double excess = 0;
        if (!take(start, excess)) continue;
        int left = width, right = -1, top = height, bottom = -1, area = 0;
        while (!open.empty()) {
            const int pixel = open.back();
            open.pop_back();
            ++area;
            const int x = pixel % width;
            const int y = pixel / width;
            left = std::min(left, x), right = std::max(right, x);
            top = std::min(top, y), bottom = std::max(bottom, y);
            if (x > 0) take(pixel - 1, excess);
            if (x + 1 < width) take(pixel + 1, excess);
            if (y > 0) take(pixel - width, excess);
            if (y + 1 < height) take(pixel + width, excess);
        }
        const double share = static_cast<double>(area) / (static_cast<double>(width) * height);
        const double strength = unit * std::sqrt(share) * (1 + excess / area);
        if (strength < weakest) continue;
        regions.push_back(
            {{static_cast<double>(left) / width, static_cast<double>(top) / height,
              static_cast<double>(right + 1 - left) / width, static_cast<double>(bottom + 1 - top) / height},
             strength});
    }
    std::ranges::stable_sort(regions, std::greater{}, &MovingRegion::strength);
    if (regions.size() > most_regions) regions.resize(most_regions);
    return regions;
}

}  // namespace

double motion_confidence(double strength) {
    constexpr double highest = 0.5;
    const double half_way = 4 * MotionRules{}.blank_below;
    return highest * strength / (strength + half_way);
}

std::vector<Motion> find_motion(std::span<const Still> stills, const MotionRules& rules) {
    const auto visits = visits_of(stills, rules.same_visit);
    std::vector<Motion> found(stills.size());
    for (std::size_t i = 0; i < stills.size(); ++i) {
        const auto& still = stills[i];
        if (!still.light || !still.time) continue;
        const auto backgrounds = backgrounds_for(i, stills, visits, rules);
        auto& motion = found[i];
        motion.backgrounds = static_cast<int>(backgrounds.size());
        if (motion.backgrounds < rules.fewest_backgrounds) continue;
        motion.regions = regions_above(unusual(still.texture, backgrounds, rules), still.texture.width,
                                       still.texture.height, rules.moved_from);
        if (!motion.regions.empty()) motion.strength = motion.regions.front().strength;
        motion.verdict = motion.strength < rules.blank_below ? MotionVerdict::blank : MotionVerdict::moved;
    }
    return found;
}

}  // namespace serow::vision
