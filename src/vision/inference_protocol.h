// The messages of the Open Inference Protocol, version 2, over HTTP: what KServe, Triton, OpenVINO Model Server and
// others speak. https://github.com/kserve/open-inference-protocol; tensors as bytes behind the JSON:
// https://kserve.github.io/website/docs/concepts/architecture/data-plane/v2-protocol/binary-tensor-data-extension
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "vision/session.h"

namespace serow::vision {

struct InferenceRequest {
    std::string body;
    std::optional<std::size_t> json_size;  // where tensors follow as bytes: the header Inference-Header-Content-Length
};

// `as_bytes`: tensors in and out as bytes, else as JSON numbers.
InferenceRequest encode_inference(std::span<const Input> inputs, std::span<const std::string> outputs, bool as_bytes);

// The outputs of an answer in the order of `outputs`; `json_size` as its header says. Code::internal where it is no
// such answer, an output is missing, of another type than FP32 and INT64, or has another number of values than its
// shape says.
Result<std::vector<Output>> decode_inference(std::string_view body, std::optional<std::size_t> json_size,
                                             std::span<const std::string> outputs);

struct RemoteFacts {
    std::vector<TensorFacts> inputs, outputs;
};

// A model's metadata (GET v2/models/NAME). Code::internal where it is none.
Result<RemoteFacts> decode_metadata(std::string_view body);

// The server's own words for what went wrong: {"error": "…"}, else the body's beginning.
std::string decode_error(std::string_view body);

}  // namespace serow::vision
