// One row a taxon: what was seen, how often, for how much effort.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "ecology/effort.h"
#include "ecology/independence.h"
#include "ecology/rate.h"

namespace serow::ecology {

struct SpeciesRow {
    std::string taxon;
    std::size_t media = 0;        // records
    std::size_t events = 0;       // independent ones
    std::size_t individuals = 0;  // Σ over events of the largest count on one medium
    Rate rate;                    // of the events
};

struct SpeciesTable {
    std::vector<SpeciesRow> rows;             // most events first, then by name
    double trap_nights = 0;                   // of all locations
    std::vector<std::string> without_effort;  // locations that have records but no effort, sorted: flag
                                              // them; media, events and individuals count their records,
                                              // the rate does not
};

// Code::invalid where no location has effort, a location is listed twice in `effort`, or for what
// independent_events() refuses. No records: no rows.
Result<SpeciesTable> species_table(std::span<const Record> records, std::span<const LocationEffort> effort,
                                   const Independence& rule = {}, const Bootstrap& bootstrap = {});

}  // namespace serow::ecology
