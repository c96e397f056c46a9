// The worker processes beside the service. Hostile files are read there: what kills a worker does not kill the service.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/config.h"

namespace serow::server {

class Workers {
public:
    // Nothing runs until tend() is called.
    Workers(const Config& config, std::string database_url);
    ~Workers();  // asks them to end, waits up to ten seconds, then kills them
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // Starts what is missing, at most once a second each; call it now and then.
    void tend();

private:
    struct Worker {
        pid_t process = -1;
        std::chrono::steady_clock::time_point started{};
    };
    void start(Worker& worker);

    const Config& config_;
    std::string database_url_;
    std::vector<Worker> workers_;
};

}  // namespace serow::server
