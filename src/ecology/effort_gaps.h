// When did a camera not work? Proposed from what its files, their pixels and its neighbours show. It proposes; a person
// records (effort.h counts what was recorded). docs/methods/effort-gaps.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "camtrap/failure.h"
#include "ecology/interval.h"

namespace serow::ecology {

// What one file of the deployment tells of its camera. What was not measured is empty, and then says nothing.
struct FileSign {
    Instant taken;
    std::int64_t bytes = 0;
    std::optional<camtrap::Light> light;
    std::optional<double> brightness;  // mean luma, 0 … 255
    std::optional<double> contrast;    // its standard deviation over the picture
    std::vector<std::uint8_t> view;    // where the edges are (media/view.h); of one length
    std::optional<double> battery_v;
};

// Another deployment of the project, whose camera may have worked meanwhile.
struct Neighbour {
    Interval span;
    std::vector<Instant> files;
    std::vector<Interval> failures = {};  // recorded of it: no time in which it could have had files
};

struct EffortEvidence {
    std::string deployment;  // named in problems
    Interval span;
    bool bounds_known = false;    // a person set start and end; else they follow the files, and no silence lies outside
    std::vector<FileSign> files;  // in any order
    std::vector<Neighbour> neighbours;
    std::vector<Interval> known;  // recorded already: no time in which to expect files
};

// What the proposal rests on.
enum class FailureSign {
    silence,       // no file for far longer than this camera's own gaps, while neighbours went on
    missed_shot,   // pictures by a timetable are missing
    nothing_seen,  // black, white or covered frames
    other_view,    // the background is another one
};

struct FailureProposal {
    Interval span;            // from the last good file to the next good one: the longest that it can have been
    bool to_the_end = false;  // no good file followed
    camtrap::FailureReason reason = camtrap::FailureReason::other;
    FailureSign sign = FailureSign::silence;
    // [0, 1]. Silence and missed shots: the probability that the camera failed. Frames: a score of how surely they show
    // it, for the order of proposals. docs/methods/effort-gaps.md
    double confidence = 0;
    std::string evidence;  // a sentence
    // The figures of that sentence, for those who write it in another language; empty where they say nothing.
    std::optional<double> usual_h;  // silence: 19 of 20 gaps of this camera are shorter. missed_shot: the interval
    std::optional<double> expected_visits;          // silence: so many were to be expected
    std::optional<double> p_value;                  // silence: of a gap so long at this camera's rate
    std::optional<std::int64_t> frames;             // nothing_seen, other_view: so many. missed_shot: missing
    std::optional<std::int64_t> neighbours;         // silence: deployments with files in that time
    std::optional<double> volts_first, volts_last;  // battery
    std::optional<double> similarity;               // other_view: of the two views, −1 … 1
    std::optional<int> card_gb;                     // cardFull: the files fill a card of that size
};

struct EffortExamination {
    std::vector<FailureProposal> proposals;  // by start
    std::string reason;                      // why silence cannot be judged, in words; empty where it can
    std::size_t visits = 0;                  // files at least half an hour apart
    std::size_t unmeasured = 0;              // files without brightness and contrast
};

// Times outside the span are left out. Silence needs at least 12 visits, or a timetable. Code::invalid, naming the
// deployment, where the span ends before or at its start.
Result<EffortExamination> examine_effort(const EffortEvidence& evidence);

}  // namespace serow::ecology
