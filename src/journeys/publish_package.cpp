#include "journeys/publish_package.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <format>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/answer_choices.h"
#include "catalog/export_rows.h"
#include "catalog/exports.h"
#include "catalog/failure_periods.h"
#include "catalog/individuals.h"
#include "catalog/observations.h"
#include "catalog/organisations.h"
#include "catalog/projects.h"
#include "earth/time_zone.h"
#include "journeys/trust_checks.h"
#include "journeys/trust_in_words.h"
#include "share/camtrap_dp.h"

namespace serow::journeys {
namespace {

// Lower case letters, digits and hyphens: what the standard allows as a package's name.
std::string slug(const std::string& title) {
    std::string name;
    for (const char c : title) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0 && letter < 0x80)
            name += static_cast<char>(std::tolower(letter));
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name.empty() ? "project" : name.substr(0, 80);
}

using FieldNames = std::map<std::string, std::string>;  // of the project's own fields, by id

class Zones {
public:
    camtrap::ZonedTime at(Instant instant, const std::string& zone) {
        const auto found = zones_.try_emplace(zone, earth::find_zone(zone).value_or(earth::Zone())).first->second;
        return {instant, earth::offset_minutes(instant, found)};
    }

private:
    std::unordered_map<std::string, earth::Zone> zones_;
};

camtrap::Deployment as_row(const catalog::Deployment& deployment, Zones& zones) {
    camtrap::Deployment row;
    row.deploymentID = deployment.deployment_id.text();
    row.locationID = deployment.location_id.text();
    row.locationName = deployment.location_name;
    row.place = deployment.place;
    row.coordinateUncertainty = deployment.coordinate_uncertainty;
    row.deploymentStart = zones.at(*deployment.deployment_start, deployment.time_zone);
    row.deploymentEnd = zones.at(*deployment.deployment_end, deployment.time_zone);
    row.cameraID = deployment.camera_id;
    row.cameraModel = deployment.camera_model;
    row.baitUse = deployment.bait_use;
    row.habitat = deployment.habitat;
    row.deploymentComments = deployment.comments;
    return row;
}

// "originals/<deployment>/<hash>.jpg": a path that any file system can hold, unlike a card's.
std::string published_path(const catalog::Media& media) {
    const auto dot = media.file_name.rfind('.');
    std::string extension;
    if (dot != std::string::npos)
        for (const char c : media.file_name.substr(dot))
            if (c == '.' || std::isalnum(static_cast<unsigned char>(c)) != 0) extension += c;
    return std::format("media/{}/{}{}", media.deployment_id.text(), media.sha256,
                       extension.size() <= 6 ? extension : "");
}

camtrap::Media as_row(const catalog::Media& media, const std::string& exif, Zones& zones) {
    camtrap::Media row;
    row.mediaID = media.media_id.text();
    row.deploymentID = media.deployment_id.text();
    row.timestamp = zones.at(*media.facts.captured_at, media.time_zone);
    row.filePath = published_path(media);
    row.filePublic = false;
    row.fileName = media.file_name;
    row.fileMediatype = media.facts.file_mediatype;
    row.exifData = exif == "{}" ? "" : exif;
    if (media.favorite) row.favorite = true;
    if (media.facts.camera_time_source == "file")
        row.mediaComments = "timestamp from the file's own date: the camera wrote none";
    return row;
}

// Of what was seen in a part of a video, that part, in whole seconds: the standard knows no parts of one. Else the
// event.
std::pair<Instant, Instant> time_of(const catalog::Observation& observation) {
    const auto captured = *observation.captured_at;
    if (observation.first_second && observation.last_second)
        return {captured + std::chrono::seconds(static_cast<std::int64_t>(std::floor(*observation.first_second))),
                captured + std::chrono::seconds(static_cast<std::int64_t>(std::ceil(*observation.last_second)))};
    return {observation.event_start.value_or(captured), observation.event_end.value_or(captured)};
}

// Tags, and the project's own fields as name:value, which the standard names for it. "|" parts tags.
std::string tags_of(const camtrap::Remarks& remarks, const FieldNames& fields) {
    std::string tags;
    const auto add = [&](const std::string& tag) { tags += (tags.empty() ? "" : " | ") + tag; };
    for (const auto& tag : remarks.observationTags) add(tag);
    for (const auto& [id, value] : remarks.customFields)
        if (const auto name = fields.find(id); name != fields.end()) add(name->second + ":" + value);
    return tags;
}

std::string comments_of(const catalog::Observation& observation) {
    auto comments = observation.remarks.observationComments;
    if (observation.told_as)
        comments += (comments.empty() ? "" : "; ") +
                    std::format("named by its event; by itself told as {}",
                                observation.told_as->empty() ? "an animal" : *observation.told_as);
    return comments;
}

camtrap::Observation as_row(const catalog::Observation& observation, Zones& zones, const FieldNames& fields) {
    camtrap::Observation row;
    row.observationID = observation.observation_id.text();
    row.deploymentID = observation.deployment_id.text();
    row.mediaID = observation.media_id.text();
    if (observation.event_id) row.eventID = observation.event_id->text();
    const auto [start, end] = time_of(observation);
    row.eventStart = zones.at(start, observation.time_zone);
    row.eventEnd = zones.at(end, observation.time_zone);
    row.observationLevel = camtrap::ObservationLevel::media;
    row.observationType = observation.observation_type;
    row.scientificName = observation.scientific_name;
    row.count = observation.count;
    row.lifeStage = observation.life_stage;
    row.sex = observation.sex;
    row.behavior = observation.behavior;
    row.bbox = observation.bbox;
    row.classificationMethod = observation.classification_method;
    row.classifiedBy = observation.classified_by;
    row.classificationTimestamp = zones.at(observation.classified_at, observation.time_zone);
    row.classificationProbability = observation.probability;
    const auto& remarks = observation.remarks;
    row.cameraSetupType = remarks.cameraSetupType;
    row.individualID = observation.individual_name;
    row.individualPositionRadius = remarks.individualPositionRadius;
    row.individualPositionAngle = remarks.individualPositionAngle;
    row.individualSpeed = remarks.individualSpeed;
    row.observationTags = tags_of(remarks, fields);
    row.observationComments = comments_of(observation);
    return row;
}

camtrap::FailurePeriod as_row(const catalog::FailurePeriod& period, const std::string& time_zone, Zones& zones) {
    camtrap::FailurePeriod row;
    row.failurePeriodID = period.failure_period_id.text();
    row.deploymentID = period.deployment_id.text();
    row.failureStart = zones.at(period.failure_start, time_zone);
    row.failureEnd = zones.at(*period.failure_end, time_zone);
    row.failureReason = period.reason;
    row.failureComments = period.comments;
    return row;
}

camtrap::PackageMetadata metadata_of(catalog::Transaction& tx, const catalog::Scope& scope,
                                     const catalog::Project& project, const Taxa& taxa) {
    camtrap::PackageMetadata metadata;
    metadata.name = slug(project.title);
    metadata.id = project.project_id.text();
    metadata.created = project.changed_at;
    metadata.version = "1.0";
    metadata.project.id = project.project_id.text();
    metadata.project.title = project.title;
    metadata.project.acronym = project.acronym;
    metadata.project.description = project.description;
    metadata.project.individualAnimals = std::ranges::any_of(
        catalog::list_individuals(tx, scope), [](const catalog::Individual& one) { return one.media > 0; });
    metadata.project.samplingDesign = project.sampling_design;
    metadata.data_licence = project.data_licence;
    metadata.media_licence = project.media_licence;
    camtrap::Contributor publisher;
    publisher.title = project.organisation_name;
    publisher.role = "rightsHolder";
    metadata.contributors.push_back(publisher);

    catalog::each_deployment(tx, scope, [&](const catalog::Deployment& deployment) {
        metadata.places.push_back(deployment.place);
        const auto start = *deployment.deployment_start;
        const auto end = *deployment.deployment_end;
        metadata.temporal_start = std::min(metadata.temporal_start.value_or(start), start);
        metadata.temporal_end = std::max(metadata.temporal_end.value_or(end), end);
    });
    if (metadata.places.empty())
        throw Failure(
            Code::conflict,
            "there is no deployment with a start and an end yet; bring in media, or set both on the page of the field");

    std::set<std::string> names;
    for (const auto& used : catalog::used_names(tx, scope))
        if (!used.scientific_name.empty()) names.insert(used.scientific_name);
    for (const auto& name : names) {
        if (const auto* taxon = taxa.find(name)) {
            metadata.taxonomic.push_back(*taxon);
        } else {
            camtrap::Taxon stranger;
            stranger.scientificName = name;
            metadata.taxonomic.push_back(stranger);
        }
    }
    return metadata;
}

}  // namespace

void publish_package(const House& house, const Viewer& viewer, ProjectId id, const share::Sink& sink) {
    const auto scope = scope_for(viewer, id, people::Act::export_data);
    auto tx = house.catalog.begin(catalog::Isolation::snapshot);
    tx.set_statement_timeout(std::chrono::minutes(10));
    catalog::require(tx, scope);
    const auto made_at = catalog::moment_of(tx);
    const auto project = catalog::project_by_id(tx, viewer, id);
    if (!project) throw Failure(Code::not_found, "there is no such project that you may see");
    auto metadata = metadata_of(tx, scope, *project, house.taxa);
    const auto trust = trust_checks(house, tx, scope);
    if (const auto words = trust_in_words(trust.items, trust.blanks); !words.empty())
        metadata.project.description += (metadata.project.description.empty() ? "" : "\n\n") + words;

    FieldNames fields;
    for (const auto& field : catalog::custom_fields(tx, scope)) fields[field.custom_field_id.text()] = field.name;
    Zones zones;
    share::CamtrapDpWriter writer(sink, metadata);
    catalog::each_deployment(
        tx, scope, [&](const catalog::Deployment& deployment) { writer.deployment(as_row(deployment, zones)); });
    catalog::each_media(tx, scope, [&](const catalog::Media& media, const std::string& exif) {
        writer.media(as_row(media, exif, zones));
    });
    catalog::each_observation(tx, scope, [&](const catalog::Observation& observation) {
        writer.observation(as_row(observation, zones, fields));
    });
    catalog::each_failure_period(tx, scope, [&](const catalog::FailurePeriod& period, const std::string& time_zone) {
        writer.failure_period(as_row(period, time_zone, zones));
    });
    writer.finish();
    house.catalog.transaction(
        [&](catalog::Transaction& record) { catalog::record_export(record, scope, "camtrap-dp", made_at); });
}

std::string package_file_name(const House& house, const Viewer& viewer, ProjectId id) {
    return in_project(house, viewer, id, people::Act::export_data,
                      [&](catalog::Transaction& tx, const catalog::Scope&) {
                          const auto project = catalog::project_by_id(tx, viewer, id);
                          if (!project) throw Failure(Code::not_found, "there is no such project that you may see");
                          return slug(project->title) + "-camtrap-dp.zip";
                      });
}

}  // namespace serow::journeys
