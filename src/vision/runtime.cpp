#include "vision/runtime.h"

#include <dlfcn.h>

#include <cstdlib>
#include <format>

#include "vision/runtime_state.h"

namespace serow::vision {

namespace {

using GetApiBase = const OrtApiBase* (*)();

struct Found {
    const OrtApiBase* base = nullptr;
    std::filesystem::path path;
};

// Never closed again: the library's threads and static objects outlive any moment at which that would be safe.
Result<Found> load(const std::filesystem::path& path) {
    // The pinned build can send usage data away and keeps a database for it in the user's home; what a reserve does
    // with its photos is nobody's business. The library reads this when it is loaded, before any other thread of ours
    // runs it.
    ::setenv("ORT_DISABLE_TELEMETRY", "1", 1);
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        const char* reason = dlerror();
        return problem(Code::unavailable, reason == nullptr ? "cannot be loaded" : reason);
    }
    const auto base_of = reinterpret_cast<GetApiBase>(dlsym(library, "OrtGetApiBase"));
    if (base_of == nullptr) return problem(Code::unavailable, std::format("{}: is not ONNX Runtime", path.string()));
    Dl_info where{};
    const bool known = dladdr(reinterpret_cast<void*>(base_of), &where) != 0 && where.dli_fname != nullptr;
    return Found{base_of(), known ? std::filesystem::path(where.dli_fname) : path};
}

}  // namespace

Result<Runtime> Runtime::open(const RuntimeOptions& options) {
    std::vector<std::filesystem::path> places;
    if (!options.library.empty())
        places = {options.library};
    else
        places = {SEROW_ONNXRUNTIME_LIBRARY, "libonnxruntime.so.1", "libonnxruntime.so.1.21"};

    std::string tried;
    for (const auto& place : places) {
        const auto found = load(place);
        if (!found) {
            tried += std::format("\n  {}", found.error().detail);
            continue;
        }
        auto state = std::make_shared<State>();
        state->library = found->path;
        state->version = found->base->GetVersionString();
        state->api = found->base->GetApi(ORT_API_VERSION);
        if (state->api == nullptr) {
            tried += std::format("\n  {}: is version {}, Serow needs 1.{} or newer", found->path.string(),
                                 state->version, ORT_API_VERSION);
            continue;
        }
        auto message =
            take_message(*state->api, state->api->CreateEnv(ORT_LOGGING_LEVEL_FATAL, "serow", &state->environment));
        if (message.empty()) return Runtime(std::move(state));
        tried += std::format("\n  {}: {}", found->path.string(), message);
    }
    return problem(
        Code::unavailable,
        std::format("ONNX Runtime, which runs the models, could not be loaded. Looked at:{}\n{}", tried,
                    options.library.empty() ? "Run tools/setup, or name the library's file in the configuration."
                                            : "Correct the library's path in the configuration, or leave it out."));
}

Runtime::Runtime(std::shared_ptr<const State> state) : state_(std::move(state)) {}
const std::string& Runtime::version() const {
    return state_->version;
}
const std::filesystem::path& Runtime::library() const {
    return state_->library;
}

}  // namespace serow::vision
