// The room's own view of ONNX Runtime's C API; nothing outside src/vision includes this.
#pragma once

#include <onnxruntime_c_api.h>

#include <filesystem>
#include <format>
#include <string>

#include "base/problem.h"
#include "vision/runtime.h"

namespace serow::vision {

struct Runtime::State {
    const OrtApi* api = nullptr;
    OrtEnv* environment = nullptr;
    std::string version;
    std::filesystem::path library;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (environment != nullptr) api->ReleaseEnv(environment);
    }
};

// The message of a status, which is released; empty where the status says that all went well.
inline std::string take_message(const OrtApi& api, OrtStatus* status) {
    if (status == nullptr) return {};
    std::string message = api.GetErrorMessage(status);
    api.ReleaseStatus(status);
    return message.empty() ? "unknown error" : message;
}

}  // namespace serow::vision
