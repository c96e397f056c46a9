// A folder that holds several cards: where each of its folders belongs is proposed by the service and confirmed here.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "cli/ask.h"
#include "cli/client.h"
#include "journeys/map_card.h"

namespace serow::cli {

struct AskedFolders {
    std::string pattern;  // how the folders are named; empty: the service finds out
    bool yes = false;     // begin without asking
    std::function<bool(const std::string& question)> ask = ask_at_terminal;
};

// Where each folder belongs, as the service proposes it.
struct FolderPlan {
    std::string told;            // for people, a line a folder
    json::array folders;         // of a new upload
    std::size_t open = 0;        // folders of which nothing tells where they belong
    std::size_t new_points = 0;  // sample points that would be made
};

// Asks the service alone, and may be called again after a failure. `seen`: journeys::look_at_folders().
FolderPlan plan_folders(Client& client, const std::string& project, std::span<const card::FolderSeen> seen,
                        const std::string& card_name, const std::string& pattern);
// The same of the service's answers: the proposal, and the project's sample points.
FolderPlan plan_of(const json::value& proposal, const json::value& locations);

// {"folders": […]} of a new upload: prints the plan and asks a person, who is asked once. Failure(invalid) where a
// folder is open, Failure(bad_request) where nobody is there to be asked, Failure(interrupted) where the answer is no.
json::object confirmed(const FolderPlan& plan, const AskedFolders& asked);

// Is `upload` (of the API's list) the one that `body` would begin anew?
bool is_same_place(const json::value& upload, const json::object& body);

}  // namespace serow::cli
