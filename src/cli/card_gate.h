// What the ingest gate says of a card, for the terminal.
#pragma once

#include <chrono>
#include <string>

#include "cli/client.h"

namespace serow::cli {

// The findings on the card at `path` ("/projects/…/uploads/…") in lines, without one at the end, after waiting so long
// for its files to be read.
std::string gate_text(Client& client, const std::string& path, std::chrono::seconds patience);

}  // namespace serow::cli
