// Events: media close in time at one deployment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/media_list.h"

namespace serow::catalog {

struct Event {
    EventId event_id;
    DeploymentId deployment_id;
    Instant event_start, event_end;
    int media_count = 0;
    // Of its deployment:
    LocationId location_id;
    std::string location_name;
    std::string time_zone;
};

// One group of the new grouping; `media` in the order of time, not empty.
struct EventGroup {
    Instant event_start, event_end;
    std::vector<MediaId> media;
};

// The deployment's events become exactly these; media in no group have no event. An event keeps its id
// where its first media is the first of a group again. Two calls for one deployment wait for each other:
// call lock_deployment() before media_times() so that the grouping is of the media as they are.
// Gives the events that media came to or left, as far as they are still there.
std::vector<EventId> replace_events(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                    std::span<const EventGroup> groups);
// Until the end of the transaction. Failure(not_found).
void lock_deployment(Transaction& tx, const Scope& scope, DeploymentId deployment_id);

struct EventPage {
    std::vector<Event> items;
    std::optional<TimeCursor> next;
};
// By (event_start, event_id): those of which one media passes the filter; `from` and `to` are held
// against event_start.
EventPage list_events(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                      const std::optional<TimeCursor>& after, int limit);
std::int64_t count_events(Transaction& tx, const Scope& scope, const MediaFilter& filter);
std::optional<Event> event_by_id(Transaction& tx, const Scope& scope, EventId event_id);
std::vector<MediaId> media_ids_of_event(Transaction& tx, const Scope& scope, EventId event_id);

}  // namespace serow::catalog
