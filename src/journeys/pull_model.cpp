#include "journeys/pull_model.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <system_error>

#include "journeys/eyes.h"
#include "journeys/open_session.h"
#include "net/http_client.h"
#include "vision/registry.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

std::string how_to_get(const vision::Manifest& manifest) {
    if (!vision::names_its_file(manifest))
        return std::format("export the weights as models/{}/README.md says; `serow models add FILE.onnx --manifest {}`",
                           manifest.name, manifest.name);
    if (manifest.url.empty())
        return std::format("no address is known for its weights; put {} into a folder named by --models (SEROW_MODELS)",
                           manifest.file);
    return "`serow models pull " + manifest.name + "` fetches it";
}

// A server that does not answer at once is away, for whoever only wants to know.
constexpr std::chrono::seconds patience{2};

// What servers say of their models. One that did not answer in time is not asked again: a list of twenty models would
// take as many times our patience.
class Servers {
public:
    Result<void> is_ready(vision::RemoteOptions remote) {
        const auto host = remote.url.substr(0, remote.url.find("/v2/models/"));
        if (const auto known = silent_.find(host); known != silent_.end()) return std::unexpected(known->second);
        remote.timeout = std::min<std::chrono::milliseconds>(remote.timeout, patience);
        auto ready = vision::ask_ready(remote);
        if (!ready && ready.error().code == Code::timeout) silent_.emplace(host, ready.error());
        return ready;
    }

private:
    std::map<std::string, Problem> silent_;
};

ModelStatus status_of(const Config& config, const vision::Registry& registry, const vision::Manifest& manifest,
                      Servers& servers) {
    ModelStatus status{manifest.name,
                       manifest.version,
                       manifest.task == vision::Task::detector ? "detector" : "classifier",
                       manifest.licence,
                       manifest.source,
                       manifest.sha256.hex,
                       false,
                       false,
                       ""};
    const auto weights = registry.find_weights(manifest);
    status.present = status.here = weights.has_value();
    if (weights)
        status.detail = weights->string();
    else if (weights.error().code == Code::hash_mismatch)
        status.detail = weights.error().detail;
    else
        status.detail = how_to_get(manifest);
    if (const auto remote = remote_of(config, manifest.name)) {
        const auto ready = servers.is_ready(*remote);
        status.detail = std::format("on {}{}{}", runs_on(config, manifest),
                                    ready ? "" : ", which is away (" + ready.error().detail + ")",
                                    weights ? "; here " + status.detail : "");
        status.present = status.present || ready;
    }
    return status;
}

}  // namespace

std::vector<ModelStatus> list_models(const Config& config) {
    const auto registry = open_registry(config);
    std::vector<ModelStatus> list;
    Servers servers;
    for (const auto& model : registry.models()) list.push_back(status_of(config, registry, model.manifest, servers));
    return list;
}

std::optional<std::string> usable_detector(const Config& config) {
    const auto registry = open_registry(config);
    const auto model = registry.find(config.detector);
    if (!model) return {};
    const auto& name = (*model)->manifest.name;
    const auto remote = remote_of(config, name);
    if (remote && Servers().is_ready(*remote)) return name;
    if (!registry.find_weights((*model)->manifest) || !vision::Runtime::open({config.onnxruntime})) return {};
    return name;
}

Result<void> verify_model(const Config& config, const std::string& name) {
    const auto registry = open_registry(config);
    const auto model = registry.find(name);
    if (!model) return std::unexpected(model.error());
    const auto weights = registry.find_weights((*model)->manifest);
    if (!weights) return std::unexpected(weights.error());
    return vision::verify_weights((*model)->manifest, *weights);
}

Result<fs::path> pull_model(const Config& config, const std::string& name,
                            const std::function<void(std::uint64_t have, std::uint64_t all)>& progress) {
    const auto registry = open_registry(config);
    const auto model = registry.find(name);
    if (!model) return std::unexpected(model.error());
    const auto& manifest = (*model)->manifest;
    if (auto here = registry.find_weights(manifest)) return here;
    if (manifest.url.empty()) return problem(Code::unavailable, name + ": " + how_to_get(manifest));

    const auto folder = added_models(config);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return problem(Code::unavailable,
                       std::format("the folder {} cannot be made: {}", folder.string(), error.message()));
    const auto unfinished = folder / (manifest.file + ".unfinished");
    net::HttpClient client;
    auto fetched = client.download(manifest.url, unfinished, [&](std::uint64_t have, std::optional<std::uint64_t> all) {
        progress(have, all.value_or(manifest.bytes));
        return true;
    });
    if (fetched) fetched = vision::verify_weights(manifest, unfinished);
    if (!fetched) {
        fs::remove(unfinished, error);
        return std::unexpected(fetched.error());
    }
    fs::rename(unfinished, folder / manifest.file, error);
    if (error)
        return problem(Code::internal, std::format("{} cannot be put in place: {}", manifest.file, error.message()));
    return folder / manifest.file;
}

}  // namespace serow::journeys
