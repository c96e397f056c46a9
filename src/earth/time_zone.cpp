#include "earth/time_zone.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <format>

namespace serow::earth {
namespace {

using namespace std::chrono;

// "+8", "+08", "+0800", "+08:00" and the same with "-"; nullopt for anything else.
std::optional<minutes> parse_offset(std::string_view text) {
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return {};
    const bool west = text[0] == '-';
    std::string digits;
    for (const char c : text.substr(1)) {
        if (c == ':' && digits.size() == 2 && text.size() == 6) continue;
        if (c < '0' || c > '9') return {};
        digits += c;
    }
    if (digits.size() == 3 || digits.size() > 4) return {};
    const std::string hour_digits = digits.substr(0, 2);
    const std::string minute_digits = digits.size() == 4 ? digits.substr(2) : "0";
    int h = 0;
    int m = 0;
    std::from_chars(hour_digits.data(), hour_digits.data() + hour_digits.size(), h);
    std::from_chars(minute_digits.data(), minute_digits.data() + minute_digits.size(), m);
    const minutes offset = hours{h} + minutes{m};
    if (m > 59 || offset > hours{14}) return {};
    return west ? -offset : offset;
}

std::string offset_text(int offset_minutes) {
    const int size = std::abs(offset_minutes);
    return std::format("{}{:02}:{:02}", offset_minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace

std::string Zone::name() const {
    if (named_ != nullptr) return std::string(named_->name());
    return fixed_ == minutes{0} ? "UTC" : offset_text(static_cast<int>(fixed_.count()));
}

minutes Zone::offset_at(Instant instant) const {
    return named_ != nullptr ? duration_cast<minutes>(named_->get_info(instant).offset) : fixed_;
}

Instant Zone::to_instant(CameraTime local) const {
    if (named_ == nullptr) return Instant{local.time_since_epoch()} - fixed_;
    // In a repeated hour `first` is the offset before the change, so the first pass; in a skipped hour it
    // is also the old one, and a clock that nobody changed went on showing it.
    const local_info info = named_->get_info(local);
    return Instant{local.time_since_epoch()} - info.first.offset;
}

Result<Zone> find_zone(std::string_view name) {
    if (name == "UTC" || name == "Z") return Zone{};
    if (const auto offset = parse_offset(name)) return Zone{*offset};
    try {
        return Zone{locate_zone(name)};
    } catch (const std::runtime_error&) {
        // The library throws alike for an unknown name and for a missing database.
    }
    try {
        (void)locate_zone("Asia/Shanghai");
    } catch (const std::runtime_error&) {
        return problem(Code::unavailable, "this system has no time zone database; install the package tzdata");
    }
    return problem(Code::invalid, std::format("\"{}\" is no time zone: use a name such as \"Asia/Shanghai\" or "
                                              "an offset such as \"+08:00\"",
                                              name));
}

std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    try {
        const auto& database = get_tzdb();
        for (const auto& zone : database.zones) names.emplace_back(zone.name());
        // Names that people know ("Asia/Kuala_Lumpur") become links when their zone is merged into another.
        for (const auto& link : database.links) names.emplace_back(link.name());
        std::ranges::sort(names);
    } catch (const std::runtime_error&) {
        names.clear();  // no database: offsets remain
    }
    return names;
}

Instant to_instant(CameraTime shown, const Zone& zone, milliseconds clock_offset) {
    return zone.to_instant(shown + clock_offset);
}

CameraTime to_camera_time(Instant instant, const Zone& zone) {
    return CameraTime{instant.time_since_epoch()} + zone.offset_at(instant);
}

int offset_minutes(Instant instant, const Zone& zone) {
    return static_cast<int>(zone.offset_at(instant).count());
}

std::string text_with_offset(Instant instant, int offset_minutes) {
    return std::format("{:%FT%T}{}", floor<seconds>(instant + minutes{offset_minutes}), offset_text(offset_minutes));
}

}  // namespace serow::earth
