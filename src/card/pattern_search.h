// Which pattern the folders of a card follow.
#pragma once

#include <span>
#include <string>

#include "card/folder_proposal.h"

namespace serow::card {

// The pattern that reads most of the folders, and of those most as points, cameras and areas that the project has;
// where it has none yet, by how names behave: dates are no points, what is the same below several folders is a camera.
// "" where the names tell nothing. Described in docs/methods/card-folders.md.
std::string find_pattern(std::span<const FolderSeen> folders, const KnownField& field);

}  // namespace serow::card
