// When a camera did not work: Serow's own words beside the standard's, which has none for it.
#pragma once

#include "camtrap/records.h"

namespace serow::camtrap {

enum class FailureReason { batteryEmpty, cardFull, viewShifted, obstructed, damaged, stolen, cameraFault, other };

// Whether the camera failed in that time, or worked in spite of evidence to the contrary.
enum class FailureVerdict { failed, worked };

template <>
struct Words<FailureReason> {
    using enum FailureReason;
    static constexpr auto table =
        std::to_array<std::pair<FailureReason, std::string_view>>({{batteryEmpty, "batteryEmpty"},
                                                                   {cardFull, "cardFull"},
                                                                   {viewShifted, "viewShifted"},
                                                                   {obstructed, "obstructed"},
                                                                   {damaged, "damaged"},
                                                                   {stolen, "stolen"},
                                                                   {cameraFault, "cameraFault"},
                                                                   {other, "other"}});
};

template <>
struct Words<FailureVerdict> {
    using enum FailureVerdict;
    static constexpr auto table =
        std::to_array<std::pair<FailureVerdict, std::string_view>>({{failed, "failed"}, {worked, "worked"}});
};

// A row of failure-periods.csv, the table that Serow adds to a package (docs/methods/camtrap-dp.md).
struct FailurePeriod {
    std::string failurePeriodID;
    std::string deploymentID;
    ZonedTime failureStart;  // within the deployment
    ZonedTime failureEnd;
    FailureReason failureReason = FailureReason::other;
    std::string failureComments;
};

}  // namespace serow::camtrap
