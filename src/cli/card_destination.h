// Where a card that is sent belongs.
#pragma once

#include <string>

#include "cli/client.h"
#include "cli/folder_destination.h"

namespace serow::cli {

struct AskedDestination {
    std::string location;           // name or id of a sample point
    std::string deployment;         // id
    bool location_by_name = false;  // the sample point that is called like the card
    AskedFolders folders;           // without any of these the folders' names say
    [[nodiscard]] bool by_folders() const { return location.empty() && deployment.empty() && !location_by_name; }
};

// The fields of a new upload that say it: {"deploymentID": …} or {"locationID": …}. Failure(bad_request) where nothing
// was asked for (by_folders(): folder_destination.h); Failure(not_found) with the names that there are.
json::object destination_of(Client& client, const std::string& project, const AskedDestination& asked,
                            const std::string& card_name);

}  // namespace serow::cli
