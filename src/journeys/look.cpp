#include "journeys/look.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>
#include <map>
#include <numbers>
#include <set>
#include <unordered_map>
#include <utility>

#include "camtrap/csv.h"
#include "catalog/projects.h"
#include "earth/time_zone.h"
#include "ecology/effort.h"
#include "ecology/independence.h"
#include "ecology/species_table.h"
#include "journeys/failure_periods.h"

namespace serow::journeys {
namespace {

// What all three answers start from.
struct Rows {
    catalog::Project project;
    std::vector<catalog::TaxonRecord> taxa;
    std::vector<catalog::DeploymentSpan> spans;
    std::map<DeploymentId, std::vector<FailurePeriod>> failures;
    std::int64_t unreviewed = 0;
};

Rows read_rows(const House& house, const Viewer& viewer, ProjectId id, Counted counted,
               const std::optional<std::string>& taxon = {}) {
    return in_project(house, viewer, id, people::Act::see, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        Rows rows;
        auto project = catalog::project_by_id(tx, viewer, id);
        if (!project) throw Failure(Code::not_found, "there is no such project that you may see");
        rows.project = std::move(*project);
        rows.taxa = catalog::taxon_records(tx, scope, counted, taxon);
        rows.spans = catalog::deployment_spans(tx, scope);
        rows.failures = catalog::holding_failures(tx, scope);
        rows.unreviewed = catalog::unreviewed_media(tx, scope);
        return rows;
    });
}

ecology::Independence rule_of(const catalog::Project& project) {
    ecology::Independence rule;
    rule.interval = std::chrono::seconds(project.independence_interval_s);
    return rule;
}

std::vector<ecology::Record> records_of(const std::vector<catalog::TaxonRecord>& rows) {
    std::vector<ecology::Record> records;
    records.reserve(rows.size());
    for (const auto& row : rows)
        records.push_back({row.location_id.text(), row.scientific_name, row.captured_at, row.count});
    return records;
}

std::vector<ecology::LocationEffort> effort_of(const Rows& rows) {
    return value_or_throw(ecology::effort_by_location(operations_of(rows.spans, rows.failures)));
}

std::string number(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string number(const std::optional<double>& value) {
    return value ? number(*value) : "";
}

void row(std::string& csv, std::initializer_list<std::string> cells) {
    const std::vector<std::string> list(cells);
    camtrap::append_csv_row(csv, std::span<const std::string>(list));
}

}  // namespace

SpeciesReport species_report(const House& house, const Viewer& viewer, ProjectId id, Counted counted) {
    const auto rows = read_rows(house, viewer, id, counted);
    const auto effort = effort_of(rows);
    const auto records = records_of(rows.taxa);

    SpeciesReport report;
    report.independence_interval_s = rows.project.independence_interval_s;
    report.unreviewed_media = rows.unreviewed;
    std::map<std::string, SpeciesLine> lines;
    std::map<std::string, std::set<std::string>> locations;
    for (const auto& taxon : rows.taxa) {
        auto& line = lines[taxon.scientific_name];
        ++line.media;
        line.machine_media += taxon.classification_method == camtrap::ClassificationMethod::machine ? 1 : 0;
        locations[taxon.scientific_name].insert(taxon.location_id.text());
    }
    for (const auto& event : value_or_throw(ecology::independent_events(records, rule_of(rows.project)))) {
        auto& line = lines[records[event.record].taxon];
        ++line.events;
        line.individuals += event.individuals;
    }
    for (const auto& location : effort) {
        report.trap_nights += location.trap_nights;
        report.locations_with_effort += location.trap_nights > 0 ? 1 : 0;
    }
    if (report.trap_nights > 0)
        for (const auto& measured : value_or_throw(ecology::species_table(records, effort, rule_of(rows.project))).rows)
            lines[measured.taxon].rate = measured.rate;
    for (auto& [name, line] : lines) {
        line.scientific_name = name;
        line.taxon = house.taxa.find(name);
        line.locations = static_cast<std::int64_t>(locations[name].size());
        report.lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(report.lines, [](const auto& a, const auto& b) { return a.events > b.events; });
    return report;
}

ProjectMap project_map(const House& house, const Viewer& viewer, ProjectId id, Counted counted) {
    const auto rows = read_rows(house, viewer, id, counted);
    const auto scope = scope_for(viewer, id, people::Act::see);
    auto [areas, locations] = house.catalog.transaction([&](catalog::Transaction& tx) {
        return std::pair(catalog::list_areas(tx, scope), catalog::list_locations(tx, scope));
    });

    const auto records = records_of(rows.taxa);
    std::map<std::string, std::map<std::string, std::int64_t>> events;  // by location, then taxon
    for (const auto& event : value_or_throw(ecology::independent_events(records, rule_of(rows.project))))
        ++events[records[event.record].location][records[event.record].taxon];
    std::map<std::string, double> nights;
    for (const auto& effort : effort_of(rows)) nights[effort.location] = effort.trap_nights;

    ProjectMap map;
    map.areas = std::move(areas);
    for (auto& location : locations) {
        auto& point = map.points.emplace_back();
        const auto key = location.location_id.text();
        point.location = std::move(location);
        point.trap_nights = nights[key];
        point.events.assign(events[key].begin(), events[key].end());
        std::ranges::stable_sort(point.events, [](const auto& a, const auto& b) { return a.second > b.second; });
    }
    return map;
}

ActivityReport activity_report(const House& house, const Viewer& viewer, ProjectId id,
                               const std::string& scientific_name, Counted counted) {
    const auto rows = read_rows(house, viewer, id, counted, scientific_name);
    const auto records = records_of(rows.taxa);
    ActivityReport report;
    report.scientific_name = scientific_name;
    std::vector<double> angles;
    std::unordered_map<std::string, earth::Zone> zones;
    for (const auto& event : value_or_throw(ecology::independent_events(records, rule_of(rows.project)))) {
        const auto& first = rows.taxa[event.record];
        if (first.camera_time_source == "file") {
            ++report.excluded;
            continue;
        }
        const auto zone =
            zones.try_emplace(first.time_zone, earth::find_zone(first.time_zone).value_or(earth::Zone())).first->second;
        angles.push_back(ecology::clock_radians(earth::to_camera_time(first.captured_at, zone)));
    }
    std::ranges::sort(angles);
    for (const double angle : angles) report.hours.push_back(angle / ecology::full_circle * 24);
    auto curve = ecology::activity_density(angles, 1, 129);
    if (curve)
        report.curve = std::move(*curve);
    else
        report.problem = curve.error();
    return report;
}

std::string csv_of(const SpeciesReport& report) {
    std::string csv;
    row(csv, {"scientificName", "vernacularNameEn", "vernacularNameZh", "taxonRank", "iucnCategory", "chinaProtection",
              "events", "media", "individuals", "trapNights", "ratePer100TrapNights", "rateLow95", "rateHigh95",
              "locations", "naiveOccupancy", "machineMedia"});
    for (const auto& line : report.lines) {
        const auto text = [&](std::string camtrap::Taxon::* field) {
            return line.taxon != nullptr ? line.taxon->*field : std::string();
        };
        std::optional<double> rate, low, high, occupancy;
        if (line.rate) {
            rate = line.rate->per_100_trap_nights;
            occupancy = line.rate->naive_occupancy;
            if (line.rate->interval) {
                low = line.rate->interval->low;
                high = line.rate->interval->high;
            }
        }
        row(csv,
            {line.scientific_name, text(&camtrap::Taxon::vernacularNameEn), text(&camtrap::Taxon::vernacularNameZh),
             text(&camtrap::Taxon::taxonRank), text(&camtrap::Taxon::iucnCategory),
             text(&camtrap::Taxon::chinaProtection), std::to_string(line.events), std::to_string(line.media),
             std::to_string(line.individuals), number(report.trap_nights), number(rate), number(low), number(high),
             std::to_string(line.locations), number(occupancy), std::to_string(line.machine_media)});
    }
    return csv;
}

std::string csv_of(const ProjectMap& map) {
    std::string csv;
    row(csv, {"locationName", "latitude", "longitude", "trapNights", "scientificName", "events"});
    for (const auto& point : map.points) {
        const auto line = [&](const std::string& name, const std::string& events) {
            row(csv, {point.location.name, number(point.location.place.latitude),
                      number(point.location.place.longitude), number(point.trap_nights), name, events});
        };
        // A point where nothing was seen is a result, too.
        if (point.events.empty()) line("", "0");
        for (const auto& [name, events] : point.events) line(name, std::to_string(events));
    }
    return csv;
}

std::string csv_of(const ActivityReport& report) {
    std::string csv;
    row(csv, {"what", "hour", "densityPerHour"});
    if (report.curve)
        for (std::size_t i = 0; i < report.curve->radians.size(); ++i)
            row(csv, {"density", number(report.curve->radians[i] / ecology::full_circle * 24),
                      number(report.curve->density[i] * ecology::full_circle / 24)});
    for (const double hour : report.hours) row(csv, {"event", number(hour), ""});
    return csv;
}

}  // namespace serow::journeys
