// The commands of the program; each adds itself to the command line in a file of its own.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>

#include "base/config.h"

namespace serow::cli {

// Becomes true when the process is asked to end (SIGINT, SIGTERM).
extern std::atomic<bool> stop_asked;

// All of them.
void add_commands(CLI::App& app, Config& config);

void add_analyze(CLI::App& app, const Config& config);
void add_models(CLI::App& app, const Config& config);

}  // namespace serow::cli
