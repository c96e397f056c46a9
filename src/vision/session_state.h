// What stands behind a Session; nothing outside src/vision includes this.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "vision/session.h"

namespace serow::vision {

struct Session::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    virtual ~State() = default;

    std::vector<TensorFacts> inputs, outputs;  // unchanged once the session is made

    // As Session::run.
    [[nodiscard]] virtual Result<std::vector<Output>> run(std::span<const Input> inputs,
                                                          std::span<const std::string> outputs) const = 0;
};

}  // namespace serow::vision
