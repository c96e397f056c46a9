// Between the thread that makes a long answer and the connection that sends it: bounded, so that neither runs
// away from the other.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace serow::server {

class BytePipe final : public ResponseWriter {
public:
    // Holds at most `capacity` bytes.
    explicit BytePipe(std::size_t capacity) : capacity_(capacity) {}

    // For the producer's thread. write() waits for room; Failure(interrupted) after close().
    using ResponseWriter::write;
    void write(std::span<const std::byte> bytes) override;
    // The end. `refusal` is the problem that ended it, where there was one.
    void finish(std::optional<Response> refusal);

    // For the connection.
    struct Taken {
        std::string bytes;
        bool ended = false;
        std::optional<Response> refusal;
    };
    Taken take();
    // `wake` is called, on the producer's thread, when there is something to take; it must be quick and not call
    // back. Never again once on_wake({}) has returned.
    void on_wake(std::function<void()> wake);
    // Nobody takes any more: write() throws from now on.
    void close();

private:
    const std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::string waiting_;
    bool ended_ = false;
    bool closed_ = false;
    std::optional<Response> refusal_;
    std::function<void()> wake_;
};

}  // namespace serow::server
