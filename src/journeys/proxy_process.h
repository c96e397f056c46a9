// Making a proxy in a process of its own: what hostile bytes may take there is bounded, and it can be ended at any
// time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "media/proxy.h"

namespace serow::journeys {

struct ProxyLimits {
    std::chrono::milliseconds time{1'800'000};
    // The process keeps the time itself, and can still say so; it is ended where it does not get to it.
    std::chrono::milliseconds grace{10'000};
    std::uint64_t memory_bytes = std::uint64_t{1} << 30;
    std::uint64_t file_bytes = std::uint64_t{1} << 40;  // of the proxy
};

// As media::make_proxy(), within the limits. Code::interrupted soon after `stop` became true.
using ProxyMaker =
    std::function<Result<media::Proxy>(const std::filesystem::path& from, const std::filesystem::path& to,
                                       const ProxyLimits& limits, const std::atomic<bool>& stop)>;

// Runs `program transcode`. The process has no secrets in its environment, no open files but the two, and ends with the
// thread that waits for it. Code::timeout where it had to be ended; Code::internal where it ended by itself without an
// answer, with how.
ProxyMaker proxy_process(std::filesystem::path program);

// What that process does, and the line that it prints. `parent`: ends when this process does.
std::string transcode_here(const std::filesystem::path& from, const std::filesystem::path& to,
                           const ProxyLimits& limits, int parent);

}  // namespace serow::journeys
