#include "server/http/events.h"

#include <algorithm>
#include <format>

#include "server/http/text.h"

namespace serow::server {
namespace {

constexpr std::size_t max_waiting = 1024;
constexpr std::size_t max_waiting_bytes = 1 << 20;

// A line break inside `data` would end the event early: each line gets its own "data:".
std::shared_ptr<const std::string> written(std::string_view event, std::string_view data) {
    std::string text = event.empty() ? std::string() : std::format("event: {}\n", event);
    while (true) {
        const auto end = data.find_first_of("\r\n");
        text += std::format("data: {}\n", data.substr(0, end));
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return std::make_shared<const std::string>(text + '\n');
}

}  // namespace

void EventSubscription::push(std::shared_ptr<const std::string> text) {
    const std::lock_guard lock(mutex_);
    if (!open_) return;
    waiting_bytes_ += text->size();
    queue_.push_back(std::move(text));
    if (queue_.size() > max_waiting || waiting_bytes_ > max_waiting_bytes) {
        queue_.clear();
        open_ = false;
    }
    // Under the lock, so that nobody is woken any more once on_wake({}) has returned.
    if (wake_) wake_();
}

void EventSubscription::send(std::string_view event, std::string_view data) {
    push(written(event, data));
}

EventSubscription::Taken EventSubscription::take() {
    const std::lock_guard lock(mutex_);
    Taken taken;
    for (const auto& text : queue_) taken.text += *text;
    queue_.clear();
    waiting_bytes_ = 0;
    taken.open = open_;
    return taken;
}

void EventSubscription::on_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void EventSubscription::close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
    if (wake_) wake_();
}

std::shared_ptr<EventSubscription> EventHub::subscribe(std::vector<std::string> topics) {
    auto subscription = std::make_shared<EventSubscription>();
    const std::lock_guard lock(mutex_);
    for (auto& topic : topics) {
        auto& listeners = topics_[std::move(topic)];
        // Those who left are forgotten here too, else a topic that is never published to would grow for ever.
        std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
        listeners.push_back(subscription);
    }
    return subscription;
}

std::size_t EventHub::publish(std::string_view topic, std::string_view event, std::string_view data) {
    std::vector<std::shared_ptr<EventSubscription>> present;
    {
        const std::lock_guard lock(mutex_);
        const auto found = topics_.find(topic);
        if (found == topics_.end()) return 0;
        for (const auto& listener : found->second)
            if (auto subscription = listener.lock()) present.push_back(std::move(subscription));
        std::erase_if(found->second, [](const auto& listener) { return listener.expired(); });
        if (found->second.empty()) topics_.erase(found);
    }
    if (present.empty()) return 0;
    const auto text = written(event, data);
    for (const auto& subscription : present) subscription->push(text);
    return present.size();
}

bool EventHub::is_heard(std::string_view topic) {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    return found != topics_.end() &&
           std::ranges::any_of(found->second, [](const auto& listener) { return !listener.expired(); });
}

}  // namespace serow::server
