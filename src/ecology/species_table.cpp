#include "ecology/species_table.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>

namespace serow::ecology {

Result<SpeciesTable> species_table(std::span<const Record> records, std::span<const LocationEffort> effort,
                                   const Independence& rule, const Bootstrap& bootstrap) {
    const auto events = independent_events(records, rule);
    if (!events) return std::unexpected(events.error());

    SpeciesTable table;
    std::map<std::string, std::size_t> place_of;  // location: its place in `effort`
    for (std::size_t i = 0; i < effort.size(); ++i) {
        table.trap_nights += effort[i].trap_nights;
        if (!place_of.emplace(effort[i].location, i).second)
            return problem(Code::invalid, std::format("location {} is listed twice", effort[i].location));
    }

    struct Tally {
        SpeciesRow row;
        std::map<std::size_t, double> events_at;  // place in `effort`: events
    };
    std::map<std::string, Tally> tallies;
    std::set<std::string> without_effort;
    for (const auto& record : records) {
        ++tallies[record.taxon].row.media;
        const auto place = place_of.find(record.location);
        if (place == place_of.end() || !(effort[place->second].trap_nights > 0)) without_effort.insert(record.location);
    }
    for (const auto& event : *events) {
        const Record& first = records[event.record];
        auto& tally = tallies[first.taxon];
        ++tally.row.events;
        tally.row.individuals += static_cast<std::size_t>(event.individuals);
        if (const auto place = place_of.find(first.location); place != place_of.end()) ++tally.events_at[place->second];
    }

    for (auto& [taxon, tally] : tallies) {
        std::vector<LocationCount> counts;
        for (std::size_t i = 0; i < effort.size(); ++i) {
            const auto seen = tally.events_at.find(i);
            counts.push_back(
                {effort[i].location, seen != tally.events_at.end() ? seen->second : 0.0, effort[i].trap_nights});
        }
        auto rate = capture_rate(counts, bootstrap);
        if (!rate) return std::unexpected(rate.error());
        tally.row.taxon = taxon;
        tally.row.rate = *rate;
        table.rows.push_back(std::move(tally.row));
    }
    std::ranges::stable_sort(table.rows, std::greater{}, &SpeciesRow::events);
    table.without_effort.assign(without_effort.begin(), without_effort.end());
    return table;
}

}  // namespace serow::ecology
