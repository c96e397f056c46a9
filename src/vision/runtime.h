// ONNX Runtime, loaded when the program runs: without it Serow still works and can say what is missing.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.h"

namespace serow::vision {

struct RuntimeOptions {
    // Tried alone where given; else the pinned build that tools/setup fetches, then the system's.
    std::filesystem::path library;
};

// The loaded library and its environment. Cheap to copy; sessions keep it alive.
class Runtime {
public:
    // Code::unavailable: what was looked for, where, and what to do.
    static Result<Runtime> open(const RuntimeOptions& options = {});

    [[nodiscard]] const std::string& version() const;            // "1.30.0"
    [[nodiscard]] const std::filesystem::path& library() const;  // what was loaded

    struct State;
    [[nodiscard]] const State& state() const { return *state_; }

private:
    explicit Runtime(std::shared_ptr<const State> state);
    std::shared_ptr<const State> state_;
};

}  // namespace serow::vision
