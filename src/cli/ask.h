// Questions at the terminal.
#pragma once

#include <atomic>
#include <string>

namespace serow::cli {

// Reads one line from the descriptor `from`: true for "y", "Y" and "yes", false for all else and where nothing more
// comes. Failure(interrupted) soon after `stop` becomes true.
bool hear_yes(int from, const std::atomic<bool>& stop);

// The question at the terminal, and its answer. Failure(bad_request) where nobody is there to be asked.
bool ask_at_terminal(const std::string& question);

}  // namespace serow::cli
