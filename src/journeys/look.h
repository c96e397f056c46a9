// The numbers and pictures of a project: species table, map, daily rhythm.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/areas.h"
#include "catalog/locations.h"
#include "catalog/summaries.h"
#include "ecology/activity.h"
#include "ecology/rate.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::Counted;

struct SpeciesLine {
    std::string scientific_name;            // empty: animals not identified further
    const camtrap::Taxon* taxon = nullptr;  // null for a name that Serow does not know
    std::int64_t events = 0, media = 0, individuals = 0;
    std::optional<ecology::Rate> rate;  // none where no location has effort
    std::int64_t locations = 0;
    std::int64_t machine_media = 0;  // of the media, those that no person confirmed
};
struct SpeciesReport {
    double trap_nights = 0;
    std::int64_t locations_with_effort = 0;
    int independence_interval_s = 0;
    std::int64_t unreviewed_media = 0;
    std::vector<SpeciesLine> lines;  // most events first
};
SpeciesReport species_report(const House& house, const Viewer& viewer, ProjectId project, Counted counted);

struct MapPoint {
    catalog::Location location;
    double trap_nights = 0;
    std::vector<std::pair<std::string, std::int64_t>> events;  // by taxon, most first
};
struct ProjectMap {
    std::vector<catalog::Area> areas;
    std::vector<MapPoint> points;  // by name
};
ProjectMap project_map(const House& house, const Viewer& viewer, ProjectId project, Counted counted);

struct ActivityReport {
    std::string scientific_name;
    std::vector<double> hours;  // of each independent event, [0, 24), ascending
    std::int64_t excluded = 0;  // events whose time of day only the file's own date tells
    std::optional<ecology::ActivityCurve> curve;
    std::optional<Problem> problem;  // why there is no curve
};
// Clock time in each deployment's zone.
ActivityReport activity_report(const House& house, const Viewer& viewer, ProjectId project,
                               const std::string& scientific_name, Counted counted);

// The tables as CSV with a header, UTF-8, RFC 4180.
std::string csv_of(const SpeciesReport& report);
std::string csv_of(const ProjectMap& map);
std::string csv_of(const ActivityReport& report);

}  // namespace serow::journeys
