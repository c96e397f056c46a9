#include "journeys/side_by_side.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/caught.h"

namespace serow::journeys {

std::size_t thread_count(int asked, std::size_t jobs) {
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    return std::min(asked > 0 ? static_cast<std::size_t>(asked) : cores, std::max<std::size_t>(jobs, 1));
}

void side_by_side(std::size_t threads, std::string_view doing,
                  const std::function<void(const std::atomic<bool>& failed)>& work,
                  const std::function<void()>& each_second) {
    std::mutex mutex;  // of running and trouble
    std::condition_variable all_done;
    std::optional<Problem> trouble;
    std::atomic<bool> failed{false};
    auto running = threads;
    {
        std::vector<std::jthread> started;
        started.reserve(threads);
        for (std::size_t i = 0; i < threads; ++i)
            started.emplace_back([&] {
                std::optional<Problem> why;
                try {
                    work(failed);
                } catch (const std::exception& error) {
                    why = problem_of(error, doing);
                    failed = true;
                }
                const std::scoped_lock lock(mutex);
                if (why && !trouble) trouble = std::move(why);
                --running;
                all_done.notify_all();
            });
        std::unique_lock lock(mutex);
        while (!all_done.wait_for(lock, std::chrono::seconds(1), [&] { return running == 0; })) {
            lock.unlock();
            each_second();
            lock.lock();
        }
    }
    if (trouble) throw Failure(*trouble);
}

}  // namespace serow::journeys
