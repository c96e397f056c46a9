#include "journeys/open_session.h"

#include <filesystem>
#include <format>
#include <utility>

#include "net/http_client.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

Result<vision::Session> open_here(const Config& config, const std::filesystem::path& weights) {
    const auto runtime = vision::Runtime::open({config.onnxruntime});
    if (!runtime) return std::unexpected(runtime.error());
    return vision::Session::load(*runtime, weights,
                                 {config.model_threads, vision::provider_of(config.execution_provider)});
}

}  // namespace

std::optional<vision::RemoteOptions> remote_of(const Config& config, const std::string& model) {
    std::string found;
    for (const auto& entry : config.remote_inference) {
        const auto scheme = entry.find("://");
        const auto equals = entry.substr(0, scheme).find('=');
        const auto url = equals == std::string::npos ? entry : entry.substr(equals + 1);
        if (!url.starts_with("http://") && !url.starts_with("https://"))
            throw Failure(Code::invalid,
                          std::format("remote-inference: \"{}\" is neither http(s)://… nor NAME=http(s)://…",
                                      net::without_secrets(entry)));
        // What is said of one model counts more than what is said of all.
        if (equals == std::string::npos ? found.empty() : entry.substr(0, equals) == model) found = url;
    }
    if (found.empty()) return {};
    while (found.ends_with('/')) found.pop_back();
    if (!found.contains("/v2/models/")) found += "/v2/models/" + model;
    vision::RemoteOptions options;
    options.url = std::move(found);
    options.timeout = config.remote_timeout;
    return options;
}

Result<vision::Session> open_session(const Config& config, const vision::Registry& registry,
                                     const vision::Manifest& manifest) {
    // A project's own model is known to no server.
    if (const auto own = registry.placed(manifest); !own.empty()) return open_here(config, own);
    const auto remote = remote_of(config, manifest.name);
    const auto weights = registry.find_weights(manifest);
    if (!remote) return weights ? open_here(config, *weights) : std::unexpected(weights.error());
    if (!weights) return vision::connect(*remote);
    return vision::connect(*remote, [config, file = *weights] { return open_here(config, file); });
}

bool can_run(const Config& config, const vision::Registry& registry, const vision::Manifest& manifest) {
    return remote_of(config, manifest.name) || registry.find_weights(manifest);
}

std::string runs_on(const Config& config, const vision::Manifest& manifest) {
    const auto remote = remote_of(config, manifest.name);
    return remote ? net::without_secrets(remote->url) : config.execution_provider;
}

}  // namespace serow::journeys
