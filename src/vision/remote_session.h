// A model that an inference server runs: KServe, Triton, OpenVINO Model Server, ONNX Runtime's server and others that
// speak the Open Inference Protocol, version 2, by HTTP.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/problem.h"
#include "vision/session.h"

namespace serow::vision {

struct RemoteOptions {
    std::string url;                             // of the model: http://host:8000/v2/models/NAME
    std::chrono::milliseconds timeout{30'000};   // of one request
    int tries = 3;                               // of a request that meets no answer, 429 or 5xx, or half an answer
    std::chrono::milliseconds first_pause{250};  // before the second try; doubled each time
    std::chrono::milliseconds rest{30'000};      // after which a server that was away is asked again
    std::uint64_t body_limit = std::uint64_t{256} << 20;  // bytes of an answer
};

// Whether the server says that the model is ready, asked once. Otherwise Code::timeout where it says nothing in time,
// Code::unavailable with the reason for all else.
Result<void> ask_ready(const RemoteOptions& options);

// Asks for the model's tensors, then sends every run there: tensors as bytes where the server takes them so, else as
// JSON. What is run is the server's business: that its model is the manifest's, nobody can see from here.
//
// Runs fail with Code::unavailable where the server is away (after all tries), Code::internal where it refuses what it
// is asked or its answer is none.
//
// With `local`, the same model loaded here answers in its place where the server does not: for `rest`, then one caller
// tries the server again. It is loaded when it is needed first. The switch is logged both ways.
//
// Code::unavailable where neither can be had, Code::invalid for a URL that is not http(s).
Result<Session> connect(const RemoteOptions& options, std::function<Result<Session>()> local = {});

}  // namespace serow::vision
