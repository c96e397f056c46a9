#include "server/presence.h"

#include "journeys/pull_model.h"

namespace serow::server {

std::optional<std::string> ModelPresence::detector() {
    const std::scoped_lock lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (looked_at_ == std::chrono::steady_clock::time_point{} || now - looked_at_ > std::chrono::seconds(10)) {
        looked_at_ = now;
        detector_ = journeys::usable_detector(config_);
    }
    return detector_;
}

}  // namespace serow::server
