// Waiting that ends when it is asked to.
#pragma once

#include <atomic>
#include <chrono>

namespace serow {

// So long, or until a tenth of a second after `stop` became true.
void pause(std::chrono::steady_clock::duration duration, const std::atomic<bool>& stop);

}  // namespace serow
