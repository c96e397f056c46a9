#include "journeys/line.h"

#include <algorithm>
#include <random>

#include "base/pause.h"

namespace serow::journeys {

using std::chrono::steady_clock;

Line::Line(const LineOptions& options, const std::atomic<bool>& stop)
    : options_(options),
      stop_(stop),
      last_answer_(steady_clock::now().time_since_epoch().count()),
      seats_(std::clamp(options.parallel, 1, 64)) {}

Line::Seat::Seat(Line& line) : line_(line) {
    while (!taken_ && !line_.stop_) taken_ = line_.seats_.try_acquire_for(std::chrono::milliseconds(200));
}

Line::Seat::~Seat() {
    if (taken_) line_.seats_.release();
}

bool Line::wait_to_try_again(const Problem& why, int attempt) {
    switch (why.code) {
        // No answer, or one that says "later": as long as the patience lasts.
        case Code::unavailable:
        case Code::timeout:
        case Code::rate_limited:
        case Code::interrupted: {
            const steady_clock::time_point last{steady_clock::duration(last_answer_.load())};
            if (steady_clock::now() - last > options_.patience) return false;
            break;
        }
        // Faults of the other side, bytes damaged on their way, a state that we did not know of.
        case Code::internal:
        case Code::hash_mismatch:
        case Code::conflict:
            if (attempt >= options_.tries) return false;
            break;
        default: return false;
    }
    // Twice as long each time, and a random part of it: many that failed together do not come back together.
    const auto longest = std::min(options_.first_pause * (1 << std::min(attempt - 1, 12)), options_.longest_pause);
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<std::int64_t> part(longest.count() / 2, longest.count());
    pause(std::chrono::milliseconds(part(random)), stop_);
    return !stop_;
}

}  // namespace serow::journeys
