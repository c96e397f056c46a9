#include "base/json.h"

#include <format>

namespace serow {

Result<json::value> parse_json(std::string_view text, std::string_view what) {
    json::parse_options options;
    options.max_depth = 32;
    json::stream_parser parser({}, options);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size()) {
        // Only white space may follow the value.
        if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) error = json::error::extra_data;
    }
    if (!error) parser.finish(error);
    if (error)
        return problem(Code::bad_request,
                       std::format("{} is not valid JSON near character {}: {}", what, read + 1, error.message()));
    return parser.release();
}

}  // namespace serow
