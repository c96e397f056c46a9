// A model brought to where it runs, as the configuration says: here, on the processor or an accelerator, or on an
// inference server.
#pragma once

#include <optional>
#include <string>

#include "base/config.h"
#include "base/problem.h"
#include "vision/manifest.h"
#include "vision/registry.h"
#include "vision/remote_session.h"
#include "vision/session.h"

namespace serow::journeys {

// The server that the configuration names for that model; nothing where it runs here. Failure(invalid) for an entry
// that is neither "URL" nor "NAME=URL".
std::optional<vision::RemoteOptions> remote_of(const Config& config, const std::string& model);

// On its server where it has one; the weights here, where they are, then stand in for a server that is away. Code::
// unavailable where nothing can run it, saying what is missing and how to get it; else as vision::Session::load and
// vision::connect.
Result<vision::Session> open_session(const Config& config, const vision::Registry& registry,
                                     const vision::Manifest& manifest);

// Whether it is known where the model would run: its weights are here, or it has a server.
bool can_run(const Config& config, const vision::Registry& registry, const vision::Manifest& manifest);

// In a word where the model runs: "cpu", "cuda", "http://gpu.example:8000/v2/models/NAME".
std::string runs_on(const Config& config, const vision::Manifest& manifest);

}  // namespace serow::journeys
