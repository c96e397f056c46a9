// Animals in boxes of photos, one by one: crops.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/json.h"
#include "camtrap/vocabulary.h"
#include "catalog/media_list.h"

namespace serow::catalog {

struct Detection {
    ObservationId observation_id;
    MediaId media_id;
    int ordinal = 0;  // of the observation within the photo
    std::optional<EventId> event_id;
    DeploymentId deployment_id;
    LocationId location_id;
    std::string location_name, time_zone, file_name;
    std::optional<Instant> captured_at;
    std::optional<int> width, height;  // of the photo, pixels
    Box bbox;
    std::string scientific_name;  // empty: not named
    camtrap::ClassificationMethod method = camtrap::ClassificationMethod::machine;
    std::string classified_by;
    std::optional<double> probability, taxon_probability;  // [0, 1]; machines
    std::string consensus;                                 // of the photo: the words of review's states
    bool kept_back = false;                                // reviewed blind: people's answers are not told yet
    std::string privacy;                                   // privacy.h; never withheld: those are left out
    json::value others = json::array();  // what else the photo shows: {observationType, scientificName}
};

// The place of a row in the order: by name, those without one last; then by probability, the surest first, people's
// (which have none) last; then photo and ordinal.
struct DetectionCursor {
    std::string scientific_name;
    double probability = 0;
    MediaId media_id;
    int ordinal = 0;
};
DetectionCursor cursor_at(const Detection& detection);
// "next" of a page as text for URLs, and back; nullopt for a text that is none.
std::string to_text(const DetectionCursor& cursor);
std::optional<DetectionCursor> parse_detection_cursor(std::string_view text);

struct DetectionPage {
    std::vector<Detection> items;
    std::optional<DetectionCursor> next;
};
// `names` and scores of the filter are held against the box itself (an empty name: animals that are not named), all
// else against its photo. Who asks for reviewed ones, or by reviewers, is given boxes that people said. Videos have
// none here: their boxes belong to frames that nobody keeps. What is withheld from the viewer is left out. `waiting`:
// only what a machine said and the viewer may still answer: nobody has answered the photo, or it is reviewed blind and
// they have not. Of a photo that is reviewed blind the machine's boxes are told.
enum class Which { all, waiting };
DetectionPage list_detections(Transaction& tx, const Scope& scope, const MediaFilter& filter, Which which,
                              const std::optional<DetectionCursor>& after, int limit);

}  // namespace serow::catalog
