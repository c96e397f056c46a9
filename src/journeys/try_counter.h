// How often somebody guessed wrong lately, kept in memory: a restart forgives.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace serow::journeys {

class TryCounter {
public:
    TryCounter(std::size_t most, std::chrono::minutes window) : most_(most), window_(window) {}

    // True while `who` has used up the tries of the window.
    [[nodiscard]] bool is_blocked(const std::string& who, Instant now);
    void failed(const std::string& who, Instant now);
    void succeeded(const std::string& who);

private:
    void forget_old(std::deque<Instant>& tries, Instant now) const;

    std::size_t most_;
    std::chrono::minutes window_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::deque<Instant>> tries_;
};

}  // namespace serow::journeys
