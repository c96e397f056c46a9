// What a camera's clock showed, turned into a moment, and a moment into a written local time.
//
// A camera that is set out with its clock on summer time stays on it when the country changes back:
// where that matters, give the deployment a fixed offset ("+08:00") instead of a place's zone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/time.h"

namespace serow::earth {

// A zone of the IANA database ("Asia/Shanghai"), or a fixed offset from UTC. A small value; copy it freely.
class Zone {
public:
    // UTC.
    Zone() = default;
    explicit Zone(const std::chrono::time_zone* named) : named_(named) {}
    explicit Zone(std::chrono::minutes east_of_utc) : fixed_(east_of_utc) {}

    // What find_zone() finds again: "Asia/Shanghai", "UTC", "+08:00".
    [[nodiscard]] std::string name() const;
    // Local time minus UTC at that moment.
    [[nodiscard]] std::chrono::minutes offset_at(Instant instant) const;
    [[nodiscard]] Instant to_instant(CameraTime local) const;

private:
    const std::chrono::time_zone* named_ = nullptr;  // owned by the library's database, which never dies
    std::chrono::minutes fixed_{0};
};

// `name`: an IANA name (exact spelling), "UTC" or "Z", or an offset "+08:00", "-0330", "+8" within ±14:00.
// Code::invalid for any other; Code::unavailable where the system has no zone database (package tzdata).
Result<Zone> find_zone(std::string_view name);

// The names that find_zone() knows from the database, sorted: what a page offers to choose from.
std::vector<std::string> zone_names();

// The moment at which the clock showed `shown`. `clock_offset` is added first: right time minus shown
// time (a clock 5 minutes fast has −5 min). An hour that the autumn change repeats means its first
// pass; a time that the spring change skips is read as if the clock had not been changed, that is
// one hour later on the new clock. Order of two photographs is so kept within a pass.
Instant to_instant(CameraTime shown, const Zone& zone, milliseconds clock_offset = milliseconds{0});

// What a right clock in that zone shows at that moment.
CameraTime to_camera_time(Instant instant, const Zone& zone);

// Minutes east of UTC at that moment. Offsets of before 1900 with odd seconds are cut to whole minutes.
int offset_minutes(Instant instant, const Zone& zone);

// "2024-05-02T06:10:00+08:00": Camtrap DP's form, whole seconds (rounded down), "+00:00" for UTC.
std::string text_with_offset(Instant instant, int offset_minutes);

}  // namespace serow::earth
