// The service: page, API and workers, until it is told to stop.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "base/config.h"
#include "journeys/house.h"

namespace serow::server {

// `started` is called once it answers, with its address ("http://127.0.0.1:8080"). Starts `config.workers` processes
// of this same program (`serow work`), starts them again should they die, and ends them. Failures as
// journeys::OpenHouse and Server give them.
using Started = std::function<void(const journeys::House& house, const std::string& address)>;
void serve(const Config& config, const std::atomic<bool>& stop, const Started& started);

}  // namespace serow::server
