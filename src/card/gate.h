// The ingest gate: what is odd about a card that came in, before somebody confirms it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "camtrap/records.h"

namespace serow::card {

struct CameraSeen {
    std::string make, model, serial;
    bool operator==(const CameraSeen&) const = default;
};

// One file as the server knows it.
struct CardFact {
    enum class State { coming, failed, reading, good, unreadable };
    std::string path;
    State state = State::good;
    std::string problem;  // failed, unreadable
    bool photo = false;
    std::optional<CameraTime> camera_time;  // the camera's own; the date of a file is none
    std::optional<Instant> captured_at;     // by the deployment's zone and clock corrections; only with camera_time
    CameraSeen camera;
    std::optional<camtrap::Place> position;  // EXIF GPS
    std::size_t place = 0;                   // which deployment
    std::optional<std::size_t> known_from;   // a duplicate: the other card that brought these bytes
    bool same_card = false;                  // a duplicate of another file of this card
};

// One deployment of the card.
struct CardPlace {
    DeploymentId deployment_id;
    std::string location_name;
    std::optional<camtrap::Place> position;
    std::optional<Instant> start, end;  // only those that a person set
    std::string camera_id, camera_model;
    // The card that came from this sample point before.
    std::optional<CameraSeen> last_camera;
    std::string last_card;
};

enum class FindingKind {
    empty,           // no file that can be used
    unreadable,      // files without a picture
    wrong_camera,    // not the deployment's, or not that of the point's last card
    mixed_cameras,   // several at one deployment
    elsewhere,       // by GPS the camera stood more than 250 m from the sample point
    clock_reset,     // a date from before such cameras
    future,          // a date that is still to come
    time_backwards,  // the counter goes on, the clock goes back
    outside_period,  // before the deployment's start or after its end
    counter_gaps,    // numbers that are missing between the files
    no_time,         // files that carry no time
    duplicates,      // bytes that came before
};
std::string_view word(FindingKind kind);  // "wrongCamera"

enum class Severity { note, warn };  // a card with notes alone is clean
std::string_view word(Severity severity);

// Files behind a finding: one, or all from `path` to `to`.
struct Evidence {
    std::string path;
    std::string to;                       // "": one file
    std::int64_t count = 1;               // files; counter_gaps: numbers that are missing between the two
    std::string detail;                   // the time, the camera, the problem, the other card
    std::optional<std::int64_t> seconds;  // time_backwards: how far
};

struct Finding {
    FindingKind kind = FindingKind::empty;
    Severity severity = Severity::warn;
    std::optional<std::size_t> place;  // which deployment; none: the card as a whole
    std::int64_t count = 0;            // files; counter_gaps: missing numbers; time_backwards: steps
    std::string expected, found;  // wrong_camera: the cameras; outside_period: its bounds; duplicates: the other card
    std::string sentence;         // for people, in English
    std::vector<Evidence> evidence;  // the first most_evidence
};
inline constexpr std::size_t most_evidence = 50;

// What is found, the gravest first. Pure: the same facts give the same findings. Rules and limits:
// docs/methods/ingest-gate.md.
std::vector<Finding> examine_card(std::span<const CardFact> files, std::span<const CardPlace> places,
                                  std::span<const std::string> other_cards, Instant now);
// Nothing that somebody has to look at.
bool is_clean(std::span<const Finding> findings);

}  // namespace serow::card
