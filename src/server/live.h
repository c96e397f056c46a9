// What changes in a project, told to every page that shows it.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "base/id.h"
#include "server/service.h"

namespace serow::server {

std::string live_topic(ProjectId project);

// Hears the database's notices on a thread of its own and publishes each project's progress, at most once a second and
// only where somebody listens. Ends with its life.
class LiveProgress {
public:
    LiveProgress(const Service& service, std::string database_url);

private:
    void run(const std::stop_token& stop);

    const Service& service_;
    std::string database_url_;
    std::jthread thread_;
};

}  // namespace serow::server
