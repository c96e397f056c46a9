// A folder that holds several cards: where each of its folders belongs is proposed by the service and confirmed here.
#pragma once

#include <filesystem>
#include <string>

#include "cli/client.h"

namespace serow::cli {

struct AskedFolders {
    std::string pattern;  // how the folders are named; empty: the service finds out
    bool yes = false;     // begin without asking
};

// {"folders": […]} of a new upload: looks into `folder`, prints the proposal, asks at the terminal. Failure(invalid)
// with the folders of which nothing tells where they belong, Failure(bad_request) where nobody is there to be asked,
// Failure(interrupted) where the answer is no.
json::object destination_by_folders(Client& client, const std::string& project, const std::filesystem::path& folder,
                                    const std::string& card_name, const AskedFolders& asked);

// Is `upload` (of the API's list) the one that `body` would begin anew?
bool is_same_place(const json::value& upload, const json::object& body);

}  // namespace serow::cli
