#include "journeys/open_house.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <format>

#include "base/log.h"
#include "catalog/migrate.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

void make_data_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || ::access(folder.c_str(), W_OK) != 0)
        throw Failure(
            Code::unavailable,
            std::format("the data folder {} cannot be made or written ({}); choose another with --data-folder",
                        folder.string(), error ? error.message() : std::strerror(errno)));
}

// Held until the process ends, however it ends. -1 where another process has it.
int lock_folder(const fs::path& folder) {
    const int lock = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (lock < 0)
        throw Failure(Code::unavailable, std::format("cannot open {}/lock: {}", folder.string(), std::strerror(errno)));
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
    ::close(lock);
    return -1;
}

std::unique_ptr<store::Store> open_store(const Config& config) {
    const auto folder = config.data_folder / "store";
    if (config.store.empty()) return store::open_local_store(folder, config.reserve_bytes);
    auto options = s3_options(config, config.store);
    options.folder = folder;
    options.cache_bytes = config.cache_bytes;
    options.reserve_bytes = config.reserve_bytes;
    return store::open_s3_store(options);
}

}  // namespace

store::S3Options s3_options(const Config& config, const std::string& url) {
    store::S3Options options;
    options.url = url;
    options.endpoint = config.s3_endpoint;
    options.region = config.s3_region;
    options.keys = {config.s3_access_key, config.s3_secret_key};
    return options;
}

OpenHouse::OpenHouse(const Config& config, Use use) : tries_(10, std::chrono::minutes(15)), config_(config) {
    make_data_folder(config.data_folder);
    auto url = config.database_url;
    if (use == Use::serve || url.empty()) {
        lock_ = lock_folder(config.data_folder);
        if (lock_ < 0 && use == Use::serve)
            throw Failure(Code::conflict, std::format("another serow serves the data folder {} already; stop it, or "
                                                      "choose another folder with --data-folder",
                                                      config.data_folder.string()));
    }
    if (url.empty()) {
        cluster_.emplace(catalog::PrivateCluster::start(config.data_folder));
        // The service beside us owns it and stops it.
        own_cluster_ = lock_ >= 0;
        if (!own_cluster_) cluster_->release();
        url = cluster_->url();
    }
    catalog::CatalogOptions options;
    options.connections = static_cast<std::size_t>(config.request_threads) + 2;
    catalog_ = std::make_unique<catalog::Catalog>(url, options);
    if (use == Use::serve || lock_ >= 0) {
        catalog::Connection connection(url, std::chrono::hours(1));
        catalog::migrate(connection);
    }
    store_ = open_store(config);
    partials_ = std::make_unique<store::Partials>(config.data_folder / "store/partial", config.reserve_bytes);
    if (use == Use::serve) forget_old_partials();
    house_.emplace(House{config, *catalog_, *store_, *partials_, clock_, taxa_, tries_, promises_, answers_together_});
}

void OpenHouse::forget_old_partials() {
    next_sweep_ = std::chrono::steady_clock::now() + std::chrono::hours(1);
    if (const int gone = partials_->sweep(config_.partial_lifetime); gone > 0)
        log_info("forgot unfinished files that nobody went on with", {{"files", std::to_string(gone)}});
}

void OpenHouse::tend() {
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_sweep_) forget_old_partials();
    if (!own_cluster_ || now < next_start_ || (cluster_ && cluster_->process() != 0)) return;
    next_start_ = now + std::chrono::seconds(5);
    log_error("the database ended by itself and is started again");
    try {
        if (cluster_) cluster_->release();
        // Where it cannot be started none is held: the next call tries again.
        cluster_.reset();
        cluster_.emplace(catalog::PrivateCluster::start(config_.data_folder));
    } catch (const Failure& failure) {
        log_error("the database did not start", {{"reason", failure.problem().detail}});
    }
}

OpenHouse::~OpenHouse() {
    house_.reset();
    catalog_.reset();
    cluster_.reset();
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace serow::journeys
