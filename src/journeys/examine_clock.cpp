#include <algorithm>
#include <tuple>

#include "catalog/deployments.h"
#include "catalog/media_times.h"
#include "earth/sun.h"
#include "earth/time_zone.h"
#include "journeys/correct_clock.h"
#include "journeys/found.h"

namespace serow::journeys {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t most_shown = 1500;
constexpr int most_dates = 180;
constexpr minutes sun_step{10};

// Where in [at, at + sun_step] the sun passes the horizon, by a straight line: within a minute, enough to shade a
// figure.
double crossing(double low, double high) {
    return (earth::sunrise_altitude_deg - low) / (high - low);
}

NightOfDate night_of(std::chrono::local_days date, const earth::Zone& zone, const earth::Point& point) {
    NightOfDate night{date, {}};
    const auto altitude = [&](CameraTime local) {
        return earth::sun_altitude_deg(earth::to_instant(local, zone), point);
    };
    double before = altitude(date);
    bool dark = before < earth::sunrise_altitude_deg;
    double since = 0;
    for (auto at = minutes(0); at < days(1); at += sun_step) {
        const double after = altitude(date + at + sun_step);
        const bool dark_after = after < earth::sunrise_altitude_deg;
        const double minute =
            static_cast<double>(at.count()) + crossing(before, after) * static_cast<double>(sun_step.count());
        if (dark && !dark_after) night.dark.emplace_back(since, minute / 60);
        if (!dark && dark_after) since = minute / 60;
        dark = dark_after;
        before = after;
    }
    if (dark) night.dark.emplace_back(since, 24);
    return night;
}

std::vector<NightOfDate> nights_between(std::chrono::local_days first, std::chrono::local_days last,
                                        const earth::Zone& zone, const earth::Point& point) {
    std::vector<NightOfDate> nights;
    const auto count = (last - first).count() + 1;
    const auto every = std::max<std::int64_t>(1, (count + most_dates - 1) / most_dates);
    for (auto date = first; date <= last; date += days(every)) nights.push_back(night_of(date, zone, point));
    return nights;
}

}  // namespace

ClockExamination examine_clock(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id) {
    const auto [deployment, corrections, media] =
        in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            return std::tuple(found(catalog::deployment_by_id(tx, scope, id), "deployment"),
                              catalog::holding(catalog::list_clock_corrections(tx, scope, id)),
                              catalog::media_times(tx, scope, id));
        });
    const auto zone = value_or_throw(earth::find_zone(deployment.time_zone));
    const earth::Point point{deployment.place.latitude, deployment.place.longitude};

    ClockExamination examination;
    std::vector<ecology::LightFrame> frames;
    for (const auto& one : media) {
        if (!one.camera_time || one.camera_time_source == "file") continue;
        // Not captured_at: the job that writes it after a correction may still be waiting.
        if (one.light)
            frames.push_back({earth::to_instant(*one.camera_time, zone, corrections), *one.light});
        else
            ++examination.without_light;
    }
    std::ranges::sort(frames, {}, &ecology::LightFrame::taken);
    examination.diagnosis = value_or_throw(ecology::examine_clock(frames, point));
    if (frames.empty()) return examination;

    const auto& diagnosis = examination.diagnosis;
    if (diagnosis.fault == ecology::ClockFault::whole_hours)
        // What must be added to the clock's time is what the zone lies east of the clock's.
        examination.clock_zone = earth::Zone(zone.offset_at(frames.front().taken) - diagnosis.shift).name();
    const auto every = (frames.size() + most_shown - 1) / most_shown;
    for (std::size_t i = 0; i < frames.size(); i += every)
        examination.frames.emplace_back(earth::to_camera_time(frames[i].taken, zone), frames[i].light);
    examination.nights = nights_between(std::chrono::floor<days>(examination.frames.front().first),
                                        std::chrono::floor<days>(examination.frames.back().first), zone, point);
    return examination;
}

}  // namespace serow::journeys
