#include "card/walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

namespace serow::card {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
    return result;
}

NameKind kind_of(std::string_view name) {
    static constexpr std::array images{".jpg"sv, ".jpeg"sv, ".jpe"sv,  ".png"sv,  ".tif"sv,  ".tiff"sv, ".webp"sv,
                                       ".bmp"sv, ".gif"sv,  ".heic"sv, ".heif"sv, ".avif"sv, ".jp2"sv};
    static constexpr std::array videos{".mp4"sv, ".m4v"sv,  ".mov"sv, ".avi"sv, ".mkv"sv, ".webm"sv,
                                       ".3gp"sv, ".3g2"sv,  ".asf"sv, ".wmv"sv, ".mpg"sv, ".mpeg"sv,
                                       ".mts"sv, ".m2ts"sv, ".ts"sv,  ".flv"sv};
    const auto dot = name.rfind('.');
    if (dot == name.npos || dot == 0) return NameKind::not_media;
    const auto extension = lower(name.substr(dot));
    if (std::ranges::find(images, extension) != images.end()) return NameKind::image;
    if (std::ranges::find(videos, extension) != videos.end()) return NameKind::video;
    return NameKind::not_media;
}

// Why a name is left out before it is looked at, or empty.
std::string_view reason_by_name(std::string_view name) {
    static constexpr std::array systems{
        "thumbs.db"sv, "desktop.ini"sv, "ehthumbs.db"sv, "system volume information"sv, "$recycle.bin"sv, "recycler"sv,
        "found.000"sv, "__macosx"sv,    "lost+found"sv};
    if (std::ranges::find(systems, lower(name)) != systems.end()) return "written by an operating system, not a camera";
    // macOS leaves "._IMG_0001.JPG" beside each file on a card: 4 KiB that look like a broken photo by name.
    if (name.starts_with("._")) return "written by an operating system, not a camera";
    if (name.starts_with('.')) return "hidden (its name starts with a dot)";
    return {};
}

struct Walker {
    const WalkLimits& limits;
    Card card;

    Result<void> folder(const fs::path& place, const std::string& prefix, int depth) {
        std::error_code error;
        fs::directory_iterator entries(place, error);
        if (error) {
            if (prefix.empty())
                return problem(Code::unreadable, "cannot read the folder " + place.string() + ": " + error.message());
            card.left_out.push_back({prefix, "the folder cannot be read: " + error.message()});
            return {};
        }
        for (; entries != fs::directory_iterator(); entries.increment(error)) {
            if (error) break;
            if (auto done = entry(*entries, prefix, depth); !done) return done;
        }
        // A folder may fail half-way (a worn card): what was read counts, and the rest is not hushed up.
        if (error) card.left_out.push_back({prefix + "/", "the folder could be read only in part: " + error.message()});
        return {};
    }

    Result<void> entry(const fs::directory_entry& found, const std::string& prefix, int depth) {
        const auto name = found.path().filename().string();
        const auto path = prefix + name;
        struct stat facts{};
        if (::lstat(found.path().c_str(), &facts) != 0) {
            card.left_out.push_back({path, "cannot be looked at: " + std::system_category().message(errno)});
            return {};
        }
        const bool is_folder = S_ISDIR(facts.st_mode);
        if (const auto reason = reason_by_name(name); !reason.empty()) {
            card.left_out.push_back({is_folder ? path + "/" : path, std::string(reason)});
            return {};
        }
        if (is_folder) {
            if (depth >= limits.depth) {
                card.left_out.push_back(
                    {path + "/", "folders lie more than " + std::to_string(limits.depth) + " deep"});
                return {};
            }
            return folder(found.path(), path + "/", depth + 1);
        }
        if (S_ISLNK(facts.st_mode)) {
            card.left_out.push_back({path, "a symbolic link (links are not followed)"});
            return {};
        }
        if (!S_ISREG(facts.st_mode)) {
            card.left_out.push_back({path, "not a regular file"});
            return {};
        }
        if (card.files.size() >= limits.files)
            return problem(Code::too_large, "more than " + std::to_string(limits.files) +
                                                " files; take the card in parts, folder by folder");
        card.files.push_back(
            {path, static_cast<std::uint64_t>(facts.st_size),
             static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1000 + facts.st_mtim.tv_nsec / 1'000'000,
             kind_of(name)});
        return {};
    }
};

// Digits at `at` as (value's digits without leading zeros); moves `at` behind them.
std::string_view number_at(std::string_view text, std::size_t& at) {
    const auto start = at;
    while (at < text.size() && digit(text[at])) ++at;
    auto number = text.substr(start, at - start);
    while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
    return number;
}

}  // namespace

NameKind kind_by_name(std::string_view path) {
    return kind_of(path.substr(path.rfind('/') + 1));  // npos + 1 is 0
}

std::string_view reason_to_leave_out(std::string_view path) {
    for (;;) {
        const auto slash = path.find('/');
        if (const auto reason = reason_by_name(path.substr(0, slash)); !reason.empty()) return reason;
        if (slash == path.npos) return {};
        path.remove_prefix(slash + 1);
    }
}

bool natural_less(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            const auto x = number_at(a, i);
            const auto y = number_at(b, j);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
            continue;
        }
        // '/' sorts before everything, so that a folder's files stay together.
        const auto x = a[i] == '/' ? 0 : static_cast<unsigned char>(lower(a[i]));
        const auto y = b[j] == '/' ? 0 : static_cast<unsigned char>(lower(b[j]));
        if (x != y) return x < y;
        ++i;
        ++j;
    }
    const auto left_a = a.size() - i;
    const auto left_b = b.size() - j;
    if (left_a != left_b) return left_a < left_b;
    return a < b;
}

Result<Card> walk(const fs::path& folder, const WalkLimits& limits) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (!fs::exists(status)) return problem(Code::not_found, "the folder " + folder.string() + " does not exist");
    if (!fs::is_directory(status)) return problem(Code::invalid, folder.string() + " is not a folder");
    Walker walker{limits, {}};
    if (auto done = walker.folder(folder, "", 0); !done) return std::unexpected(done.error());
    std::ranges::sort(walker.card.files, natural_less, &CardFile::path);
    std::ranges::sort(walker.card.left_out, natural_less, &LeftOut::path);
    return std::move(walker.card);
}

std::optional<std::string> brand_of_folder(std::string_view path) {
    // Only names that one brand alone writes.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> brands{
        {{"RECNX", "Reconyx"}, {"_BTCF", "Browning"}, {"EK113", "Bushnell"}}};
    while (!path.empty()) {
        const auto slash = path.find('/');
        const auto name = path.substr(0, slash);
        // DCF folders: three digits, then five letters of the maker's choice.
        if (name.size() == 8 && digit(name[0]) && digit(name[1]) && digit(name[2])) {
            const auto rest = name.substr(3);
            for (const auto& [word, brand] : brands)
                if (lower(rest) == lower(word)) return std::string(brand);
        }
        if (slash == path.npos) break;
        path.remove_prefix(slash + 1);
    }
    return {};
}

std::optional<std::int64_t> file_counter(std::string_view path) {
    if (const auto slash = path.rfind('/'); slash != path.npos) path.remove_prefix(slash + 1);
    if (const auto dot = path.rfind('.'); dot != path.npos && dot > 0) path = path.substr(0, dot);
    auto end = path.size();
    while (end > 0 && !digit(path[end - 1])) --end;
    auto start = end;
    while (start > 0 && digit(path[start - 1]) && end - start < 10) --start;
    if (start == end || end - start > 9) return {};
    std::int64_t value = 0;
    for (const char c : path.substr(start, end - start)) value = value * 10 + (c - '0');
    return value;
}

}  // namespace serow::card
