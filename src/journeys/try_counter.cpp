#include "journeys/try_counter.h"

namespace serow::journeys {
namespace {

// Strangers may try any number of addresses: what is remembered stays bounded.
constexpr std::size_t most_remembered = 100'000;

}  // namespace

void TryCounter::forget_old(std::deque<Instant>& tries, Instant now) const {
    while (!tries.empty() && tries.front() + window_ <= now) tries.pop_front();
}

bool TryCounter::is_blocked(const std::string& who, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto found = tries_.find(who);
    if (found == tries_.end()) return false;
    forget_old(found->second, now);
    return found->second.size() >= most_;
}

void TryCounter::failed(const std::string& who, Instant now) {
    const std::scoped_lock lock(mutex_);
    if (tries_.size() >= most_remembered) tries_.clear();
    auto& tries = tries_[who];
    forget_old(tries, now);
    tries.push_back(now);
}

void TryCounter::succeeded(const std::string& who) {
    const std::scoped_lock lock(mutex_);
    tries_.erase(who);
}

}  // namespace serow::journeys
