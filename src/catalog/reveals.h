// Who looked at people unblurred.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

// By the scope's viewer. The same look again within an hour, a player's next part of a video, is no other.
void record_reveal(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view form);

struct Reveal {
    MediaId media_id;
    std::string file_name;      // empty where the media is gone
    std::string location_name;  // likewise
    std::string form;           // preview thumbnail content proxy
    std::string account_name;   // empty: a former account, or the system
    Instant revealed_at;
};
// The latest first; of one media where it is given.
std::vector<Reveal> list_reveals(Transaction& tx, const Scope& scope, const std::optional<MediaId>& media_id,
                                 int limit);

}  // namespace serow::catalog
