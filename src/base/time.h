// Two kinds of time that must never be mixed up.
//
// CameraTime is what the camera's clock showed: no zone, and perhaps wrong. Instant is a moment in
// UTC. Only a deployment's zone and clock correction turn one into the other (earth/time_zone.h).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace serow {

using std::chrono::milliseconds;
using Instant = std::chrono::sys_time<milliseconds>;
using CameraTime = std::chrono::local_time<milliseconds>;

// "2024-05-02T06:10:00Z"; milliseconds are written only where they are not zero ("…00.250Z").
std::string to_text(Instant instant);
// "2024-05-02T06:10:00", without a zone.
std::string to_text(CameraTime time);

// RFC 3339 with "Z" or an offset ("+08:00", "+0800"), 'T' or one space between date and time,
// optional fraction (cut to milliseconds). Nothing else; nullopt for anything out of range.
std::optional<Instant> parse_instant(std::string_view text);
// "2024-05-02T06:10:00[.fff]", also EXIF's "2024:05:02 06:10:00", without zone; nullopt for
// impossible dates (month 13, 30 February, hour 24) and for EXIF's all-zero "not set".
std::optional<CameraTime> parse_camera_time(std::string_view text);

// A source of now(), so that nothing but main asks the real clock.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

}  // namespace serow
