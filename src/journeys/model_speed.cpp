#include "journeys/model_speed.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <thread>
#include <utility>

#include "base/json.h"
#include "base/log.h"
#include "journeys/eyes.h"
#include "journeys/open_session.h"
#include "vision/batch.h"
#include "vision/fit.h"
#include "vision/runtime.h"
#include "vision/speed.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

// A run that takes longer than this is not made longer still.
constexpr double longest_run_s = 10;

fs::path speed_file(const Config& config) {
    return config.data_folder / "model-speed.json";
}

int cores_of_machine() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// Which measurements hold: those of this machine and this runtime.
struct Identity {
    std::string machine, runtime;
};

Identity identity_of(const Config& config) {
    const auto runtime = vision::Runtime::open({config.onnxruntime});
    return {machine_name(), runtime ? runtime->version() : "none"};
}

// What stands in the file, where it is of this machine and runtime; an empty list otherwise, and where it is no such
// file: it can always be measured again.
json::array kept(const Config& config, const Identity& here) {
    std::ifstream in(speed_file(config), std::ios::binary);
    if (!in) return {};
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const auto value = parse_json(text, speed_file(config).string());
    const auto* object = value ? value->if_object() : nullptr;
    const auto is = [&](const char* key, const std::string& wanted) {
        const auto* found = object->if_contains(key);
        return found != nullptr && found->is_string() && std::string_view(found->get_string()) == wanted;
    };
    if (object == nullptr || !is("machine", here.machine) || !is("runtime", here.runtime)) {
        log_info("measured speeds of models are of another machine or ONNX Runtime; `serow models bench` measures anew",
                 {{"file", speed_file(config).string()}});
        return {};
    }
    const auto* models = object->if_contains("models");
    return models != nullptr && models->is_array() ? models->get_array() : json::array{};
}

// What a measurement is of: the same model with other settings has another speed.
json::object key_of(const Config& config, const vision::Manifest& manifest) {
    return {{"name", manifest.name},
            {"sha256", manifest.sha256.hex},
            {"runsOn", runs_on(config, manifest)},
            {"threads", config.model_threads}};
}

bool has_key(const json::value& entry, const json::object& key) {
    const auto* object = entry.if_object();
    return object != nullptr && std::ranges::all_of(key, [&](const auto& pair) {
               const auto* value = object->if_contains(pair.key());
               return value != nullptr && *value == pair.value();
           });
}

void keep(const Config& config, const Identity& here, const json::array& models) {
    std::error_code error;
    fs::create_directories(config.data_folder, error);
    const auto file = speed_file(config);
    const auto unfinished = fs::path(file.string() + ".unfinished");
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << json::serialize(json::object{{"machine", here.machine}, {"runtime", here.runtime}, {"models", models}})
        << "\n";
    out.close();
    if (!out) throw Failure(Code::unavailable, std::format("{} cannot be written", unfinished.string()));
    fs::rename(unfinished, file);
}

// One model under every setting that it bears, in rounds that go up and down alternately: whatever else the machine
// does meanwhile meets all settings alike.
Result<std::vector<Speed>> measure(const Config& config, const vision::Registry& registry,
                                   const vision::Manifest& manifest, const BenchOptions& options) {
    const int cores = options.cores > 0 ? options.cores : cores_of_machine();
    std::map<int, vision::Session> sessions;  // by threads
    for (const int threads : std::set{1, std::min(config.model_threads, cores), cores}) {
        auto with = config;
        with.model_threads = threads;
        // A server's own speed is asked for, not that of the model which would stand in for it.
        const auto remote = remote_of(with, manifest.name);
        auto session = remote ? vision::connect(*remote) : open_session(with, registry, manifest);
        if (!session) return std::unexpected(session.error());
        if (const auto fit = vision::check_fit(manifest, *session); !fit) return std::unexpected(fit.error());
        sessions.emplace(threads, std::move(*session));
    }
    std::set<int> batches(options.batches.begin(), options.batches.end());
    batches.insert(1);  // every model takes that
    std::vector<Speed> speeds;
    for (const auto& [threads, session] : sessions)
        for (const int batch : batches) {
            if (batch > 1 && !vision::takes_several(manifest, session)) break;
            const int callers = std::max(1, cores / threads);
            // The first run allocates and is not counted; it also tells whether this batch can be run at all.
            const auto first = vision::images_per_second(session, manifest, {batch, callers, 0});
            if (!first && batch == 1) return std::unexpected(first.error());
            if (!first) break;
            speeds.push_back({batch, threads, callers, 0});
            if (batch * callers / *first > longest_run_s) break;
        }
    std::vector<std::vector<double>> measured(speeds.size());
    for (int round = 0; round < options.rounds; ++round)
        for (std::size_t k = 0; k < speeds.size(); ++k) {
            const auto i = round % 2 == 0 ? k : speeds.size() - 1 - k;
            const auto& [batch, threads, callers, none] = speeds[i];
            const auto speed =
                vision::images_per_second(sessions.at(threads), manifest, {batch, callers, options.seconds});
            if (!speed) return std::unexpected(speed.error());
            measured[i].push_back(*speed);
        }
    for (std::size_t i = 0; i < speeds.size(); ++i) {
        auto& values = measured[i];
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::ranges::nth_element(values, middle);
        speeds[i].images_per_second = *middle;
    }
    return speeds;
}

}  // namespace

std::string machine_name() {
    std::ifstream in("/proc/cpuinfo");
    std::string model = "unknown processor";
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) {
            model = line.substr(std::min(line.find(':') + 2, line.size()));
            break;
        }
    return std::format("{}, {} cores", model, cores_of_machine());
}

Speed best_of(const std::vector<Speed>& speeds, int threads) {
    double most = 0;
    for (const auto& speed : speeds)
        if (speed.threads == threads) most = std::max(most, speed.images_per_second);
    for (const auto& speed : speeds)
        if (speed.threads == threads && speed.images_per_second >= 0.97 * most) return speed;
    return speeds.front();
}

std::vector<BenchedModel> bench_models(const Config& config, const BenchOptions& options,
                                       const std::function<void(const BenchedModel&)>& tell) {
    const auto registry = open_registry(config);
    std::vector<const vision::Model*> wanted;
    for (const auto& name : options.names) wanted.push_back(value_or_throw(registry.find(name)));
    if (options.names.empty())
        for (const auto& model : registry.models())
            if (can_run(config, registry, model.manifest)) wanted.push_back(&model);

    const auto here = identity_of(config);
    std::vector<BenchedModel> all;
    for (const auto* model : wanted) {
        const auto& manifest = model->manifest;
        auto& benched = all.emplace_back(BenchedModel{manifest.name, manifest.version, {}, {}, {}});
        auto speeds = measure(config, registry, manifest, options);
        if (!speeds) {
            benched.why_not = speeds.error().detail;
        } else {
            benched.speeds = std::move(*speeds);
            const int cores = options.cores > 0 ? options.cores : cores_of_machine();
            benched.best = best_of(benched.speeds, std::min(config.model_threads, cores));
            auto models = kept(config, here);
            auto key = key_of(config, manifest);
            for (auto at = models.begin(); at != models.end();) at = has_key(*at, key) ? models.erase(at) : at + 1;
            key["batch"] = benched.best.batch;
            key["imagesPerSecond"] = benched.best.images_per_second;
            models.push_back(std::move(key));
            keep(config, here, models);
        }
        tell(benched);
    }
    return all;
}

int best_batch(const Config& config, const vision::Manifest& manifest) {
    if (std::error_code error; !fs::exists(speed_file(config), error)) return 1;
    const auto key = key_of(config, manifest);
    for (const auto& entry : kept(config, identity_of(config)))
        if (has_key(entry, key))
            if (const auto* batch = entry.get_object().if_contains("batch"); batch != nullptr && batch->is_int64())
                return static_cast<int>(std::clamp<std::int64_t>(batch->get_int64(), 1, 256));
    return 1;
}

}  // namespace serow::journeys
