// Names that animals got from their event.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct AnimalOfEvent {
    EventId event_id;
    MediaId media_id;
    int ordinal = 0;              // of its observation
    std::string told_as;          // what it was told as; empty: an animal only
    std::string scientific_name;  // what it is called now
    std::optional<double> taxon_probability;
    camtrap::ClassificationMethod method = camtrap::ClassificationMethod::machine;
};

// By event, media and ordinal; events of more than `most_media` are left out. Their media stay locked until the end of
// the transaction.
std::vector<AnimalOfEvent> animals_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> events,
                                             int most_media);

// Each is called `scientific_name` from now on, and keeps what it was told as. People's are never written.
void name_by_event(Transaction& tx, const Scope& scope, std::span<const AnimalOfEvent> animals);

// One job for each event of these media that has several.
void enqueue_event_names(Transaction& tx, const Scope& scope, std::span<const MediaId> media, std::string_view kind,
                         int priority, std::chrono::seconds delay);

}  // namespace serow::catalog
