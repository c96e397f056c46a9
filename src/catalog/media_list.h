// Lists of media by time, cut into pages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/media.h"

namespace serow::catalog {

struct MediaFilter {
    std::optional<DeploymentId> deployment_id = {};
    std::optional<LocationId> location_id = {};
    // all · unreviewed: ready, without a human answer · reviewed · unreadable · conflict · or an observation
    // type: blank animal human vehicle unknown unclassified (also media without any answer).
    // Any other: Failure(invalid).
    std::string show = "all";
    // With an observation type in `show`: one observation is of both.
    std::optional<std::string> scientific_name = {};
    std::optional<Instant> from = {}, to = {};  // at or after; before. Media without a time then fall out
    // Without what a machine called blank by then and nobody answered. Nothing that is seen in media is asked with it.
    std::optional<Instant> without_blanks_until = {};
};

// The place of a row in the order (captured_at, media_id); media without a time come last.
struct TimeCursor {
    std::optional<Instant> time;
    Uuid id;
};
// "next" of a page as text for URLs, and back; nullopt for a text that is none.
std::string to_text(const TimeCursor& cursor);
std::optional<TimeCursor> parse_time_cursor(std::string_view text);

struct MediaPage {
    std::vector<Media> items;
    std::optional<TimeCursor> next;
};
MediaPage list_media(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                     const std::optional<TimeCursor>& after, int limit);

// All media of these events, by event (in the order of the ids given), then time.
std::vector<Media> media_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> event_ids);

}  // namespace serow::catalog
