// Independent events: the same animal that lingers is not counted again and again.
// Source: Niedballa et al. 2016, Methods Ecol. Evol. 7:1457 (camtrapR, assessTemporalIndependence).
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "ecology/interval.h"

namespace serow::ecology {

// One taxon on one medium.
struct Record {
    std::string location;
    std::string taxon;
    Instant time;
    int count = 1;  // individuals, at least 1
};

enum class Compare {
    last_record,              // gap to the previous record: a visit is one event, however long
    last_independent_record,  // gap to the event's first record: a long visit is cut every `interval`
};

struct Independence {
    std::chrono::seconds interval{std::chrono::minutes{30}};  // D, at least 0
    Compare compare = Compare::last_record;
};

struct IndependentEvent {
    std::size_t record = 0;         // index of its first record in the span given
    std::chrono::seconds delta{0};  // gap by which it is independent; 0 for the first of its group
    std::size_t images = 0;         // records up to the group's next event, repeats of a second left out
    int individuals = 0;            // the largest count on one of its records
    Interval span;                  // from its first to its last record
};

// Records are grouped by (location, taxon): deployments that share a location are one. In a group, in
// order of time, a record is independent where it is the first, or lies at least D after the one it is
// compared with (exactly D is enough). D = 0: every record is independent and delta is the gap to the
// record before, whatever `compare`.
// Times count in whole seconds, as in the source. Of records in the same second of a group the first in
// the order given stays; the others add no image, but their count enters `individuals`.
// Events come back by location, taxon and time. Code::invalid for a negative interval or a count below 1.
Result<std::vector<IndependentEvent>> independent_events(std::span<const Record> records,
                                                         const Independence& rule = {});

}  // namespace serow::ecology
