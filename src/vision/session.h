// One loaded ONNX model that can be run from several threads at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/problem.h"
#include "vision/runtime.h"

namespace serow::vision {

struct SessionOptions {
    // Threads inside one run. With 1 the model runs on the calling thread: the best throughput comes from
    // one session, one thread a run, and as many callers as cores. More shortens a single answer.
    int threads = 1;
};

// Values laid out in row-major order of `shape`; the values are the caller's and outlive the run.
struct Input {
    std::string name;
    std::vector<std::int64_t> shape;
    std::variant<std::span<const float>, std::span<const std::int64_t>> values;
};

struct Output {
    std::vector<std::int64_t> shape;
    std::variant<std::vector<float>, std::vector<std::int64_t>> values;
};

struct TensorFacts {
    std::string name;
    std::vector<std::int64_t> shape;  // -1 where free
};

class Session {
public:
    // Code::unreadable where the file cannot be read or is no ONNX model; Code::unavailable where the
    // runtime lacks something the model needs.
    static Result<Session> load(const Runtime& runtime, const std::filesystem::path& weights,
                                const SessionOptions& options = {});
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    [[nodiscard]] const std::vector<TensorFacts>& inputs() const;
    [[nodiscard]] const std::vector<TensorFacts>& outputs() const;

    // Outputs in the order of `outputs`. Safe from several threads. Code::internal where the model fails on
    // these inputs (wrong name, shape or type included).
    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> inputs,
                                                  std::span<const std::string> outputs) const;

private:
    struct State;
    explicit Session(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace serow::vision
