#include "base/pool.h"

#include <utility>

namespace serow {

Pool::Pool(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Pool::~Pool() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    work_or_end_.notify_all();
}

void Pool::submit(std::function<void()> work) {
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return queue_.size() < queue_limit_; });
        queue_.push_back(std::move(work));
    }
    work_or_end_.notify_one();
}

bool Pool::try_submit(std::function<void()> work) {
    {
        const std::scoped_lock lock(mutex_);
        if (queue_.size() >= queue_limit_) return false;
        queue_.push_back(std::move(work));
    }
    work_or_end_.notify_one();
    return true;
}

void Pool::run() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            work_or_end_.wait(lock, [this] { return ending_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        room_.notify_one();
        work();
    }
}

}  // namespace serow
