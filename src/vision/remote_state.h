// A model on one inference server, and its connections; nothing outside src/vision includes this.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "net/http_client.h"
#include "vision/remote_session.h"
#include "vision/session_state.h"

namespace serow::vision {

// Connections to one server, each in one caller's hands at a time.
class Connections {
public:
    explicit Connections(const RemoteOptions& options)
        : limits_{std::min<std::chrono::milliseconds>(options.timeout, std::chrono::seconds(10)),
                  std::chrono::ceil<std::chrono::seconds>(options.timeout), options.body_limit} {}

    Result<net::HttpResponse> send(const net::HttpRequest& request) {
        auto client = take();
        auto response = client.send(request);
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(client));
        return response;
    }

private:
    net::HttpClient take() {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty()) return net::HttpClient(limits_);
        auto client = std::move(idle_.back());
        idle_.pop_back();
        return client;
    }

    net::HttpLimits limits_;
    std::mutex mutex_;
    std::vector<net::HttpClient> idle_;
};

class RemoteState final : public Session::State {
public:
    explicit RemoteState(const RemoteOptions& options) : options_(options), connections_(options) {}

    // Reads what the model takes and gives.
    Result<void> open();
    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> given,
                                                  std::span<const std::string> wanted) const override;

private:
    [[nodiscard]] std::string name() const { return net::without_secrets(options_.url); }
    [[nodiscard]] Result<std::vector<Output>> infer(std::span<const Input> given, std::span<const std::string> wanted,
                                                    bool as_bytes, bool& refused) const;
    // Sends until there is a good answer, at most `tries` times. `refused`: the server does not take what it is given.
    template <class T, class Read>
    Result<T> ask(const net::HttpRequest& request, Read read, bool* refused = nullptr) const;

    RemoteOptions options_;
    mutable Connections connections_;
    mutable std::atomic<bool> takes_bytes_ = true;
};

}  // namespace serow::vision
