// One model that can be run from several threads at a time: an ONNX file loaded here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/problem.h"
#include "vision/provider.h"
#include "vision/runtime.h"

namespace serow::vision {

struct SessionOptions {
    // Threads inside one run. With 1 the model runs on the calling thread: the best throughput comes from
    // one session, one thread a run, and as many callers as cores. More shortens a single answer.
    int threads = 1;
    // What the provider cannot do of a model, the processor does.
    Provider provider = Provider::cpu;
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

enum class Element { float32, int64, other };

struct TensorFacts {
    std::string name;
    std::vector<std::int64_t> shape;  // -1 where free
    Element element = Element::float32;
};

class Session {
public:
    // Code::unreadable where the file cannot be read or is no ONNX model; Code::unavailable where the
    // runtime lacks the provider or something the model needs.
    static Result<Session> load(const Runtime& runtime, const std::filesystem::path& weights,
                                const SessionOptions& options = {});
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    [[nodiscard]] const std::vector<TensorFacts>& inputs() const;
    [[nodiscard]] const std::vector<TensorFacts>& outputs() const;

    // Outputs in the order of `outputs`. Safe from several threads. Code::internal where the model fails on
    // these inputs (wrong name, shape or type included); Code::unavailable where what runs it is gone (an accelerator,
    // a server).
    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> inputs,
                                                  std::span<const std::string> outputs) const;

    struct State;  // how it is run: session_state.h
    explicit Session(std::unique_ptr<State> state);

private:
    std::unique_ptr<State> state_;
};

}  // namespace serow::vision
