// Structured log lines on standard error: time, level, message, then key=value pairs (or JSON
// where SEROW_LOG_FORMAT=json). Never log passwords, tokens or coordinates of sensitive places.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace serow {

enum class LogLevel { debug, info, warning, error };

using LogFields = std::initializer_list<std::pair<std::string_view, std::string>>;

void set_log(LogLevel least, bool as_json);
void log(LogLevel level, std::string_view message, LogFields fields = {});

inline void log_info(std::string_view message, LogFields fields = {}) {
    log(LogLevel::info, message, fields);
}
inline void log_warning(std::string_view message, LogFields fields = {}) {
    log(LogLevel::warning, message, fields);
}
inline void log_error(std::string_view message, LogFields fields = {}) {
    log(LogLevel::error, message, fields);
}

}  // namespace serow
