// The line to a Serow that runs elsewhere, shared by all that is sent over it: how much travels at a time, and how long
// a line that was lost is waited for.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <semaphore>

#include "base/problem.h"

namespace serow::journeys {

struct LineOptions {
    int parallel = 6;                             // files that travel at the same time, 1 to 64
    std::chrono::milliseconds patience{600'000};  // without any answer, then the work ends; it may be gone on with
    std::chrono::milliseconds first_pause{500};   // between tries; twice as long each time
    std::chrono::milliseconds longest_pause{30'000};
    int tries = 5;  // of a request that the other side answers with a fault of its own
};

// Safe to use from several threads.
class Line {
public:
    Line(const LineOptions& options, const std::atomic<bool>& stop);

    [[nodiscard]] bool stopped() const { return stop_; }
    // Something was answered: the line is there.
    void answered() { last_answer_ = std::chrono::steady_clock::now().time_since_epoch().count(); }
    [[nodiscard]] int tries() const { return options_.tries; }

    // A file's place among those that travel.
    class Seat {
    public:
        explicit Seat(Line& line);
        ~Seat();
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;

    private:
        Line& line_;
        bool taken_ = false;
    };

    // What a try brought: whether to try again, after a pause that this call makes. `attempt` counts from 1.
    // False: the failure will be the same again, the patience is over, or it was asked to stop.
    bool wait_to_try_again(const Problem& why, int attempt);

    // work(), and again while that may help. Throws the last Failure.
    template <class Work>
    auto patiently(Work work) -> decltype(work()) {
        for (int attempt = 1;; ++attempt) {
            try {
                if constexpr (std::is_void_v<decltype(work())>) {
                    work();
                    answered();
                    return;
                } else {
                    auto value = work();
                    answered();
                    return value;
                }
            } catch (const Failure& failure) {
                if (!wait_to_try_again(failure.problem(), attempt)) throw;
            }
        }
    }

private:
    const LineOptions options_;
    const std::atomic<bool>& stop_;
    std::atomic<std::chrono::steady_clock::rep> last_answer_;
    std::counting_semaphore<64> seats_;
};

}  // namespace serow::journeys
