// Putting a deployment's clock right: what is recorded of it, what a change would move, and what the clock doctor says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/clock_corrections.h"
#include "ecology/clock_doctor.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::ClockCorrection;

// A reference point as a person gives it: the photo of a watch, or what the clock showed; and the right time, both by
// the deployment's zone.
struct GivenReference {
    std::optional<MediaId> media_id;  // its present time is what was shown
    std::optional<CameraTime> shown;
    std::optional<CameraTime> right;
};

struct GivenCorrection {
    earth::CorrectionKind kind = earth::CorrectionKind::offset;
    std::optional<milliseconds> offset;      // offset; else it comes from the first reference
    std::vector<GivenReference> references;  // offset: at most one; drift: two
    std::optional<CameraTime> set_at;        // dayMonthSwap, yearFix; else the time of the first media
    int years = 0;
    std::chrono::minutes utc_offset{0};
    std::string reason;
};

// What would change. Media that only the file's own date is known of keep it: no clock was read.
struct ClockPreview {
    std::int64_t media = 0;       // of the deployment, with a camera time
    std::int64_t moved = 0;       // of these, with another moment afterwards
    std::int64_t file_dates = 0;  // without a camera time: not moved
    std::optional<Instant> first_before, last_before, first_after, last_after;
    std::int64_t events_before = 0, events_after = 0;
    std::int64_t events_regrouped = 0;  // events afterwards that hold other media than any event before
    std::int64_t outside = 0;           // media afterwards outside the deployment's start and end, where these are set
};

// Failures as in organise.h. Recording, taking back and preview_correction() are a manager's; the rest may all who see
// the project.
std::vector<ClockCorrection> list_clock_corrections(const House& house, const Viewer& viewer, ProjectId project,
                                                    DeploymentId deployment);
ClockPreview preview_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                const GivenCorrection& given);
ClockPreview preview_retraction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                ClockCorrectionId id);
// Recorded, and the times and events follow by a job. Failure(invalid) as earth::check() says, without a reason, or
// where a reference is no media of the deployment.
ClockCorrection record_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                  const GivenCorrection& given);
ClockCorrection retract_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                   ClockCorrectionId id);

// The hours of one date that lie in the dark (sun below −0.833°), by the deployment's zone: pairs in [0, 24].
struct NightOfDate {
    std::chrono::local_days date;
    std::vector<std::pair<double, double>> dark;
};
struct ClockExamination {
    ecology::ClockDiagnosis diagnosis;
    std::string clock_zone;  // of the clock, were the shift a wrong zone: "UTC", "-05:00"; empty for no whole hours
    std::vector<std::pair<CameraTime, camtrap::Light>> frames;  // as the times are now, at most 1500 of them
    std::vector<NightOfDate> nights;                            // at most 180 dates, evenly, from first to last frame
    std::int64_t without_light = 0;  // media read before lights were told, or of which none can be told
};
ClockExamination examine_clock(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment);

}  // namespace serow::journeys
