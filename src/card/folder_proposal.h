// From a card's folders to sample points, cameras and deployments: a proposal, which people correct.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/id.h"
#include "base/problem.h"
#include "base/time.h"
#include "camtrap/records.h"
#include "card/place_proposal.h"

namespace serow::card {

// What one of its photos says.
struct PhotoSample {
    std::optional<CameraTime> camera_time;
    std::string make, model, serial;
    std::optional<camtrap::Place> place;
};

// A folder that holds media itself.
struct FolderSeen {
    std::string folder;  // below the card's root, with "/"; "": the root
    std::int64_t files = 0, bytes = 0;
    std::vector<PhotoSample> samples;
};

struct KnownPoint {
    LocationId location_id;
    std::string name;
    camtrap::Place place;
};
struct KnownDeployment {
    DeploymentId deployment_id;
    LocationId location_id;
    std::string camera_id;
    // As the camera's clock shows them; only those that a person set. Without a start it is never proposed.
    std::optional<CameraTime> start, end;
};
// What the project has.
struct KnownField {
    std::vector<KnownPoint> points;
    std::vector<KnownDeployment> deployments;
    std::vector<std::string> areas;
};

enum class PointSource {
    name,   // the folder's name is a point's
    gps,    // a point stands near its GPS readings
    fresh,  // a new point of that name
    none,   // nothing tells: people must
};

// Where the files of one folder, and of all below it, would go.
struct Destination {
    std::string folder;
    std::int64_t files = 0, bytes = 0;
    std::string area, point, camera, date;  // as the pattern reads them
    PointSource source = PointSource::none;
    std::optional<LocationId> location_id;      // name, gps
    std::optional<double> distance_m;           // of the readings from that point
    std::optional<camtrap::Place> place;        // the middle of the readings, where there are any
    int readings = 0;                           // real GPS readings
    std::optional<Move> move;                   // name: the camera stood elsewhere
    std::optional<LocationId> near;             // name: at another point, to go by the readings
    std::string camera_id;                      // a known one, or the folder's word, or the only serial
    std::string camera_model;                   // "make-model", where all samples agree
    std::optional<DeploymentId> deployment_id;  // one that was waiting for these files
    std::vector<std::string> cameras;           // more than one: the samples come from several
};

struct FolderProposal {
    std::string pattern;                    // "" where names tell nothing
    std::vector<Destination> destinations;  // by folder in natural order; together all folders
};

// The longest of the folders that the file lies in; "" is the card's root. nullopt where it lies in none of them.
std::optional<std::string> folder_holding(std::string_view path, const std::unordered_set<std::string>& folders);

// `pattern` given: read by that one; Code::invalid where it is none. Else the one that fits best is found. `card_name`:
// what the card is called, for folders that say nothing of themselves.
Result<FolderProposal> propose_destinations(std::span<const FolderSeen> folders, const KnownField& field,
                                            std::string_view card_name, const std::optional<std::string>& pattern);

}  // namespace serow::card
