// Which folder of a card belongs to which sample point, camera and deployment: proposed, corrected, confirmed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "card/folder_proposal.h"
#include "catalog/upload_folders.h"
#include "journeys/bring_in.h"

namespace serow::journeys {

using catalog::UploadFolder;

inline constexpr std::size_t most_folders = 5000;  // of one card

// What a card's folders say, held against the project's points, cameras and deployments. Nothing is written.
// Failure(invalid) for a pattern that is none, or more than most_folders.
card::FolderProposal propose_folders(const House& house, const Viewer& viewer, ProjectId project,
                                     std::span<const card::FolderSeen> folders, const std::string& card_name,
                                     const std::optional<std::string>& pattern);

std::vector<UploadFolder> list_folders(const House& house, const Viewer& viewer, ProjectId project, UploadId upload);
// More folders of a card that goes by folders, or other deployments for what is still to come; what came stays where it
// is (move_card.h). Points that do not exist yet are made here. Failure(conflict) for a card of one deployment,
// Failure(forbidden) where a point is to be made by somebody who may not.
std::vector<UploadFolder> add_folders(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                                      std::span<const GivenFolder> folders);

// Inside begin_upload(): makes what has to be made, and writes the mapping.
void map_folders(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, const std::string& card_name,
                 std::span<const GivenFolder> folders);

// The facts that a proposal needs, of up to `each` photos of every folder below `root`: what a client on this machine
// sends. A photo that cannot be read says nothing.
std::vector<card::FolderSeen> look_at_folders(const std::filesystem::path& root, int each = 4);

}  // namespace serow::journeys
