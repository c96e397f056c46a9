// Config from defaults, file, environment and flags.
#pragma once

#include <CLI/CLI.hpp>

#include "base/config.h"

namespace serow::cli {

// The variable of the environment; empty where it is not set.
std::string from_environment(const char* name);

// Binds every field of `config` to a flag of `app`, to the file and to the environment.
// `config` must outlive the parsing.
void bind_settings(CLI::App& app, Config& config, int argc, const char* const* argv);

// What CLI11 should parse: the words of the command line, and before them those variables of the environment that
// no word of the command line sets. So a flag wins over the environment, and that over the file. After bind_settings().
std::vector<std::string> words_of(const CLI::App& app, int argc, const char* const* argv);

// After parsing: fills what depends on other values, and refuses SEROW_… variables that nobody reads.
void finish_settings(const CLI::App& app, Config& config);

// The settings as they hold, one a line, without secrets.
std::string shown(const Config& config);

}  // namespace serow::cli
