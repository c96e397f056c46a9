// A provider put into the plan of a session; nothing outside src/vision includes this.
#pragma once

#include "vision/provider.h"
#include "vision/runtime_state.h"

namespace serow::vision {

// Code::unavailable where the library has no such provider, or the provider finds no device: what was asked for, what
// there is, and what to do.
Result<void> choose_provider(const Runtime::State& runtime, OrtSessionOptions* plan, Provider provider);

}  // namespace serow::vision
