#include "base/log.h"

#include <unistd.h>

#include <atomic>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/time.h"

namespace serow {
namespace {

std::atomic<LogLevel> least_level{LogLevel::info};
std::atomic<bool> json_lines{false};

std::string_view word(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
    }
    return "error";
}

}  // namespace

void set_log(LogLevel least, bool as_json) {
    least_level = least;
    json_lines = as_json;
}

void log(LogLevel level, std::string_view message, LogFields fields) {
    if (level < least_level.load()) return;
    const std::string now = to_text(SystemClock().now());
    std::string line;
    if (json_lines) {
        boost::json::object object{{"time", now}, {"level", word(level)}, {"message", message}};
        for (const auto& [key, value] : fields) object[key] = value;
        line = boost::json::serialize(object);
    } else {
        line = now + " " + std::string(word(level)) + " " + std::string(message);
        for (const auto& [key, value] : fields) line += " " + std::string(key) + "=" + value;
    }
    line += '\n';
    // One write, so that lines of several threads and processes do not mix.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace serow
