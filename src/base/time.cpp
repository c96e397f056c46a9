#include "base/time.h"

#include <cctype>
#include <format>

namespace serow {
namespace {

using namespace std::chrono;

// Reads exactly `count` digits at `at`, moving on; -1 if there are not so many.
int digits(std::string_view text, std::size_t& at, int count) {
    int value = 0;
    for (int i = 0; i < count; ++i, ++at) {
        if (at >= text.size() || std::isdigit(static_cast<unsigned char>(text[at])) == 0) return -1;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

bool skip(std::string_view text, std::size_t& at, std::string_view any_of) {
    if (at >= text.size() || !any_of.contains(text[at])) return false;
    ++at;
    return true;
}

// Date and time of day without zone; moves `at` behind it.
std::optional<local_time<milliseconds>> parse_local(std::string_view text, std::size_t& at) {
    const int y = digits(text, at, 4);
    if (y < 0 || !skip(text, at, "-:")) return {};
    const int mo = digits(text, at, 2);
    if (mo < 0 || !skip(text, at, "-:")) return {};
    const int d = digits(text, at, 2);
    if (d < 0 || !skip(text, at, "T ")) return {};
    const int h = digits(text, at, 2);
    if (h < 0 || !skip(text, at, ":")) return {};
    const int mi = digits(text, at, 2);
    if (mi < 0 || !skip(text, at, ":")) return {};
    const int s = digits(text, at, 2);
    if (s < 0) return {};
    int ms = 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        int scale = 100;
        bool any = false;
        while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
            ms += scale * (text[at++] - '0');
            scale /= 10;
            any = true;
        }
        if (!any) return {};
    }
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
    if (!date.ok() || h > 23 || mi > 59 || s > 59) return {};
    return local_days{date} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms};
}

template <class Time>
std::string without_zone(Time time) {
    const auto whole = floor<seconds>(time);
    const auto ms = (time - whole).count();
    return ms == 0 ? std::format("{:%FT%T}", whole) : std::format("{:%FT%T}", time);
}

}  // namespace

std::string to_text(Instant instant) {
    return without_zone(instant) + "Z";
}
std::string to_text(CameraTime time) {
    return without_zone(time);
}

std::optional<Instant> parse_instant(std::string_view text) {
    std::size_t at = 0;
    const auto local = parse_local(text, at);
    if (!local) return {};
    minutes offset{0};
    if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) {
        ++at;
    } else {
        if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return {};
        const bool west = text[at++] == '-';
        const int h = digits(text, at, 2);
        if (h < 0) return {};
        skip(text, at, ":");
        const int m = digits(text, at, 2);
        if (m < 0 || h > 23 || m > 59) return {};
        offset = hours{h} + minutes{m};
        if (west) offset = -offset;
    }
    if (at != text.size()) return {};
    return Instant{local->time_since_epoch()} - offset;
}

std::optional<CameraTime> parse_camera_time(std::string_view text) {
    std::size_t at = 0;
    const auto local = parse_local(text, at);
    if (!local || at != text.size()) return {};
    return local;
}

Instant SystemClock::now() const {
    return floor<milliseconds>(system_clock::now());
}

}  // namespace serow
