// An ONNX file that ONNX Runtime has in memory.
#include <algorithm>
#include <format>
#include <fstream>
#include <utility>

#include "vision/provider_choice.h"
#include "vision/runtime_state.h"
#include "vision/session_state.h"

namespace serow::vision {

namespace {

// Values of the C API that end with their scope.
template <class T>
class Owned {
public:
    using Release = void (*)(T*);
    explicit Owned(Release release) : release_(release) {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&& other) noexcept : value_(std::exchange(other.value_, nullptr)), release_(other.release_) {}
    Owned& operator=(Owned&&) = delete;
    ~Owned() {
        if (value_ != nullptr) release_(value_);
    }
    T** out() { return &value_; }
    [[nodiscard]] T* get() const { return value_; }

private:
    T* value_ = nullptr;
    Release release_;
};

// The first status that is not well, as a message; later steps are not taken.
class Steps {
public:
    explicit Steps(const OrtApi& api) : api_(api) {}
    template <class Call>
    void then(Call call) {
        if (message_.empty()) message_ = take_message(api_, call());
    }
    [[nodiscard]] const std::string& message() const { return message_; }

private:
    const OrtApi& api_;
    std::string message_;
};

Result<std::vector<std::int64_t>> shape_of(const OrtApi& api, const OrtTensorTypeAndShapeInfo* info) {
    std::size_t rank = 0;
    Steps steps(api);
    steps.then([&] { return api.GetDimensionsCount(info, &rank); });
    std::vector<std::int64_t> shape(rank);
    steps.then([&] { return api.GetDimensions(info, shape.data(), rank); });
    if (!steps.message().empty()) return problem(Code::internal, steps.message());
    return shape;
}

Element element_of(ONNXTensorElementDataType type) {
    switch (type) {
        case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT: return Element::float32;
        case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64: return Element::int64;
        default: return Element::other;
    }
}

// A model that ONNX Runtime has in memory.
struct LocalState final : Session::State {
    Runtime runtime;
    OrtSession* session = nullptr;
    OrtMemoryInfo* memory = nullptr;

    Provider provider;

    LocalState(const Runtime& r, Provider p) : runtime(r), provider(p) {}
    LocalState(const LocalState&) = delete;
    LocalState& operator=(const LocalState&) = delete;
    ~LocalState() override {
        if (memory != nullptr) api().ReleaseMemoryInfo(memory);
        if (session != nullptr) api().ReleaseSession(session);
    }
    [[nodiscard]] const OrtApi& api() const { return *runtime.state().api; }

    // Names and shapes of one side of the model; a non-tensor has an empty shape.
    std::string describe(bool of_inputs, std::vector<TensorFacts>& facts) {
        const OrtApi& ort = api();
        OrtAllocator* allocator = nullptr;
        std::size_t count = 0;
        Steps steps(ort);
        steps.then([&] { return ort.GetAllocatorWithDefaultOptions(&allocator); });
        steps.then([&] {
            return of_inputs ? ort.SessionGetInputCount(session, &count) : ort.SessionGetOutputCount(session, &count);
        });
        for (std::size_t i = 0; i < count && steps.message().empty(); ++i) {
            char* name = nullptr;
            Owned<OrtTypeInfo> type(ort.ReleaseTypeInfo);
            const OrtTensorTypeAndShapeInfo* tensor = nullptr;
            steps.then([&] {
                return of_inputs ? ort.SessionGetInputName(session, i, allocator, &name)
                                 : ort.SessionGetOutputName(session, i, allocator, &name);
            });
            steps.then([&] {
                return of_inputs ? ort.SessionGetInputTypeInfo(session, i, type.out())
                                 : ort.SessionGetOutputTypeInfo(session, i, type.out());
            });
            steps.then([&] { return ort.CastTypeInfoToTensorInfo(type.get(), &tensor); });
            ONNXTensorElementDataType element = ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED;
            if (tensor != nullptr) steps.then([&] { return api().GetTensorElementType(tensor, &element); });
            if (name != nullptr) {
                facts.push_back({name, {}, element_of(element)});
                steps.then([&] { return ort.AllocatorFree(allocator, name); });
            }
            if (steps.message().empty() && tensor != nullptr)
                if (auto shape = shape_of(ort, tensor)) facts.back().shape = std::move(*shape);
        }
        return steps.message();
    }

    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> given,
                                                  std::span<const std::string> wanted) const override;
};

Result<std::vector<Output>> LocalState::run(std::span<const Input> given_inputs,
                                            std::span<const std::string> wanted) const {
    const OrtApi& api = this->api();
    Steps steps(api);
    std::vector<Owned<OrtValue>> held;
    std::vector<const OrtValue*> given;
    std::vector<const char*> input_names, output_names;
    held.reserve(given_inputs.size() + wanted.size());
    for (const auto& input : given_inputs) {
        std::int64_t count = 1;
        for (const auto size : input.shape) count *= size;
        auto& value = held.emplace_back(api.ReleaseValue);
        std::visit(
            [&](const auto values) {
                using T = std::remove_cvref_t<decltype(values[0])>;
                constexpr auto type = std::is_same_v<T, float> ? ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT
                                                               : ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64;
                if (static_cast<std::int64_t>(values.size()) != count) return;  // seen below: no value was made
                // The C API asks for a pointer to non-const; of inputs it only reads.
                steps.then([&] {
                    return api.CreateTensorWithDataAsOrtValue(memory, const_cast<T*>(values.data()),
                                                              values.size_bytes(), input.shape.data(),
                                                              input.shape.size(), type, value.out());
                });
            },
            input.values);
        if (steps.message().empty() && value.get() == nullptr)
            return problem(Code::internal, std::format("input {} has {} values by its shape and another number in fact",
                                                       input.name, count));
        given.push_back(value.get());
        input_names.push_back(input.name.c_str());
    }
    for (const auto& name : wanted) output_names.push_back(name.c_str());
    std::vector<OrtValue*> made(wanted.size(), nullptr);
    // Of an accelerator another failure than of these inputs means that the device is gone: no later run will do
    // better. A batch may only have been too much for it.
    const bool is_single = !given_inputs.empty() && !given_inputs[0].shape.empty() && given_inputs[0].shape[0] == 1;
    bool is_gone = false;
    steps.then([&] {
        auto* status = api.Run(session, nullptr, input_names.data(), given.data(), given.size(), output_names.data(),
                               output_names.size(), made.data());
        is_gone = status != nullptr && provider != Provider::cpu && is_single &&
                  api.GetErrorCode(status) != ORT_INVALID_ARGUMENT;
        return status;
    });
    for (auto* value : made) *held.emplace_back(api.ReleaseValue).out() = value;

    std::vector<Output> results;
    for (std::size_t i = 0; i < wanted.size() && steps.message().empty(); ++i) {
        Owned<OrtTensorTypeAndShapeInfo> info(api.ReleaseTensorTypeAndShapeInfo);
        ONNXTensorElementDataType type = ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED;
        std::size_t count = 0;
        void* values = nullptr;
        steps.then([&] { return api.GetTensorTypeAndShape(made[i], info.out()); });
        steps.then([&] { return api.GetTensorElementType(info.get(), &type); });
        steps.then([&] { return api.GetTensorShapeElementCount(info.get(), &count); });
        steps.then([&] { return api.GetTensorMutableData(made[i], &values); });
        if (!steps.message().empty()) break;
        auto shape = shape_of(api, info.get());
        if (!shape) return std::unexpected(shape.error());
        Output output{std::move(*shape), {}};
        if (type == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
            const auto* begin = static_cast<const float*>(values);
            output.values = std::vector<float>(begin, begin + count);
        } else if (type == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64) {
            const auto* begin = static_cast<const std::int64_t*>(values);
            output.values = std::vector<std::int64_t>(begin, begin + count);
        } else {
            return problem(Code::internal, std::format("output {} is neither float nor int64", wanted[i]));
        }
        results.push_back(std::move(output));
    }
    if (is_gone)
        return problem(Code::unavailable, std::format("the model failed on {}: {}", word(provider), steps.message()));
    if (!steps.message().empty()) return problem(Code::internal, std::format("the model failed: {}", steps.message()));
    return results;
}

}  // namespace

Result<Session> Session::load(const Runtime& runtime, const std::filesystem::path& weights,
                              const SessionOptions& options) {
    // Asked first, since the runtime's own words for a missing file differ from version to version.
    if (!std::ifstream(weights, std::ios::binary))
        return problem(Code::unreadable, std::format("the model file {} cannot be opened", weights.string()));

    auto state = std::make_unique<LocalState>(runtime, options.provider);
    const OrtApi& api = state->api();
    Owned<OrtSessionOptions> plan(api.ReleaseSessionOptions);
    Steps steps(api);
    steps.then([&] { return api.CreateSessionOptions(plan.out()); });
    steps.then([&] { return api.SetIntraOpNumThreads(plan.get(), std::clamp(options.threads, 1, 256)); });
    steps.then([&] { return api.SetInterOpNumThreads(plan.get(), 1); });
    steps.then([&] { return api.SetSessionExecutionMode(plan.get(), ORT_SEQUENTIAL); });
    steps.then([&] { return api.SetSessionGraphOptimizationLevel(plan.get(), ORT_ENABLE_ALL); });
    // Waiting threads sleep: the cores belong to decoding and to other sessions between two runs.
    steps.then([&] { return api.AddSessionConfigEntry(plan.get(), "session.intra_op.allow_spinning", "0"); });
    if (!steps.message().empty()) return problem(Code::unavailable, std::format("ONNX Runtime: {}", steps.message()));
    if (const auto chosen = choose_provider(runtime.state(), plan.get(), options.provider); !chosen)
        return std::unexpected(chosen.error());

    steps.then(
        [&] { return api.CreateSession(runtime.state().environment, weights.c_str(), plan.get(), &state->session); });
    if (!steps.message().empty() && options.provider != Provider::cpu)
        return problem(Code::unavailable, std::format("the model {} cannot be run on {}: {}", weights.string(),
                                                      word(options.provider), steps.message()));
    if (!steps.message().empty())
        return problem(
            Code::unreadable,
            std::format("the model file {} cannot be loaded; check it with `serow models verify`. ONNX Runtime {}: {}",
                        weights.string(), runtime.version(), steps.message()));
    steps.then([&] { return api.CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &state->memory); });
    std::string message = steps.message();
    if (message.empty()) message = state->describe(true, state->inputs);
    if (message.empty()) message = state->describe(false, state->outputs);
    if (!message.empty()) return problem(Code::unavailable, std::format("ONNX Runtime: {}", message));
    return Session(std::move(state));
}

}  // namespace serow::vision
