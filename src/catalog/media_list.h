// Lists of media by time, cut into pages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/media.h"

namespace serow::catalog {

// What a list is asked for. All that is given holds together, of one media; of what is a list, one of it. A list that
// is empty asks for nothing. Whoever asks what is seen, or who answered, is not told of media that are withheld from
// them.
struct MediaFilter {
    std::vector<DeploymentId> deployments = {};
    std::vector<LocationId> locations = {};
    std::vector<AreaId> areas = {};
    // all · unreviewed: ready, without a human answer · reviewed · accepted · awaiting (review/consensus_rule.h) ·
    // unreadable · conflict · or an observation type: blank animal human vehicle unknown unclassified (also media
    // without any answer). Any other: Failure(invalid).
    std::string show = "all";
    // With an observation type in `show`: one observation is of both.
    std::vector<std::string> names = {};        // scientific
    std::optional<Instant> from = {}, to = {};  // at or after; before. Media without a time then fall out
    // Minutes since midnight where the camera stood, [0, 1439], at or after and before; over midnight where `to` is no
    // later than `from`.
    struct Hours {
        int from = 0, to = 0;
    };
    std::optional<Hours> hours = {};
    // Of the surest box of a machine's answer that holds, [0, 1], both included. What people answered has none.
    std::optional<double> least_score = {}, most_score = {};
    std::string kind = {};                  // image video; empty: any
    std::string light = {};                 // infrared colour; empty: any
    std::optional<bool> people = {};        // is a person or a vehicle seen?
    bool favorite = false;                  // only those
    bool without_people_answer = false;     // only what nobody answered
    bool open = false;                      // only what is unreviewed, beside what `show` asks
    std::vector<std::string> models = {};   // whose answer was not taken back: "deimv2_femto 1.0"
    std::vector<AccountId> reviewers = {};  // likewise
    std::vector<std::string> tags = {};     // observationTags
    // Without what a machine called blank by then and nobody answered.
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

// How many there are; of media that are withheld, none.
std::int64_t count_media(Transaction& tx, const Scope& scope, const MediaFilter& filter);

// All media of these events, by event (in the order of the ids given), then time.
std::vector<Media> media_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> event_ids);

}  // namespace serow::catalog
