// What runs a model that is loaded here: the processor, or an accelerator that ONNX Runtime knows.
#pragma once

#include <string_view>

namespace serow::vision {

enum class Provider { cpu, cuda, tensorrt, openvino };

// "cpu", "cuda", "tensorrt", "openvino".
std::string_view word(Provider provider);
// Provider::cpu for an unknown word.
Provider provider_of(std::string_view word);

}  // namespace serow::vision
