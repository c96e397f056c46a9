#include "cli/settings.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <format>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/problem.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to us

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

fs::path default_data_folder() {
    if (::geteuid() == 0) return "/var/lib/serow";
    if (const auto home = from_environment("XDG_DATA_HOME"); !home.empty()) return fs::path(home) / "serow";
    return fs::path(from_environment("HOME")) / ".local/share/serow";
}

// "--data-folder" -> "SEROW_DATA_FOLDER"
std::string environment_name(std::string_view flag) {
    std::string name = "SEROW_";
    for (const char c : flag.substr(2))
        name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

constexpr auto settings_group = "Settings";

// Read by the client commands and by the tests, not part of Config.
constexpr std::array extra_variables{"SEROW_CONFIG", "SEROW_SERVER", "SEROW_TOKEN", "SEROW_PASSWORD"};

// Every setting's flag.
std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const auto* option : app.get_options())
        if (option->get_group() == settings_group && option->get_lnames().front() != "config")
            flags.push_back("--" + option->get_lnames().front());
    return flags;
}

template <class T>
CLI::Option* offer(CLI::App& app, const std::string& flag, T& value, const std::string& help) {
    return app.add_option(flag, value, help)->group(settings_group);
}

// The data folder decides where the settings file lies, so it is looked for before the real parsing.
fs::path settings_file(int argc, const char* const* argv) {
    if (const auto named = from_environment("SEROW_CONFIG"); !named.empty()) return named;
    fs::path folder = default_data_folder();
    if (const auto named = from_environment("SEROW_DATA_FOLDER"); !named.empty()) folder = named;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--data-folder" && i + 1 < argc) folder = argv[i + 1];
        if (argument.starts_with("--data-folder=")) folder = argument.substr(std::string_view("--data-folder=").size());
    }
    return folder / "serow.conf";
}

}  // namespace

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

void bind_settings(CLI::App& app, Config& config, int argc, const char* const* argv) {
    config.data_folder = default_data_folder();
    // A file that was asked for must be there; the one in the data folder may be absent.
    app.set_config("--config", settings_file(argc, argv).string(), "File with settings",
                   !from_environment("SEROW_CONFIG").empty())
        ->group(settings_group);
    app.allow_config_extras(CLI::config_extras_mode::error);

    offer(app, "--data-folder", config.data_folder, "Where everything is kept");
    offer(app, "--database-url", config.database_url,
          "postgresql://… to use; empty: a private cluster in the data folder");
    offer(app, "--address", config.address, "Address to listen on");
    offer(app, "--port", config.port, "Port to listen on; 0: any free one");
    offer(app, "--http-threads", config.http_threads, "Threads of the event loop")->check(CLI::Range(1, 64));
    offer(app, "--request-threads", config.request_threads, "Requests that work at the same time")
        ->check(CLI::Range(1, 64));
    offer(app, "--secure-cookies", config.secure_cookies, "Browsers come through https");
    offer(app, "--tile-origins", config.tile_origins, "Where the page may fetch map tiles from")->delimiter(',');
    offer(app, "--trust-proxy", config.trust_proxy, "Believe X-Forwarded-For and X-Forwarded-Proto");
    offer(app, "--open-registration", config.open_registration, "Anybody may register");
    offer(app, "--workers", config.workers, "Worker processes of serve")->check(CLI::Range(0, 256));
    offer(app, "--worker-threads", config.worker_threads, "Threads of one worker; 0: one a core")
        ->check(CLI::Range(0, 256));
    offer(app, "--job-attempts", config.job_attempts, "Tries before a job is given up")->check(CLI::Range(1, 100));
    app.add_option_function<int>(
           "--job-lease", [&config](int seconds) { config.job_lease = std::chrono::seconds(seconds); },
           "Seconds after which a silent worker's job is given to another")
        ->check(CLI::Range(2, 3600))
        ->group(settings_group);
    offer(app, "--detector", config.detector, "Name of the detector");
    offer(app, "--classifiers", config.classifiers, "Names of the classifiers")->delimiter(',');
    offer(app, "--models", config.models, "Folders with weights, separated by ':'")->delimiter(':');
    offer(app, "--onnxruntime", config.onnxruntime,
          "The ONNX Runtime library; empty: the pinned build, then the system's");
    offer(app, "--execution-provider", config.execution_provider, "What runs models: cpu, cuda, tensorrt or openvino")
        ->check(CLI::IsMember({"cpu", "cuda", "tensorrt", "openvino"}));
    offer(app, "--precision", config.precision, "float, or int8 where a model's manifest offers it")
        ->check(CLI::IsMember({"float", "int8"}));
    offer(app, "--remote-inference", config.remote_inference,
          "Inference servers of models: http(s)://… for all, NAME=http(s)://… for one")
        ->delimiter(',')
        ->check([](const std::string& entry) {
            const auto url = entry.substr(entry.substr(0, entry.find("://")).find('=') + 1);
            return url.starts_with("http://") || url.starts_with("https://")
                       ? std::string()
                       : std::string("neither http(s)://… nor NAME=http(s)://…");
        });
    app.add_option_function<int>(
           "--remote-timeout", [&config](int seconds) { config.remote_timeout = std::chrono::seconds(seconds); },
           "Seconds of one request to an inference server")
        ->check(CLI::Range(1, 3600))
        ->group(settings_group);
    offer(app, "--model-threads", config.model_threads, "Threads inside one run of a model")->check(CLI::Range(1, 256));
    offer(app, "--tiles", config.tiles, "Look at photos also in so many parts along each side; 0: as the model says")
        ->check(CLI::Range(0, 4));
    offer(app, "--event-smoothing", config.event_smoothing, "Coarse and weak names of animals take their event's");
    offer(app, "--frames-per-second", config.frames_per_second, "Sampled from videos")->check(CLI::Range(0.01, 60.0));
    app.add_option_function<int>(
           "--proxy-time-limit", [&config](int seconds) { config.proxy_time_limit = std::chrono::seconds(seconds); },
           "Seconds that making one video playable may take")
        ->check(CLI::Range(10, 86'400))
        ->group(settings_group);
    offer(app, "--proxy-memory", config.proxy_memory, "Bytes of memory that making a video playable may take")
        ->check(CLI::Range(std::uint64_t{128} << 20, std::uint64_t{1} << 40));
    offer(app, "--max-file-bytes", config.max_file_bytes, "Of one uploaded file");
    app.add_option_function<int>(
           "--partial-lifetime", [&config](int hours) { config.partial_lifetime = std::chrono::hours(hours); },
           "Hours for which unfinished files are kept after their last byte")
        ->check(CLI::Range(1, 24 * 366))
        ->group(settings_group);
    offer(app, "--organisation-quota", config.organisation_quota,
          "Bytes that a new organisation may store; 0: no limit");
    offer(app, "--reserve-bytes", config.reserve_bytes, "Left free on the disk");
    offer(app, "--store", config.store, "s3://bucket/prefix for the files; empty: the data folder");
    offer(app, "--s3-endpoint", config.s3_endpoint, "https://host:port of the S3 service; empty: Amazon's");
    offer(app, "--s3-region", config.s3_region, "Region that requests are signed for");
    offer(app, "--s3-access-key", config.s3_access_key, "Its access key; better in the environment");
    offer(app, "--s3-secret-key", config.s3_secret_key, "Its secret key; better in the environment");
    offer(app, "--cache-bytes", config.cache_bytes, "Of copies of files in S3, on the local disk");
    offer(app, "--shared", config.shared, "Material for the demo and the tests");
    offer(app, "--log-level", config.log_level, "debug, info, warning or error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    offer(app, "--log-format", config.log_format, "text or json")->check(CLI::IsMember({"text", "json"}));
}

std::vector<std::string> words_of(const CLI::App& app, int argc, const char* const* argv) {
    const std::vector<std::string_view> given(argv + 1, argv + argc);
    std::vector<std::string> words;
    for (const auto& flag : flags_of(app)) {
        const auto value = from_environment(environment_name(flag).c_str());
        const bool on_line = std::ranges::any_of(
            given, [&](std::string_view word) { return word == flag || word.starts_with(flag + "="); });
        if (!value.empty() && !on_line) words.push_back(flag + "=" + value);
    }
    words.insert(words.end(), given.begin(), given.end());
    std::ranges::reverse(words);  // the form in which CLI11 takes them
    return words;
}

void finish_settings(const CLI::App& app, Config& config) {
    std::vector<std::string> known(extra_variables.begin(), extra_variables.end());
    for (const auto& flag : flags_of(app)) known.push_back(environment_name(flag));
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view entry = *variable;
        if (!entry.starts_with("SEROW_")) continue;
        const auto name = entry.substr(0, entry.find('='));
        if (std::ranges::find(known, name) == known.end())
            throw Failure(Code::invalid, std::format("the environment variable {} is not known to Serow; "
                                                     "`serow --help` and docs/configuration.md list those that are",
                                                     name));
    }
    config.data_folder = fs::absolute(config.data_folder);
    if (config.shared.empty())
        for (const auto* place : {"../shared", SEROW_SOURCE_DIR "/../shared"})
            if (fs::is_directory(fs::path(place) / "models")) {
                config.shared = fs::canonical(place);
                break;
            }
    const auto level = config.log_level == "debug"     ? LogLevel::debug
                       : config.log_level == "warning" ? LogLevel::warning
                       : config.log_level == "error"   ? LogLevel::error
                                                       : LogLevel::info;
    set_log(level, config.log_format == "json");
}

std::string shown(const Config& config) {
    const bool own_server = !config.database_url.empty();
    return std::format(
        "data-folder = {}\nstore = {}\ndatabase = {}\nlisten = {}:{}\nworkers = {} x {} threads\ndetector = "
        "{}\nframes-per-second "
        "= {}\n"
        "max-file-bytes = {}\nreserve-bytes = {}\n",
        config.data_folder.string(),
        config.store.empty()
            ? "store/ in the data folder"
            : std::format("{} at {}", config.store,
                          config.s3_endpoint.empty() ? "Amazon, " + config.s3_region : config.s3_endpoint),
        own_server ? "the server of database-url" : "private cluster in the data folder", config.address, config.port,
        config.workers, config.worker_threads, config.detector, config.frames_per_second, config.max_file_bytes,
        config.reserve_bytes);
}

}  // namespace serow::cli
