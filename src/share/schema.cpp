#include "share/schema.h"

#include <array>

namespace serow::share {
namespace {

using enum CellType;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 13> feature_types{
    "roadPaved", "roadDirt", "trailHiking", "trailGame", "roadUnderpass", "roadOverpass", "roadBridge",
    "culvert",   "burrow",   "nestSite",    "carcass",   "waterSource",   "fruitingTree"};
constexpr std::array<std::string_view, 2> capture_methods{"activityDetection", "timeLapse"};
constexpr std::array<std::string_view, 2> observation_levels{"media", "event"};
constexpr std::array<std::string_view, 6> observation_types{"animal", "human",   "vehicle",
                                                            "blank",  "unknown", "unclassified"};
constexpr std::array<std::string_view, 2> camera_setup_types{"setup", "calibration"};
constexpr std::array<std::string_view, 3> life_stages{"adult", "subadult", "juvenile"};
constexpr std::array<std::string_view, 2> sexes{"female", "male"};
constexpr std::array<std::string_view, 2> classification_methods{"human", "machine"};

constexpr std::array<std::string_view, 8> failure_reasons{"batteryEmpty", "cardFull", "viewShifted", "obstructed",
                                                          "damaged",      "stolen",   "cameraFault", "other"};

constexpr Column optional(std::string_view name, CellType type = text) {
    return {.name = name, .type = type};
}
constexpr Column required(std::string_view name, CellType type = text) {
    return {.name = name, .type = type, .required = true};
}
constexpr Column key(std::string_view name) {
    return {.name = name, .required = true, .unique = true};
}
constexpr Column one_of(std::string_view name, Words words) {
    return {.name = name, .words = words};
}
constexpr Column required_of(std::string_view name, Words words) {
    return {.name = name, .required = true, .words = words};
}
constexpr Column ranged(Column column, std::optional<double> minimum, std::optional<double> maximum = {}) {
    column.minimum = minimum;
    column.maximum = maximum;
    return column;
}
constexpr Column shaped(Column column, std::string_view pattern) {
    column.pattern = pattern;
    return column;
}

constexpr std::array deployments{
    key("deploymentID"),
    optional("locationID"),
    optional("locationName"),
    ranged(required("latitude", number), -90, 90),
    ranged(required("longitude", number), -180, 180),
    ranged(optional("coordinateUncertainty", integer), 1),
    required("deploymentStart", datetime),
    required("deploymentEnd", datetime),
    optional("setupBy"),
    optional("cameraID"),
    optional("cameraModel"),
    ranged(optional("cameraDelay", integer), 0),
    ranged(optional("cameraHeight", number), 0),
    ranged(optional("cameraDepth", number), 0),
    ranged(optional("cameraTilt", integer), -90, 90),
    ranged(optional("cameraHeading", integer), 0, 360),
    ranged(optional("detectionDistance", number), 0),
    optional("timestampIssues", boolean),
    optional("baitUse", boolean),
    one_of("featureType", feature_types),
    optional("habitat"),
    optional("deploymentGroups"),
    optional("deploymentTags"),
    optional("deploymentComments"),
};

constexpr std::array media{
    key("mediaID"),
    required("deploymentID"),
    one_of("captureMethod", capture_methods),
    required("timestamp", datetime),
    shaped(required("filePath"), R"(^(?=^[^./~])(^((?!\.{2}).)*$).*$)"),
    required("filePublic", boolean),
    optional("fileName"),
    shaped(required("fileMediatype"), "^(image|video|audio)/.*$"),
    optional("exifData", any),
    optional("favorite", boolean),
    optional("mediaComments"),
};

constexpr std::array observations{
    key("observationID"),
    required("deploymentID"),
    optional("mediaID"),
    optional("eventID"),
    required("eventStart", datetime),
    required("eventEnd", datetime),
    required_of("observationLevel", observation_levels),
    required_of("observationType", observation_types),
    one_of("cameraSetupType", camera_setup_types),
    optional("scientificName"),
    ranged(optional("count", integer), 1),
    one_of("lifeStage", life_stages),
    one_of("sex", sexes),
    optional("behavior"),
    optional("individualID"),
    ranged(optional("individualPositionRadius", number), 0),
    ranged(optional("individualPositionAngle", number), -90, 90),
    ranged(optional("individualSpeed", number), 0),
    ranged(optional("bboxX", number), 0, 1),
    ranged(optional("bboxY", number), 0, 1),
    ranged(optional("bboxWidth", number), 1e-15, 1),
    ranged(optional("bboxHeight", number), 1e-15, 1),
    one_of("classificationMethod", classification_methods),
    optional("classifiedBy"),
    optional("classificationTimestamp", datetime),
    ranged(optional("classificationProbability", number), 0, 1),
    optional("observationTags"),
    optional("observationComments"),
};

constexpr std::array failure_periods{
    key("failurePeriodID"),
    required("deploymentID"),
    required("failureStart", datetime),
    required("failureEnd", datetime),
    required_of("failureReason", failure_reasons),
    optional("failureComments"),
};

constexpr TableSchema deployments_table{"deployments", deployments};
constexpr TableSchema media_table{"media", media};
constexpr TableSchema observations_table{"observations", observations};
constexpr TableSchema failure_periods_table{"failure-periods", failure_periods};

}  // namespace

const TableSchema& deployments_schema() {
    return deployments_table;
}
const TableSchema& media_schema() {
    return media_table;
}
const TableSchema& observations_schema() {
    return observations_table;
}
const TableSchema& failure_periods_schema() {
    return failure_periods_table;
}

}  // namespace serow::share
