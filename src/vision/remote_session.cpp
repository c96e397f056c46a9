#include "vision/remote_session.h"

#include <charconv>
#include <format>
#include <optional>
#include <random>
#include <thread>
#include <utility>

#include "vision/inference_protocol.h"
#include "vision/remote_state.h"

namespace serow::vision {
namespace {

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

}  // namespace

template <class T, class Read>
Result<T> RemoteState::ask(const net::HttpRequest& request, Read read, bool* refused) const {
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

Result<void> RemoteState::open() {
    auto facts = ask<RemoteFacts>({"GET", options_.url, {}, {}, options_.timeout},
                                  [](const net::HttpResponse& response) { return decode_metadata(response.body); });
    if (!facts) return std::unexpected(std::move(facts.error()));
    inputs = std::move(facts->inputs);
    outputs = std::move(facts->outputs);
    return {};
}

Result<std::vector<Output>> RemoteState::infer(std::span<const Input> given, std::span<const std::string> wanted,
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

Result<std::vector<Output>> RemoteState::run(std::span<const Input> given, std::span<const std::string> wanted) const {
    bool refused = false;
    auto answer = infer(given, wanted, takes_bytes_, refused);
    if (!refused || !takes_bytes_) return answer;
    // Servers need not know tensors as bytes; then it is JSON from now on, if that is better.
    auto as_json = infer(given, wanted, false, refused);
    if (as_json) takes_bytes_ = false;
    return as_json;
}

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

}  // namespace serow::vision
