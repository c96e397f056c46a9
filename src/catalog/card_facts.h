// What is known of a card's files: for the ingest gate, and for moving them to another deployment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "camtrap/records.h"
#include "catalog/access.h"

namespace serow::catalog {

struct CardFileFacts {
    std::string path;
    std::string state;  // wanted stored duplicate failed
    std::string problem_detail;
    std::optional<DeploymentId> deployment_id;  // where its media is, or where the card would put it; none: no place
    // Of its media, where it has one:
    std::string media_state;  // "" received ready unreadable
    std::string media_problem;
    std::string kind;  // image video other
    std::optional<CameraTime> camera_time;
    std::string camera_time_source;
    std::optional<Instant> captured_at;
    std::string make, model, serial;
    std::optional<camtrap::Place> place;      // EXIF GPS
    std::optional<UploadId> media_upload_id;  // the card that brought the bytes
};
// All files, by path.
std::vector<CardFileFacts> card_facts(Transaction& tx, const Scope& scope, UploadId upload_id);

struct OtherCard {
    UploadId upload_id;
    std::string name;
    std::string location_name;  // of its first file; "": none is left
};
// Those that brought bytes of this card, by name.
std::vector<OtherCard> cards_with_same_bytes(Transaction& tx, const Scope& scope, UploadId upload_id);

struct LastCamera {
    LocationId location_id;
    UploadId upload_id;
    std::string name;  // of the card
    std::string make, model, serial;
};
// The camera of the last card that came from each of the points before this one.
std::vector<LastCamera> last_cameras(Transaction& tx, const Scope& scope, UploadId upload_id,
                                     std::span<const LocationId> location_ids);

// Marks what was found as seen, by the scope's viewer. Marked before: stays as it was. Failure(not_found).
void confirm_card(Transaction& tx, const Scope& scope, UploadId upload_id);

// Where the media that this card brought are now; `folder`: only of that mapped folder.
std::vector<DeploymentId> deployments_of_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                                              const std::optional<std::string>& folder);
// How many of them nobody has read yet.
std::int64_t unread_of_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                            const std::optional<std::string>& folder);
// Moves those media with their observations, and what is still to come; events must be grouped anew. How many media.
// What was on its way into the old deployment in that moment is there when this is committed and await_media_writers()
// has come back: move_card_media().
std::int64_t move_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                       const std::optional<std::string>& folder, DeploymentId to);
std::int64_t move_card_media(Transaction& tx, const Scope& scope, UploadId upload_id,
                             const std::optional<std::string>& folder, DeploymentId to);
// Until each statement that was writing media, and may have read what is no longer true, is committed. In a transaction
// of its own, since nobody else writes media until its end.
void await_media_writers(Transaction& tx);

}  // namespace serow::catalog
