// Server-sent events: one publish() reaches every browser that listens, and no thread waits for any.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace serow::server {

// One listener's queue. Thread-safe. A listener that does not keep up (over 1024 events or 1 MiB waiting) is
// cut off: its browser connects again by itself and reads the present state anew.
class EventSubscription {
public:
    // Queues an event for this listener alone ("at once": the present state). `data` may have several lines.
    void send(std::string_view event, std::string_view data);

    // For the connection. What is queued, ready to be written; `false` in `open` once cut off or closed.
    struct Taken {
        std::string text;
        bool open = true;
    };
    Taken take();
    // `wake` is called, on the publisher's thread, whenever there is something to take; it must be quick and
    // not call back. Never again once on_wake({}) has returned.
    void on_wake(std::function<void()> wake);
    // Ends the stream after what is queued.
    void close();

private:
    friend class EventHub;
    void push(std::shared_ptr<const std::string> text);

    std::mutex mutex_;
    std::deque<std::shared_ptr<const std::string>> queue_;
    std::size_t waiting_bytes_ = 0;
    bool open_ = true;
    std::function<void()> wake_;
};

// Topics are words of the caller's choice ("project/<id>").
class EventHub {
public:
    std::shared_ptr<EventSubscription> subscribe(std::vector<std::string> topics);
    // Returns how many listeners it was queued for. `event` has no line break; `data` may.
    std::size_t publish(std::string_view topic, std::string_view event, std::string_view data);
    // True while someone listens: spare the work of making an event that nobody hears.
    [[nodiscard]] bool is_heard(std::string_view topic);

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<std::weak_ptr<EventSubscription>>, std::less<>> topics_;
};

}  // namespace serow::server
