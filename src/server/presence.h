// Which detector is in use, asked often and looked up seldom.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "base/config.h"

namespace serow::server {

class ModelPresence {
public:
    explicit ModelPresence(const Config& config) : config_(config) {}
    // The configured detector's name where its weights and the runtime are here; looked for every ten seconds.
    std::optional<std::string> detector();

private:
    const Config& config_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point looked_at_{};
    std::optional<std::string> detector_;
};

}  // namespace serow::server
