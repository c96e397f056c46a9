// How far a project's review is: by sample point and by person. Only how much somebody answered, never what.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct PointProgress {
    LocationId location_id;
    std::string location_name;
    // Media; `unread` are not ready to be looked at. `media` is the sum of the others.
    std::int64_t media = 0, unread = 0, nobody = 0, machine = 0, accepted = 0, awaiting = 0, human = 0, conflict = 0;
    // `open`: one of its media has no answer of a person, nor one that the project's rule accepts. `waiting`: of the
    // others, those of which one waits for a second person or for a decision.
    std::int64_t events = 0, events_open = 0, events_waiting = 0;
};

struct AnsweredWork {
    std::int64_t answers = 0;  // lines of the ledger that were not taken back: one for each media
    std::int64_t events = 0;   // each once; in all: those in which an answer stands
};

struct PersonProgress {
    AccountId account_id;
    std::string name;
    AnsweredWork today, week, all;  // week: today and the six days before
    Instant last_answered_at;
    std::vector<std::int64_t> days;  // answers on each of the last ReviewProgress::day_count days, today last
};

struct ReviewProgress {
    static constexpr int day_count = 30;
    std::string time_zone;               // the project's: days begin by it
    std::string first_day, today;        // "2026-11-30"
    std::vector<PointProgress> points;   // those with media, by name
    std::vector<PersonProgress> people;  // those who answered and have an account still, by name
};

ReviewProgress review_progress(Transaction& tx, const Scope& scope, Instant now);

}  // namespace serow::catalog
