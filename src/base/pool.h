// A fixed number of threads with a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace serow {

// Work handed to submit() runs on one of `threads` threads in the order of handing over. The
// destructor finishes what was accepted. Work must not throw: an exception ends the program.
class Pool {
public:
    Pool(std::size_t threads, std::size_t queue_limit);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Waits while the queue is full.
    void submit(std::function<void()> work);
    // False, at once, where the queue is full.
    [[nodiscard]] bool try_submit(std::function<void()> work);

private:
    void run();

    std::size_t queue_limit_;
    std::mutex mutex_;
    std::condition_variable work_or_end_;
    std::condition_variable room_;
    std::deque<std::function<void()>> queue_;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace serow
