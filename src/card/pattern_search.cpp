#include "card/pattern_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "card/folder_pattern.h"
#include "card/name_key.h"

namespace serow::card {
namespace {

using namespace std::string_view_literals;
constexpr std::size_t deepest = 6;  // steps that are looked at
constexpr std::array separators{"_"sv, "-"sv, " "sv, "."sv, "__"sv, " - "sv};

// The steps of one folder that say something.
struct Branch {
    std::vector<std::string> steps;
    std::set<std::string> serials;  // keys
};

struct Names {
    std::unordered_set<std::string> points, cameras, areas;  // keys

    explicit Names(const KnownField& field) {
        for (const auto& point : field.points) points.insert(name_key(point.name));
        for (const auto& deployment : field.deployments)
            if (!deployment.camera_id.empty()) cameras.insert(name_key(deployment.camera_id));
        for (const auto& area : field.areas) areas.insert(name_key(area));
    }
};

// A word for one of several cameras ("CAM2", "相机1", "B", "left"), or like a serial (H500HF01184232).
bool like_a_camera(std::string_view name) {
    const auto key = characters_of(name_key(name));
    if (key.empty()) return false;
    const auto digits = std::ranges::count_if(key, [](char32_t c) { return c >= U'0' && c <= U'9'; });
    if (key.size() >= 8 && digits >= 6 && !is_date(name)) return true;
    if (key.size() == 1 && key[0] >= U'a' && key[0] <= U'h') return true;
    static constexpr std::array words{U"cam"sv,  U"camera"sv, U"cameratrap"sv, U"ct"sv,
                                      U"相机"sv, U"机"sv,     U"红外相机"sv};
    static constexpr std::array sides{U"left"sv, U"right"sv, U"左"sv, U"右"sv, U"主"sv, U"副"sv};
    const std::u32string_view text(key);
    if (std::ranges::find(sides, text) != sides.end()) return true;
    return std::ranges::any_of(words, [&](auto word) {
        return text.starts_with(word) && text.size() <= word.size() + 3 &&
               std::ranges::all_of(text.substr(word.size()),
                                   [](char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z'); });
    });
}

// One level of the tree.
struct Level {
    std::vector<std::string> values;           // distinct, as they come
    double share = 0;                          // of the branches that reach it
    double dates = 0, cameras = 0, areas = 0;  // shares of its branches
    bool repeats = false;                      // the same names below several folders
};

Level look_at(const std::vector<Branch>& branches, std::size_t at, const Names& names) {
    Level level;
    std::map<std::string, std::set<std::string>> parents;  // of each name
    std::set<std::string> all_parents;
    double n = 0;
    for (const auto& branch : branches) {
        if (branch.steps.size() <= at) continue;
        const auto& name = branch.steps[at];
        const auto key = name_key(name);
        std::string parent;
        for (std::size_t i = 0; i < at; ++i) parent += branch.steps[i] + "/";
        if (!parents.contains(name)) level.values.push_back(name);
        parents[name].insert(parent);
        all_parents.insert(parent);
        ++n;
        level.dates += is_date(name) ? 1 : 0;
        level.cameras += names.cameras.contains(key) || branch.serials.contains(key) || like_a_camera(name) ? 1 : 0;
        level.areas += names.areas.contains(key) ? 1 : 0;
    }
    if (n == 0) return level;
    level.share = n / static_cast<double>(branches.size());
    level.dates /= n;
    level.cameras /= n;
    level.areas /= n;
    const auto twice = std::ranges::count_if(parents, [](const auto& each) { return each.second.size() > 1; });
    level.repeats = all_parents.size() > 1 && 2 * static_cast<std::size_t>(twice) >= parents.size();
    return level;
}

// What two parts would be on either side of the separator; nullopt where most names have none.
struct Split {
    std::vector<std::string> left, right;
};
std::optional<Split> split(const std::vector<std::string>& values, std::string_view separator) {
    Split parts;
    for (const auto& value : values) {
        const auto at = value.rfind(separator);
        if (at == value.npos || at == 0 || at + separator.size() == value.size()) continue;
        parts.left.push_back(value.substr(0, at));
        parts.right.push_back(value.substr(at + separator.size()));
    }
    if (parts.left.size() * 5 < values.size() * 4) return {};
    return parts;
}

template <class Test>
double share_of(const std::vector<std::string>& names, Test test) {
    if (names.empty()) return 0;
    return static_cast<double>(std::ranges::count_if(names, test)) / static_cast<double>(names.size());
}

// Text that all values begin with, not ending inside a number.
std::string common_start(const std::vector<std::string>& values) {
    if (values.size() < 2) return {};
    auto start = characters_of(values.front());
    for (const auto& value : values) {
        const auto other = characters_of(value);
        std::size_t same = 0;
        while (same < start.size() && same < other.size() && start[same] == other[same]) ++same;
        start.resize(same);
    }
    while (!start.empty() && start.back() >= U'0' && start.back() <= U'9') start.pop_back();
    return utf8_of(start);
}

// A way to read the step that holds the point, and how well it suits the names as such.
struct StepGuess {
    std::string text;
    double prior = 0;
};

std::vector<StepGuess> guesses_for(const Level& level, const Names& names) {
    std::vector<StepGuess> guesses{{"{point}", 0}};
    for (const auto separator : separators) {
        const auto parts = split(level.values, separator);
        if (!parts) continue;
        const auto known = [&](const auto& set) {
            return [&](const std::string& name) { return set.contains(name_key(name)); };
        };
        if (const auto cameras = share_of(
                parts->right,
                [&](const std::string& name) { return names.cameras.contains(name_key(name)) || like_a_camera(name); });
            cameras >= 0.8)
            guesses.push_back({"{point}" + std::string(separator) + "{camera}", 0.3 * cameras});
        if (const auto areas = share_of(parts->left, known(names.areas)); areas >= 0.8)
            guesses.push_back({"{area}" + std::string(separator) + "{point}", 0.3 * areas});
    }
    for (const auto separator : {"_"sv, "-"sv, " "sv, "."sv, ""sv}) {
        if (separator.empty()) continue;
        // The pattern itself knows where a date begins.
        for (const bool date_last : {true, false}) {
            const auto text = date_last ? "{point}" + std::string(separator) + "{date}"
                                        : "{date}" + std::string(separator) + "{point}";
            const auto pattern = FolderPattern::parse(text);
            const auto fits =
                share_of(level.values, [&](const std::string& name) { return pattern->read(name).has_value(); });
            if (fits >= 0.8) guesses.push_back({text, 0.4 * fits});
        }
    }
    if (const auto start = common_start(level.values); !start.empty() && !start.contains('*') && !start.contains('{'))
        guesses.push_back({start + "{point}", -0.1});
    return guesses;
}

class Search {
public:
    Search(std::span<const FolderSeen> folders, const KnownField& field) : names_(field) {
        std::set<std::vector<std::string>> seen;
        std::size_t depth = 0;
        for (const auto& folder : folders) {
            Branch branch;
            for (std::size_t at = 0; at < folder.folder.size();) {
                const auto end = std::min(folder.folder.find('/', at), folder.folder.size());
                auto name = folder.folder.substr(at, end - at);
                if (!is_camera_folder(name)) branch.steps.push_back(std::move(name));
                at = end + 1;
            }
            for (const auto& sample : folder.samples)
                if (!sample.serial.empty()) branch.serials.insert(name_key(sample.serial));
            if (branch.steps.empty() || !seen.insert(branch.steps).second) continue;
            depth = std::max(depth, branch.steps.size());
            branches_.push_back(std::move(branch));
        }
        for (std::size_t at = 0; at < std::min(depth, deepest); ++at) levels_.push_back(look_at(branches_, at, names_));
    }

    [[nodiscard]] std::string best() const {
        std::string text;
        double best = 0;
        for (std::size_t at = 0; at < levels_.size(); ++at)
            for (const auto& guess : guesses_for(levels_[at], names_)) {
                const auto candidate = whole(at, guess.text);
                const auto score = prior_of(at) + guess.prior + fit_of(candidate);
                if (text.empty() || score > best + 1e-9) {
                    best = score;
                    text = candidate;
                }
            }
        return text;
    }

private:
    [[nodiscard]] double prior_of(std::size_t at) const {
        const auto& level = levels_[at];
        double prior = 0.5 * static_cast<double>(level.values.size()) / static_cast<double>(branches_.size());
        if (level.dates >= 0.5) prior -= 2;
        if (level.cameras >= 0.5 || level.repeats) prior -= 1;
        const bool others_vary = std::ranges::any_of(levels_, [](const Level& each) { return each.values.size() > 1; });
        if (level.values.size() == 1 && others_vary) prior -= 1;
        return prior;
    }

    // The steps around that of the point.
    [[nodiscard]] std::string whole(std::size_t at, const std::string& step) const {
        bool date = step.contains("{date}"), area = step.contains("{area}"), camera = step.contains("{camera}");
        std::string text = step;
        for (std::size_t above = at; above-- > 0;) {
            const auto& level = levels_[above];
            std::string word = "*";
            if (!date && level.dates >= 0.5) {
                word = "{date}";
                date = true;
            } else if (!area && level.dates < 0.5 && (level.areas >= 0.5 || level.values.size() > 1)) {
                word = "{area}";
                area = true;
            }
            text = word + "/" + text;
        }
        for (auto below = at + 1; below < levels_.size(); ++below) {
            const auto& level = levels_[below];
            if (level.share < 0.5) break;
            if (!date && level.dates >= 0.5) {
                text += "/{date}";
                date = true;
            } else if (!camera && (level.cameras >= 0.5 || level.repeats)) {
                text += "/{camera}";
                camera = true;
            } else {
                break;
            }
        }
        return text;
    }

    [[nodiscard]] double fit_of(const std::string& text) const {
        const auto pattern = FolderPattern::parse(text);
        if (!pattern) return -10;
        double fits = 0, points = 0, cameras = 0, areas = 0;
        for (const auto& branch : branches_) {
            std::string folder;
            for (const auto& step : branch.steps) folder += (folder.empty() ? "" : "/") + step;
            const auto reading = pattern->read(folder);
            if (!reading) continue;
            ++fits;
            points += names_.points.contains(name_key(reading->point)) ? 1 : 0;
            const auto camera = name_key(reading->camera);
            cameras += names_.cameras.contains(camera) || branch.serials.contains(camera) ? 1 : 0;
            areas += names_.areas.contains(name_key(reading->area)) ? 1 : 0;
        }
        return (fits + 3 * points + 0.5 * cameras + 0.5 * areas) / static_cast<double>(branches_.size());
    }

    Names names_;
    std::vector<Branch> branches_;
    std::vector<Level> levels_;
};

}  // namespace

std::string find_pattern(std::span<const FolderSeen> folders, const KnownField& field) {
    return Search(folders, field).best();
}

}  // namespace serow::card
