#include <format>

#include "camtrap/vocabulary.h"
#include "earth/time_zone.h"
#include "journeys/correct_clock.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

std::optional<CameraTime> camera_time(const FieldReader& fields, std::string_view key) {
    const auto found = fields.text(key);
    if (!found) return {};
    const auto parsed = parse_camera_time(*found);
    if (!parsed) FieldReader::refuse(key, "a clock's time without a zone, for example 2024-05-01T10:00:00");
    return parsed;
}

int small_number(const FieldReader& fields, std::string_view key, std::int64_t most) {
    const auto found = fields.integer(key).value_or(0);
    if (found < -most || found > most) FieldReader::refuse(key, "a whole number of at most " + std::to_string(most));
    return static_cast<int>(found);
}

std::vector<journeys::GivenReference> references(const FieldReader& fields) {
    std::vector<journeys::GivenReference> given;
    const auto* list = fields.list("references");
    if (list == nullptr) return given;
    for (const auto& one : *list) {
        if (!one.is_object()) FieldReader::refuse("references", "a list of objects");
        const FieldReader reference(one.as_object(), {"mediaID", "shown", "right"});
        given.push_back(
            {reference.id<MediaId>("mediaID"), camera_time(reference, "shown"), camera_time(reference, "right")});
    }
    return given;
}

journeys::GivenCorrection given_correction(const json::object& object) {
    const FieldReader fields(object, {"kind", "offset", "references", "setAt", "years", "utcOffset", "reason"});
    journeys::GivenCorrection given;
    const auto kind = earth::parse_correction_kind(fields.required_text("kind"));
    if (!kind) FieldReader::refuse("kind", "one of offset, drift, summerTime, dayMonthSwap, yearFix");
    given.kind = *kind;
    if (const auto seconds = fields.integer("offset")) {
        if (*seconds > 4'000'000'000 || *seconds < -4'000'000'000) FieldReader::refuse("offset", "a number of seconds");
        given.offset = std::chrono::seconds(*seconds);
    }
    given.references = references(fields);
    given.set_at = camera_time(fields, "setAt");
    given.years = small_number(fields, "years", 1000);
    given.utc_offset = std::chrono::minutes(small_number(fields, "utcOffset", 100'000));
    given.reason = fields.text("reason").value_or("");
    return given;
}

json::object clock_json(const journeys::ClockCorrection& row) {
    const auto& c = row.correction;
    json::array references;
    for (const auto& point : c.references)
        if (point) references.push_back({{"shown", to_text(point->shown)}, {"right", to_text(point->right)}});
    return {{"clockCorrectionID", row.clock_correction_id.text()},
            {"kind", earth::word(c.kind)},
            {"offset", static_cast<double>(c.offset.count()) / 1000},
            {"references", std::move(references)},
            {"setAt", time_or_null(c.set_at)},
            {"years", c.years},
            {"utcOffset", c.utc_offset.count()},
            {"reason", row.reason},
            {"recordedBy", row.account_name},
            {"recordedAt", to_text(row.recorded_at)},
            {"retractedBy", row.retracted_by},
            {"retractedAt", time_or_null(row.retracted_at)}};
}

json::object clock_json(const journeys::ClockPreview& preview) {
    return {{"media", preview.media},
            {"moved", preview.moved},
            {"fileDates", preview.file_dates},
            {"firstBefore", time_or_null(preview.first_before)},
            {"lastBefore", time_or_null(preview.last_before)},
            {"firstAfter", time_or_null(preview.first_after)},
            {"lastAfter", time_or_null(preview.last_after)},
            {"eventsBefore", preview.events_before},
            {"eventsAfter", preview.events_after},
            {"eventsRegrouped", preview.events_regrouped},
            {"outside", preview.outside}};
}

std::string_view word(ecology::ClockVerdict verdict) {
    switch (verdict) {
        case ecology::ClockVerdict::healthy: return "healthy";
        case ecology::ClockVerdict::fault: return "fault";
        case ecology::ClockVerdict::cannot_tell: return "cannotTell";
    }
    return {};
}

json::value fault_or_null(const std::optional<ecology::ClockFault>& fault) {
    if (!fault) return nullptr;
    switch (*fault) {
        case ecology::ClockFault::twelve_hours: return "twelveHours";
        case ecology::ClockFault::whole_hours: return "wholeHours";
        case ecology::ClockFault::offset: return "offset";
    }
    return nullptr;
}

json::object clock_json(const journeys::ClockExamination& examination) {
    const auto& diagnosis = examination.diagnosis;
    json::array frames, nights;
    for (const auto& [taken, light] : examination.frames)
        frames.push_back(
            {{"at", to_text(std::chrono::floor<std::chrono::seconds>(taken))}, {"light", camtrap::word(light)}});
    for (const auto& night : examination.nights) {
        json::array dark;
        for (const auto& [from, to] : night.dark) dark.push_back(json::array{from, to});
        nights.push_back({{"date", std::format("{:%F}", night.date)}, {"dark", std::move(dark)}});
    }
    return {{"verdict", word(diagnosis.verdict)},
            {"reason", diagnosis.reason},
            {"shift", diagnosis.shift.count()},
            {"fault", fault_or_null(diagnosis.fault)},
            {"clockZone", examination.clock_zone},
            {"confidence", diagnosis.confidence},
            {"agreementBefore", diagnosis.agreement_before},
            {"agreementAfter", diagnosis.agreement_after},
            {"infrared", diagnosis.infrared},
            {"colour", diagnosis.colour},
            {"independent", diagnosis.independent},
            {"withoutLight", examination.without_light},
            {"frames", std::move(frames)},
            {"nights", std::move(nights)}};
}

ClockCorrectionId correction_of(const Request& request) {
    return path_id<ClockCorrectionId>(request, "clockCorrectionID");
}

}  // namespace

void add_clock_routes(Router& router, const Service& service) {
    const std::string clock = "/api/v1/projects/{projectID}/deployments/{deploymentID}/clock";
    const auto deployment_of = [](const Request& request) { return path_id<DeploymentId>(request, "deploymentID"); };
    router.get(clock, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& one : journeys::list_clock_corrections(service.house, caller.viewer(), project_of(request),
                                                                deployment_of(request)))
            items.push_back(clock_json(one));
        return json_response({{"items", std::move(items)}});
    });
    router.post(clock, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_correction(json_object_body(request));
        return json_response(clock_json(journeys::record_correction(service.house, caller.viewer(), project_of(request),
                                                                    deployment_of(request), given)),
                             201);
    });
    router.post(clock + "/preview", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_correction(json_object_body(request));
        return json_response(clock_json(journeys::preview_correction(
            service.house, caller.viewer(), project_of(request), deployment_of(request), given)));
    });
    router.get(clock + "/doctor", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(clock_json(
            journeys::examine_clock(service.house, caller.viewer(), project_of(request), deployment_of(request))));
    });
    router.get(clock + "/{clockCorrectionID}/retraction", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(clock_json(journeys::preview_retraction(
            service.house, caller.viewer(), project_of(request), deployment_of(request), correction_of(request))));
    });
    router.post(clock + "/{clockCorrectionID}/retraction", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(clock_json(journeys::retract_correction(
            service.house, caller.viewer(), project_of(request), deployment_of(request), correction_of(request))));
    });
}

}  // namespace serow::server
