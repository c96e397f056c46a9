#include "share/validate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>

#include "base/json.h"
#include "earth/time_zone.h"
#include "share/text.h"

namespace serow::share {
namespace {

using namespace camtrap;

std::string cell(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}
std::string cell(int value) {
    return std::to_string(value);
}
std::string cell(bool value) {
    return value ? "true" : "false";
}
std::string cell(const ZonedTime& time) {
    return earth::text_with_offset(time.instant, time.offset_minutes);
}
template <class Enum>
    requires std::is_enum_v<Enum>
std::string cell(Enum value) {
    return std::string(word(value));
}
template <class T>
std::string cell(const std::optional<T>& value) {
    return value ? cell(*value) : std::string{};
}

bool is_missing(std::string_view text) {
    return text.empty() || text == "NA" || text == "NaN" || text == "nan";
}

// What is wrong with a number; empty where nothing is.
std::string number_fault(const Column& column, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return "must be a number";
    if (column.type == CellType::integer && value != std::floor(value)) return "must be a whole number";
    if (column.minimum && value < *column.minimum) return std::format("must be at least {}", *column.minimum);
    if (column.maximum && value > *column.maximum) return std::format("must be at most {}", *column.maximum);
    return {};
}

// The standard's two patterns, by hand: std::regex recurses once a character and so dies on long text.
std::string pattern_fault(const Column& column, std::string_view text) {
    if (column.name == "filePath") {
        if (text.contains('\n') || text.contains('\r')) return "must be one line";
        if (std::string_view("./~").contains(text.front())) return "must not begin with '.', '/' or '~'";
        if (text.contains("..")) return "must not contain '..'";
    } else if (column.name == "fileMediatype") {
        const bool known = text.starts_with("image/") || text.starts_with("video/") || text.starts_with("audio/");
        if (!known || text.contains('\n') || text.contains('\r')) return "must be image/…, video/… or audio/…";
    }
    return {};
}

// "2024-05-02T06:10:00+08:00" or "…Z": the format's %Y-%m-%dT%H:%M:%S%z, no fraction.
bool is_datetime(std::string_view text) {
    return text.size() >= 20 && text[10] == 'T' && !text.contains('.') && parse_instant(text).has_value();
}

std::string fault(const Column& column, const std::string& text) {
    if (!is_utf8(text)) return "must be UTF-8";
    if (is_missing(text)) return column.required ? "must be given" : "";
    switch (column.type) {
        case CellType::number:
        case CellType::integer: return number_fault(column, text);
        case CellType::boolean: return text == "true" || text == "false" ? "" : "must be true or false";
        case CellType::datetime:
            return is_datetime(text) ? "" : "must be a time with its zone, such as 2024-05-02T06:10:00+08:00";
        case CellType::any: return "";
        case CellType::text: break;
    }
    if (!column.words.empty() && std::ranges::find(column.words, text) == column.words.end()) {
        std::string all;
        for (const auto word : column.words) all += (all.empty() ? "" : ", ") + std::string(word);
        return "must be one of " + all;
    }
    return column.pattern.empty() ? "" : pattern_fault(column, text);
}

Problem broken(std::string_view column, std::string_view value, std::string_view rule) {
    // A wrong cell may be a whole novel.
    const bool is_long = value.size() > 80;
    return {Code::invalid,
            std::format("{}: \"{}{}\" {}", column, mend_utf8(value.substr(0, 80)), is_long ? "…" : "", rule)};
}

void check_order(std::vector<Problem>& problems, const ZonedTime& start, const ZonedTime& end,
                 std::string_view column) {
    if (end.instant < start.instant) problems.push_back(broken(column, cell(end), "must not lie before the start"));
}

void check_offset(std::vector<Problem>& problems, const ZonedTime& time, std::string_view column) {
    if (std::abs(time.offset_minutes) > 14 * 60)
        problems.push_back(broken(column, cell(time), "must have an offset within 14 hours of UTC"));
}

}  // namespace

std::vector<std::string> cells_of(const Deployment& d) {
    return {d.deploymentID,
            d.locationID,
            d.locationName,
            cell(d.place.latitude),
            cell(d.place.longitude),
            cell(d.coordinateUncertainty),
            cell(d.deploymentStart),
            cell(d.deploymentEnd),
            {},  // setupBy
            d.cameraID,
            d.cameraModel,
            {},  // cameraDelay
            {},  // cameraHeight
            {},  // cameraDepth
            {},  // cameraTilt
            {},  // cameraHeading
            {},  // detectionDistance
            cell(d.timestampIssues),
            cell(d.baitUse),
            {},  // featureType
            d.habitat,
            d.deploymentGroups,
            {},  // deploymentTags
            d.deploymentComments};
}

std::vector<std::string> cells_of(const Media& m) {
    return {m.mediaID,          m.deploymentID, cell(m.captureMethod), cell(m.timestamp), m.filePath,
            cell(m.filePublic), m.fileName,     m.fileMediatype,       m.exifData,        cell(m.favorite),
            m.mediaComments};
}

std::vector<std::string> cells_of(const Observation& o) {
    const auto side = [&](double Box::* of) { return o.bbox ? cell((*o.bbox).*of) : std::string{}; };
    return {o.observationID,
            o.deploymentID,
            o.mediaID,
            o.eventID,
            cell(o.eventStart),
            cell(o.eventEnd),
            cell(o.observationLevel),
            cell(o.observationType),
            cell(o.cameraSetupType),
            o.scientificName,
            cell(o.count),
            cell(o.lifeStage),
            cell(o.sex),
            o.behavior,
            o.individualID,
            cell(o.individualPositionRadius),
            cell(o.individualPositionAngle),
            cell(o.individualSpeed),
            side(&Box::x),
            side(&Box::y),
            side(&Box::width),
            side(&Box::height),
            cell(o.classificationMethod),
            o.classifiedBy,
            cell(o.classificationTimestamp),
            cell(o.classificationProbability),
            o.observationTags,
            o.observationComments};
}

std::vector<std::string> cells_of(const FailurePeriod& p) {
    return {p.failurePeriodID,  p.deploymentID,        cell(p.failureStart),
            cell(p.failureEnd), cell(p.failureReason), p.failureComments};
}

std::vector<Problem> check_row(const TableSchema& table, std::span<const std::string> cells) {
    if (cells.size() != table.columns.size())
        return {Problem{Code::invalid, std::format("{} has {} columns, but the row has {} cells", table.name,
                                                   table.columns.size(), cells.size())}};
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string rule = fault(table.columns[i], cells[i]);
        if (!rule.empty()) problems.push_back(broken(table.columns[i].name, cells[i], rule));
    }
    return problems;
}

std::vector<Problem> check(const Deployment& d) {
    auto problems = check_row(deployments_schema(), cells_of(d));
    check_offset(problems, d.deploymentStart, "deploymentStart");
    check_offset(problems, d.deploymentEnd, "deploymentEnd");
    check_order(problems, d.deploymentStart, d.deploymentEnd, "deploymentEnd");
    return problems;
}

std::vector<Problem> check(const Media& m) {
    auto problems = check_row(media_schema(), cells_of(m));
    check_offset(problems, m.timestamp, "timestamp");
    if (!m.exifData.empty() && !parse_json(m.exifData, "exifData"))
        problems.push_back(broken("exifData", m.exifData, "must be JSON"));
    return problems;
}

std::vector<Problem> check(const Observation& o) {
    auto problems = check_row(observations_schema(), cells_of(o));
    check_offset(problems, o.eventStart, "eventStart");
    check_order(problems, o.eventStart, o.eventEnd, "eventEnd");
    if (o.observationLevel == ObservationLevel::media && o.mediaID.empty())
        problems.push_back(broken("mediaID", o.mediaID, "must be given on the level of media"));
    // Fractions of pixels are rounded when boxes are made; a millionth of the picture is no fault.
    constexpr double slack = 1e-6;
    if (o.bbox && o.bbox->x + o.bbox->width > 1 + slack)
        problems.push_back(broken("bboxWidth", cell(o.bbox->width), "must not leave the picture on the right"));
    if (o.bbox && o.bbox->y + o.bbox->height > 1 + slack)
        problems.push_back(broken("bboxHeight", cell(o.bbox->height), "must not leave the picture below"));
    return problems;
}

std::vector<Problem> check(const FailurePeriod& p) {
    auto problems = check_row(failure_periods_schema(), cells_of(p));
    check_offset(problems, p.failureStart, "failureStart");
    check_offset(problems, p.failureEnd, "failureEnd");
    check_order(problems, p.failureStart, p.failureEnd, "failureEnd");
    return problems;
}

}  // namespace serow::share
