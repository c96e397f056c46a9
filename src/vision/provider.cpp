#include "vision/provider.h"

#include <algorithm>
#include <format>
#include <memory>
#include <string>
#include <vector>

#include "vision/provider_choice.h"

namespace serow::vision {
namespace {

struct ProviderFacts {
    Provider provider;
    std::string_view word;
    std::string_view in_runtime;  // as GetAvailableProviders has it
};

constexpr ProviderFacts providers[] = {{Provider::cpu, "cpu", "CPUExecutionProvider"},
                                       {Provider::cuda, "cuda", "CUDAExecutionProvider"},
                                       {Provider::tensorrt, "tensorrt", "TensorrtExecutionProvider"},
                                       {Provider::openvino, "openvino", "OpenVINOExecutionProvider"}};

std::vector<std::string> names_in(const OrtApi& api) {
    char** list = nullptr;
    int count = 0;
    if (!take_message(api, api.GetAvailableProviders(&list, &count)).empty()) return {};
    std::vector<std::string> names(list, list + count);
    if (auto* status = api.ReleaseAvailableProviders(list, count); status != nullptr) api.ReleaseStatus(status);
    return names;
}

// CUDA with the library's own defaults: the first device that CUDA_VISIBLE_DEVICES leaves.
std::string append_cuda(const OrtApi& api, OrtSessionOptions* plan) {
    OrtCUDAProviderOptionsV2* options = nullptr;
    auto message = take_message(api, api.CreateCUDAProviderOptions(&options));
    if (message.empty()) message = take_message(api, api.SessionOptionsAppendExecutionProvider_CUDA_V2(plan, options));
    if (options != nullptr) api.ReleaseCUDAProviderOptions(options);
    return message;
}

std::string append_tensorrt(const OrtApi& api, OrtSessionOptions* plan) {
    OrtTensorRTProviderOptionsV2* options = nullptr;
    auto message = take_message(api, api.CreateTensorRTProviderOptions(&options));
    if (message.empty())
        message = take_message(api, api.SessionOptionsAppendExecutionProvider_TensorRT_V2(plan, options));
    if (options != nullptr) api.ReleaseTensorRTProviderOptions(options);
    return message;
}

}  // namespace

std::string_view word(Provider provider) {
    return std::ranges::find(providers, provider, &ProviderFacts::provider)->word;
}

Provider provider_of(std::string_view word) {
    const auto* found = std::ranges::find(providers, word, &ProviderFacts::word);
    return found == std::end(providers) ? Provider::cpu : found->provider;
}

Result<void> choose_provider(const Runtime::State& runtime, OrtSessionOptions* plan, Provider provider) {
    if (provider == Provider::cpu) return {};
    const auto& api = *runtime.api;
    const auto has = names_in(api);
    const auto& facts = *std::ranges::find(providers, provider, &ProviderFacts::provider);
    if (std::ranges::find(has, facts.in_runtime) == has.end()) {
        std::string offered;
        for (const auto& known : providers)
            if (std::ranges::find(has, known.in_runtime) != has.end())
                offered += (offered.empty() ? "" : ", ") + std::string(known.word);
        return problem(
            Code::unavailable,
            std::format("models are to run on {} (execution-provider), but ONNX Runtime {} at {} has only: {}. Name a "
                        "library that was built with {} by `onnxruntime`, or set `execution-provider` to one of these",
                        facts.word, runtime.version, runtime.library.string(), offered, facts.word));
    }
    std::string message;
    switch (provider) {
        case Provider::cpu: break;
        case Provider::cuda: message = append_cuda(api, plan); break;
        case Provider::tensorrt:
            message = append_tensorrt(api, plan);
            // What TensorRT cannot do goes to CUDA, where that is there, and not at once to the processor.
            if (message.empty() && std::ranges::find(has, "CUDAExecutionProvider") != has.end())
                message = append_cuda(api, plan);
            break;
        case Provider::openvino:
            message =
                take_message(api, api.SessionOptionsAppendExecutionProvider_OpenVINO_V2(plan, nullptr, nullptr, 0));
            break;
    }
    if (message.empty()) return {};
    return problem(
        Code::unavailable,
        std::format("ONNX Runtime {} at {} cannot use {}: {}. It needs its library of that provider beside it "
                    "(libonnxruntime_providers_….so), the vendor's drivers and libraries, and a device; or set "
                    "`execution-provider` to cpu",
                    runtime.version, runtime.library.string(), facts.word, message));
}

}  // namespace serow::vision
