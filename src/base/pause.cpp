#include "base/pause.h"

#include <algorithm>
#include <thread>

namespace serow {

void pause(std::chrono::steady_clock::duration duration, const std::atomic<bool>& stop) {
    using clock = std::chrono::steady_clock;
    const auto until = clock::now() + duration;
    for (auto now = clock::now(); !stop && now < until; now = clock::now())
        std::this_thread::sleep_for(std::min<clock::duration>(until - now, std::chrono::milliseconds(100)));
}

}  // namespace serow
