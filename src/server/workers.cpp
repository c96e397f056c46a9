#include "server/workers.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

#include "base/log.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to us

namespace serow::server {

Workers::Workers(const Config& config, std::string database_url)
    : config_(config), database_url_(std::move(database_url)), workers_(static_cast<std::size_t>(config.workers)) {}

void Workers::start(Worker& worker) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    // The parent's process is named, so that a worker ends by itself once its service was killed.
    std::vector<std::string> words{
        program, "work", "--parent", std::to_string(::getpid()), "--data-folder", config_.data_folder.string()};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    // A password in the database's address belongs into the environment, where other users cannot read it.
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (!std::string_view(*variable).starts_with("SEROW_DATABASE_URL=")) variables.emplace_back(*variable);
    variables.push_back("SEROW_DATABASE_URL=" + database_url_);
    const auto set = [&](const char* name, const std::string& value) {
        std::erase_if(variables, [&](const auto& v) { return v.starts_with(std::string(name) + "="); });
        if (!value.empty()) variables.push_back(std::string(name) + "=" + value);
    };
    set("SEROW_DETECTOR", config_.detector);
    set("SEROW_WORKER_THREADS", std::to_string(config_.worker_threads));
    set("SEROW_JOB_LEASE", std::to_string(config_.job_lease.count()));
    set("SEROW_JOB_ATTEMPTS", std::to_string(config_.job_attempts));
    set("SEROW_EXECUTION_PROVIDER", config_.execution_provider);
    set("SEROW_PRECISION", config_.precision);
    set("SEROW_TILES", std::to_string(config_.tiles));
    set("SEROW_REMOTE_TIMEOUT", std::to_string(config_.remote_timeout.count()));
    std::string servers;
    for (const auto& entry : config_.remote_inference) servers += (servers.empty() ? "" : ",") + entry;
    set("SEROW_REMOTE_INFERENCE", servers);
    set("SEROW_MODEL_THREADS", std::to_string(config_.model_threads));
    set("SEROW_FRAMES_PER_SECOND", std::to_string(config_.frames_per_second));
    set("SEROW_EVENT_SMOOTHING", config_.event_smoothing ? "true" : "false");
    set("SEROW_PROXY_TIME_LIMIT", std::to_string(config_.proxy_time_limit.count()));
    set("SEROW_PROXY_MEMORY", std::to_string(config_.proxy_memory));
    set("SEROW_RESERVE_BYTES", std::to_string(config_.reserve_bytes));
    set("SEROW_STORE", config_.store);
    set("SEROW_S3_ENDPOINT", config_.s3_endpoint);
    set("SEROW_S3_REGION", config_.s3_region);
    set("SEROW_S3_ACCESS_KEY", config_.s3_access_key);
    set("SEROW_S3_SECRET_KEY", config_.s3_secret_key);
    set("SEROW_CACHE_BYTES", std::to_string(config_.cache_bytes));
    set("SEROW_ONNXRUNTIME", config_.onnxruntime.string());
    set("SEROW_SHARED", config_.shared.string());
    set("SEROW_LOG_LEVEL", config_.log_level);
    set("SEROW_LOG_FORMAT", config_.log_format);
    std::string folders;
    for (const auto& folder : config_.models) folders += (folders.empty() ? "" : ":") + folder.string();
    set("SEROW_MODELS", folders);
    std::string classifiers;
    for (const auto& name : config_.classifiers) classifiers += (classifiers.empty() ? "" : ",") + name;
    set("SEROW_CLASSIFIERS", classifiers);
    std::vector<char*> environment;
    for (auto& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);

    worker.started = std::chrono::steady_clock::now();
    // Sockets are none of its business: one that holds the listening socket would keep the port of a killed service
    // taken, and connections to it open.
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    const int error =
        ::posix_spawn(&worker.process, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        worker.process = -1;
        log_error("a worker could not be started", {{"reason", std::strerror(error)}});
    }
}

void Workers::tend() {
    for (auto& worker : workers_) {
        if (worker.process > 0) {
            int status = 0;
            if (::waitpid(worker.process, &status, WNOHANG) != worker.process) continue;
            log_warning("a worker died and is started again",
                        {{"process", std::to_string(worker.process)},
                         {"how", WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                                     : "exit " + std::to_string(WEXITSTATUS(status))}});
            worker.process = -1;
        }
        if (std::chrono::steady_clock::now() - worker.started >= std::chrono::seconds(1)) start(worker);
    }
}

Workers::~Workers() {
    for (const auto& worker : workers_)
        if (worker.process > 0) ::kill(worker.process, SIGTERM);
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (auto& worker : workers_) {
        if (worker.process <= 0) continue;
        while (::waitpid(worker.process, nullptr, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > patience) ::kill(worker.process, SIGKILL);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

}  // namespace serow::server
