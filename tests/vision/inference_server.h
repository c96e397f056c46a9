// A small server of the Open Inference Protocol, version 2, written from the protocol's text and not from Serow's
// client: metadata, readiness, inference with tensors as JSON or as bytes. ONNX Runtime runs its models. It can be told
// to misbehave, to stop and to come back.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace serow::vision::testing {

// What one inference request meets in place of its answer.
enum class Fault {
    status_500,
    status_503,
    cut_body,      // the connection ends in the middle of the answer
    no_answer,     // the connection ends before it
    slow,          // the answer comes after `slowness`
    wrong_shape,   // a shape of more values than there are
    wrong_type,    // outputs said to be FP64
    no_outputs,    // none of them
    no_json,       // a page of HTML
    wrong_header,  // a JSON length that is longer than the body
};

class InferenceServer {
public:
    // From a model's name to its ONNX file. Without `takes_bytes` requests with tensors as bytes are refused (400), as
    // a server does that knows JSON alone.
    explicit InferenceServer(const std::map<std::string, std::filesystem::path>& models, bool takes_bytes = true);
    ~InferenceServer();
    InferenceServer(const InferenceServer&) = delete;
    InferenceServer& operator=(const InferenceServer&) = delete;

    [[nodiscard]] std::string base() const;                         // http://127.0.0.1:port
    [[nodiscard]] std::string url(const std::string& model) const;  // of a model

    void misbehave(std::deque<Fault> faults);  // each meets one inference request, in this order
    void stop();                               // as if killed: connections end, nobody listens
    void start();                              // on the same port again

    // Of the inference requests that were answered with outputs: pictures in each; whether tensors came as bytes.
    struct Served {
        std::int64_t pictures = 0;
        bool as_bytes = false;
    };
    [[nodiscard]] std::vector<Served> served() const;
    [[nodiscard]] int asked() const { return asked_; }  // inference requests, faults included

    std::atomic<int> slowness_ms = 3000;

private:
    struct Models;
    struct Connection;
    void accept();
    void converse(Connection& connection);

    std::unique_ptr<Models> models_;
    bool takes_bytes_;
    int port_ = 0;
    std::atomic<int> asked_ = 0;
    std::atomic<bool> stopping_ = false;
    int listener_ = -1;
    std::thread acceptor_;
    mutable std::mutex mutex_;  // of the rest
    std::deque<Fault> faults_;
    std::vector<Served> served_;
    std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace serow::vision::testing
