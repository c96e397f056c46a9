// Builds the house out of a configuration: database, migrations, store.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "catalog/pool.h"
#include "catalog/private_cluster.h"
#include "journeys/house.h"

namespace serow::journeys {

enum class Use {
    serve,  // owns the data folder: a second one is refused with Failure(conflict); migrates
    tool,   // a command beside a running service, or without one
};

// Of s3://bucket/prefix at the service that the settings name.
store::S3Options s3_options(const Config& config, const std::string& url);

// Holds everything open; stops a private cluster again that nobody else uses. Failures as catalog::PrivateCluster,
// catalog::migrate and the store give them.
class OpenHouse {
public:
    OpenHouse(const Config& config, Use use);
    ~OpenHouse();
    OpenHouse(const OpenHouse&) = delete;
    OpenHouse& operator=(const OpenHouse&) = delete;

    [[nodiscard]] const House& house() const { return *house_; }
    // Starts a private cluster again that ended by itself (killed, out of memory); call it now and then. Tries at
    // most every five seconds, and logs what hinders it.
    void tend();
    // Of the database, as worker processes need it.
    [[nodiscard]] const std::string& database_url() const { return catalog_->url(); }

private:
    int lock_ = -1;
    SystemClock clock_;
    Taxa taxa_;
    TryCounter tries_;
    std::optional<catalog::PrivateCluster> cluster_;
    bool own_cluster_ = false;  // ours to keep alive and to stop
    void forget_old_partials();
    std::chrono::steady_clock::time_point next_sweep_;
    std::chrono::steady_clock::time_point next_start_;
    const Config& config_;
    std::unique_ptr<catalog::Catalog> catalog_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::Partials> partials_;
    Promises promises_;
    AnswersTogether answers_together_;
    std::optional<House> house_;
};

// Hears of changes in projects, as catalog::Listener.
using ChangeListener = catalog::Listener;

}  // namespace serow::journeys
