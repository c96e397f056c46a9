// Weights: what is here, what is good, and how to get what is missing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/problem.h"

namespace serow::journeys {

struct ModelStatus {
    std::string name, version, task, licence, source, sha256;
    bool present = false;  // it can be run: its weights are here, or its server is ready
    bool here = false;     // its weights are
    std::string detail;    // where it is, or how to get it
};

// Every model with a manifest, by name. Servers that run some of them are asked.
std::vector<ModelStatus> list_models(const Config& config);

// The name of the configured detector where its weights and the runtime are here, or its server is ready.
std::optional<std::string> usable_detector(const Config& config);

// Reads the weights again and compares them with the manifest's hash. Problems as vision::verify_weights.
Result<void> verify_model(const Config& config, const std::string& name);

// The weights of a model: those that are here, or fetched from the manifest's address into
// DATA_FOLDER/models and kept only where their hash is the manifest's. Code::not_found for an unknown
// name; Code::unavailable where no address is known or it cannot be reached; Code::hash_mismatch.
Result<std::filesystem::path> pull_model(const Config& config, const std::string& name,
                                         const std::function<void(std::uint64_t have, std::uint64_t all)>& progress);

}  // namespace serow::journeys
