#include "vision/remote_session.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <format>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "base/log.h"
#include "net/http_client.h"
#include "vision/inference_protocol.h"
#include "vision/session_state.h"

namespace serow::vision {
namespace {

using std::chrono::steady_clock;

constexpr auto json_size_header = "Inference-Header-Content-Length";

bool is_worth_another_try(int status) {
    return status >= 500 || status == 429 || status == 408;
}

// Around `pause`, so that workers which lost the same server do not come back in step.
void wait_about(std::chrono::milliseconds pause) {
    thread_local std::minstd_rand random(std::random_device{}());
    std::uniform_real_distribution<double> share(0.75, 1.25);
    std::this_thread::sleep_for(pause * share(random));
}

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
    Result<void> open() {
        auto facts = ask<RemoteFacts>({"GET", options_.url, {}, {}, options_.timeout},
                                      [](const net::HttpResponse& response) { return decode_metadata(response.body); });
        if (!facts) return std::unexpected(std::move(facts.error()));
        inputs = std::move(facts->inputs);
        outputs = std::move(facts->outputs);
        return {};
    }

    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> given,
                                                  std::span<const std::string> wanted) const override {
        bool refused = false;
        auto answer = infer(given, wanted, takes_bytes_, refused);
        if (!refused || !takes_bytes_) return answer;
        // Servers need not know tensors as bytes; then it is JSON from now on, if that is better.
        auto as_json = infer(given, wanted, false, refused);
        if (as_json) takes_bytes_ = false;
        return as_json;
    }

private:
    [[nodiscard]] std::string name() const { return net::without_secrets(options_.url); }

    [[nodiscard]] Result<std::vector<Output>> infer(std::span<const Input> given, std::span<const std::string> wanted,
                                                    bool as_bytes, bool& refused) const {
        auto request = encode_inference(given, wanted, as_bytes);
        net::HttpRequest http{"POST", options_.url + "/infer", {}, std::move(request.body), options_.timeout};
        http.headers.emplace_back("Content-Type", as_bytes ? "application/octet-stream" : "application/json");
        if (request.json_size) http.headers.emplace_back(json_size_header, std::to_string(*request.json_size));
        return ask<std::vector<Output>>(
            http,
            [&](const net::HttpResponse& response) -> Result<std::vector<Output>> {
                std::optional<std::size_t> json_size;
                if (const auto text = response.header(json_size_header)) {
                    std::size_t size = 0;
                    const auto end = std::from_chars(text->data(), text->data() + text->size(), size);
                    if (end.ec != std::errc{} || end.ptr != text->data() + text->size())
                        return problem(Code::internal, std::format("the header {} is no number", json_size_header));
                    json_size = size;
                }
                return decode_inference(response.body, json_size, wanted);
            },
            &refused);
    }

    // Sends until there is a good answer, at most `tries` times. `refused`: the server does not take what it is given.
    template <class T, class Read>
    Result<T> ask(const net::HttpRequest& request, Read read, bool* refused = nullptr) const {
        Problem last;
        auto pause = options_.first_pause;
        for (int tried = 1; tried <= options_.tries; ++tried) {
            if (tried > 1) {
                wait_about(pause);
                pause *= 2;
            }
            auto response = connections_.send(request);
            if (!response) {
                last = std::move(response.error());
                if (last.code == Code::invalid) return std::unexpected(std::move(last));
                last.code = Code::unavailable;  // a time-out is no other case for whoever asked
                continue;
            }
            if (response->status == 200) {
                auto value = read(*response);
                if (value) return value;
                last = std::move(value.error());
                continue;
            }
            last = {Code::unavailable, std::format("status {}: {}", response->status, decode_error(response->body))};
            if (is_worth_another_try(response->status)) continue;
            if (response->status == 400 || response->status == 415 || response->status == 422) {
                last.code = Code::internal;
                if (refused != nullptr) *refused = true;
            }
            return problem(last.code, std::format("the inference server {} refuses: {}", name(), last.detail));
        }
        return problem(last.code, std::format("the inference server {} gave no good answer in {} tries: {}", name(),
                                              options_.tries, last.detail));
    }

    RemoteOptions options_;
    mutable Connections connections_;
    mutable std::atomic<bool> takes_bytes_ = true;
};

// The server where it answers, the model here where it does not.
class FallbackState final : public Session::State {
public:
    FallbackState(const RemoteOptions& options, std::function<Result<Session>()> load)
        : options_(options), load_(std::move(load)), name_(net::without_secrets(options.url)) {}

    // Either of the two must be there.
    Result<void> open() {
        auto remote = std::make_shared<RemoteState>(options_);
        auto opened = remote->open();
        if (opened) {
            inputs = remote->inputs;
            outputs = remote->outputs;
            remote_ = std::move(remote);
            return {};
        }
        const auto* here = local();
        if (here == nullptr) return opened;
        inputs = here->inputs();
        outputs = here->outputs();
        note_away(opened.error());
        return {};
    }

    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> given,
                                                  std::span<const std::string> wanted) const override {
        if (const auto remote = remote_if_its_turn()) {
            auto answer = remote->run(given, wanted);
            if (answer) {
                note_back();
                return answer;
            }
            const auto* here = local();
            if (here == nullptr) return answer;
            note_away(answer.error());
            return here->run(given, wanted);
        }
        const auto* here = local();
        if (here == nullptr) return std::unexpected(loaded_->error());
        return here->run(given, wanted);
    }

private:
    // nullptr while it rests. After the rest one caller is sent there, the others stay here until it came back.
    std::shared_ptr<const RemoteState> remote_if_its_turn() const {
        {
            const std::scoped_lock lock(mutex_);
            if (is_away_ && steady_clock::now() < ask_again_) return nullptr;
            if (is_away_) ask_again_ = steady_clock::now() + options_.timeout * options_.tries + options_.rest;
            if (remote_) return remote_;
        }
        auto remote = std::make_shared<RemoteState>(options_);
        auto opened = remote->open();
        if (opened && !serves_the_same(*remote))
            opened = problem(Code::unavailable, "its model has other tensors than the one here");
        if (!opened) {
            note_away(opened.error());
            return nullptr;
        }
        const std::scoped_lock lock(mutex_);
        remote_ = std::move(remote);
        return remote_;
    }

    // Names and types: sizes that are free on one side may be fixed on the other.
    bool serves_the_same(const RemoteState& remote) const {
        const auto are = [](const std::vector<TensorFacts>& theirs, const std::vector<TensorFacts>& ours) {
            return std::ranges::all_of(ours, [&](const TensorFacts& tensor) {
                const auto found = std::ranges::find(theirs, tensor.name, &TensorFacts::name);
                return found != theirs.end() && found->element == tensor.element;
            });
        };
        return are(remote.inputs, inputs) && are(remote.outputs, outputs);
    }

    // nullptr where it cannot be loaded.
    const Session* local() const {
        const std::scoped_lock lock(load_mutex_);
        if (!loaded_) {
            loaded_.emplace(load_());
            if (!*loaded_)
                log_warning("the model cannot stand in for the inference server",
                            {{"server", name_}, {"reason", loaded_->error().detail}});
        }
        return *loaded_ ? &**loaded_ : nullptr;
    }

    void note_away(const Problem& why) const {
        const std::scoped_lock lock(mutex_);
        ask_again_ = steady_clock::now() + options_.rest;
        if (std::exchange(is_away_, true)) return;
        log_warning("an inference server is away; the model here answers in its place",
                    {{"server", name_}, {"reason", why.detail}});
    }

    void note_back() const {
        const std::scoped_lock lock(mutex_);
        if (std::exchange(is_away_, false)) log_info("an inference server answers again", {{"server", name_}});
    }

    RemoteOptions options_;
    std::function<Result<Session>()> load_;
    std::string name_;
    mutable std::mutex mutex_;  // of the next four
    mutable std::shared_ptr<const RemoteState> remote_;
    mutable bool is_away_ = false;
    mutable steady_clock::time_point ask_again_;
    mutable std::mutex load_mutex_;
    mutable std::optional<Result<Session>> loaded_;
};

}  // namespace

Result<void> ask_ready(const RemoteOptions& options) {
    Connections connections(options);
    const auto response = connections.send({"GET", options.url + "/ready", {}, {}, options.timeout});
    if (!response)
        return problem(response.error().code == Code::timeout ? Code::timeout : Code::unavailable,
                       response.error().detail);
    if (response->status == 200) return {};
    return problem(Code::unavailable, std::format("{} answers with status {}: {}", net::without_secrets(options.url),
                                                  response->status, decode_error(response->body)));
}

Result<Session> connect(const RemoteOptions& options, std::function<Result<Session>()> local) {
    if (local) {
        auto state = std::make_unique<FallbackState>(options, std::move(local));
        if (const auto opened = state->open(); !opened) return std::unexpected(opened.error());
        return Session(std::move(state));
    }
    auto state = std::make_unique<RemoteState>(options);
    if (const auto opened = state->open(); !opened) return std::unexpected(opened.error());
    return Session(std::move(state));
}

}  // namespace serow::vision
