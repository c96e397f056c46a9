// The rows of a Camtrap DP package as plain values: what the rooms hand to each other.
// Field meanings are the standard's: https://camtrap-dp.tdwg.org/data/
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"

namespace serow::camtrap {

// Coordinates in degrees, WGS 84. Never two bare doubles that could be swapped.
struct Place {
    double latitude = 0;   // [-90, 90]
    double longitude = 0;  // [-180, 180]
    bool operator==(const Place&) const = default;
};

// A moment with the zone it is written in (minutes east of UTC): Camtrap DP wants both.
struct ZonedTime {
    Instant instant;
    int offset_minutes = 0;
    bool operator==(const ZonedTime&) const = default;
};

struct Deployment {
    std::string deploymentID;
    std::string locationID;
    std::string locationName;
    Place place;
    std::optional<int> coordinateUncertainty;  // metres, at least 1
    ZonedTime deploymentStart;
    ZonedTime deploymentEnd;
    std::string cameraID;
    std::string cameraModel;  // "make-model"
    std::optional<bool> timestampIssues;
    std::optional<bool> baitUse;
    std::string habitat;
    std::string deploymentGroups;
    std::string deploymentComments;
};

struct Media {
    std::string mediaID;
    std::string deploymentID;
    CaptureMethod captureMethod = CaptureMethod::activityDetection;
    ZonedTime timestamp;
    std::string filePath;
    bool filePublic = false;
    std::string fileName;
    std::string fileMediatype;
    std::string exifData;  // JSON text, may be empty
    std::optional<bool> favorite;
    std::string mediaComments;
};

struct Observation {
    std::string observationID;
    std::string deploymentID;
    std::string mediaID;  // empty on event level
    std::string eventID;
    ZonedTime eventStart;
    ZonedTime eventEnd;
    ObservationLevel observationLevel = ObservationLevel::media;
    ObservationType observationType = ObservationType::unclassified;
    std::optional<CameraSetupType> cameraSetupType;
    std::string scientificName;
    std::optional<int> count;  // at least 1
    std::optional<LifeStage> lifeStage;
    std::optional<Sex> sex;
    std::string behavior;
    std::string individualID;
    std::optional<double> individualPositionRadius;  // m
    std::optional<double> individualPositionAngle;   // degrees, [-90, 90]
    std::optional<double> individualSpeed;           // m/s
    std::optional<Box> bbox;
    std::optional<ClassificationMethod> classificationMethod;
    std::string classifiedBy;
    std::optional<ZonedTime> classificationTimestamp;
    std::optional<double> classificationProbability;  // [0, 1]
    std::string observationTags;
    std::string observationComments;
};

struct Taxon {
    std::string scientificName;
    std::string taxonRank;  // class order family genus species subspecies; empty where unknown
    std::string class_, order, family, genus;
    std::string vernacularNameEn, vernacularNameZh;
    std::string iucnCategory;     // EX … LC, DD, NE; empty where none
    std::string chinaProtection;  // "I", "II" or empty
};

struct Contributor {
    std::string title;
    std::string email;
    std::string role;  // contact principalInvestigator rightsHolder publisher contributor
    std::string organization;
};

// The project's own description: datapackage.json's metadata.
struct Project {
    std::string id;
    std::string title;
    std::string acronym;
    std::string description;
    std::string path;
    SamplingDesign samplingDesign = SamplingDesign::opportunistic;
    std::vector<CaptureMethod> captureMethod{CaptureMethod::activityDetection};
    bool individualAnimals = false;
};

struct PackageMetadata {
    std::string name;  // lower case letters, digits, - _ .
    std::string id;
    Instant created;  // the last change of the data, not the hour of the export
    std::string version;
    Project project;
    std::vector<Contributor> contributors;
    std::string data_licence;  // SPDX-like name: "CC-BY-4.0"; empty where none was chosen
    std::string media_licence;
    std::vector<Taxon> taxonomic;  // the taxa that occur
    std::vector<Place> places;     // of all deployments, for `spatial`
    std::optional<Instant> temporal_start, temporal_end;
};

}  // namespace serow::camtrap
