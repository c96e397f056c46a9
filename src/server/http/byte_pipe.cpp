#include "server/http/byte_pipe.h"

#include <algorithm>

#include "base/problem.h"

namespace serow::server {

void BytePipe::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return closed_ || waiting_.size() < capacity_; });
        if (closed_) throw Failure(Code::interrupted, "nobody is reading this answer any more");
        const bool was_empty = waiting_.empty();
        const auto count = std::min(bytes.size(), capacity_ - waiting_.size());
        waiting_.append(reinterpret_cast<const char*>(bytes.data()), count);
        bytes = bytes.subspan(count);
        if (was_empty && wake_) wake_();
    }
}

void BytePipe::finish(std::optional<Response> refusal) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    refusal_ = std::move(refusal);
    if (wake_) wake_();
}

BytePipe::Taken BytePipe::take() {
    Taken taken;
    {
        const std::lock_guard lock(mutex_);
        taken.bytes.swap(waiting_);
        taken.ended = ended_;
        if (ended_) taken.refusal = std::move(refusal_);
    }
    room_.notify_one();
    return taken;
}

void BytePipe::on_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void BytePipe::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        waiting_.clear();
    }
    room_.notify_all();
}

}  // namespace serow::server
