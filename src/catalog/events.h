// Events: media close in time at one deployment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/media_list.h"

namespace serow::catalog {

struct Event {
    EventId event_id;
    DeploymentId deployment_id;
    Instant event_start, event_end;
    int media_count = 0;
    // What an answer to it is worth, in thousandths, and why (journeys/review_order.h); as it was worked out last.
    int worth = 0;
    json::value reasons;  // null: nothing is left to say, or it was never worked out
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

// By (event_start, event_id), or the other way round; or by worth, the greatest first, then as the oldest.
enum class EventSort { oldest, newest, worth };
std::string_view word(EventSort sort);
std::optional<EventSort> parse_event_sort(std::string_view word);

// The place of an event in a list.
struct EventCursor {
    EventSort sort = EventSort::oldest;
    int worth = 0;  // in a list by worth
    TimeCursor start;
};
std::string to_text(const EventCursor& cursor);
std::optional<EventCursor> parse_event_cursor(std::string_view text);

struct EventPage {
    std::vector<Event> items;
    std::optional<EventCursor> next;
};
// Those of which one media passes the filter; `from` and `to` are held against event_start. `after`: of a list that is
// sorted alike. `skipped`: so many of them are left out first.
EventPage list_events(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                      const std::optional<EventCursor>& after, int limit, EventSort sort = EventSort::oldest,
                      std::int64_t skipped = 0);
std::int64_t count_events(Transaction& tx, const Scope& scope, const MediaFilter& filter);
std::optional<Event> event_by_id(Transaction& tx, const Scope& scope, EventId event_id);
std::vector<MediaId> media_ids_of_event(Transaction& tx, const Scope& scope, EventId event_id);

}  // namespace serow::catalog
