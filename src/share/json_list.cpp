#include "share/json_list.h"

#include <boost/json/basic_parser_impl.hpp>
#include <format>
#include <optional>
#include <string>
#include <utility>

namespace serow::share {
namespace {

constexpr std::size_t deepest = 32;

// What the parser meets, turned into values: one for each member of the object, one for each element of the list.
class Values {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    Values(std::string_view list, const JsonElement& use) : list_(list), use_(use) { stack_.reset(); }

    json::object members;
    std::string fault;  // in place of the parser's own words
    bool list_seen = false;

    using Error = boost::system::error_code;
    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error) {
        if (depth_ == 0) return ++depth_, true;
        return begin_value(error) && (++depth_, true);
    }
    bool on_object_end(std::size_t n, Error& error) {
        --depth_;
        if (depth_ == 0) return true;
        stack_.push_object(n);
        return end_value(error);
    }
    bool on_array_begin(Error& error) {
        if (depth_ == 1 && key_ == list_) {
            if (list_seen) return refuse(std::format("\"{}\" is there twice", list_), error);
            list_seen = in_list_ = true;
            return ++depth_, true;
        }
        return begin_value(error) && (++depth_, true);
    }
    bool on_array_end(std::size_t n, Error& error) {
        --depth_;
        if (depth_ == 1 && in_list_) return in_list_ = false, true;
        stack_.push_array(n);
        return end_value(error);
    }
    bool on_key_part(std::string_view part, std::size_t, Error&) {
        if (depth_ == 1)
            key_part_ += part;
        else
            stack_.push_chars(part);
        return true;
    }
    bool on_key(std::string_view part, std::size_t, Error&) {
        if (depth_ == 1) {
            key_ = std::exchange(key_part_, {});
            key_ += part;
        } else {
            stack_.push_key(part);
        }
        return true;
    }
    bool on_string_part(std::string_view part, std::size_t, Error&) { return stack_.push_chars(part), true; }
    bool on_string(std::string_view part, std::size_t, Error& error) {
        return begin_value(error) && (stack_.push_string(part), end_value(error));
    }
    bool on_number_part(std::string_view, Error&) { return true; }
    bool on_int64(std::int64_t value, std::string_view, Error& error) {
        return begin_value(error) && (stack_.push_int64(value), end_value(error));
    }
    bool on_uint64(std::uint64_t value, std::string_view, Error& error) {
        return begin_value(error) && (stack_.push_uint64(value), end_value(error));
    }
    bool on_double(double value, std::string_view, Error& error) {
        return begin_value(error) && (stack_.push_double(value), end_value(error));
    }
    bool on_bool(bool value, Error& error) { return begin_value(error) && (stack_.push_bool(value), end_value(error)); }
    bool on_null(Error& error) { return begin_value(error) && (stack_.push_null(), end_value(error)); }
    bool on_comment_part(std::string_view, Error&) { return true; }
    bool on_comment(std::string_view, Error&) { return true; }

private:
    bool refuse(std::string why, Error& error) {
        fault = std::move(why);
        error = json::error::syntax;
        return false;
    }
    bool begin_value(Error& error) {
        if (depth_ == 0) return refuse("it is no object {…}", error);
        if (depth_ == 1 && key_ == list_) return refuse(std::format("\"{}\" is no list", list_), error);
        return true;
    }
    bool end_value(Error&) {
        if (depth_ == 1) {
            members[key_] = stack_.release();
            stack_.reset();
        } else if (depth_ == 2 && in_list_) {
            auto element = stack_.release();
            stack_.reset();
            use_(std::move(element), index_++);
        }
        return true;
    }

    std::string_view list_;
    const JsonElement& use_;
    json::value_stack stack_;
    std::string key_, key_part_;
    std::size_t depth_ = 0, index_ = 0;
    bool in_list_ = false;
};

// The code unit of "\uXXXX" at the start of `text`.
std::optional<unsigned> code_unit(std::string_view text) {
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return {};
    unsigned unit = 0;
    for (const char c : text.substr(2, 4)) {
        const auto digit = c >= '0' && c <= '9'   ? c - '0'
                           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                  : -1;
        if (digit < 0) return {};
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

// Where the strict parser would stumble over what Python writes: the text in its place, and how long that is.
struct Mend {
    std::size_t at = 0, length = 0;
    std::string_view put;
};

class Mender {
public:
    explicit Mender(std::string_view text) : text_(text) {}

    // The next place, or one at the end of the text.
    Mend next() {
        while (at_ < text_.size()) {
            if (in_string_) {
                at_ = text_.find_first_of("\"\\", at_);
                if (at_ == std::string_view::npos) break;
                if (text_[at_] == '"') {
                    in_string_ = false;
                    ++at_;
                } else if (const auto unit = code_unit(text_.substr(at_)); !unit || *unit < 0xD800 || *unit > 0xDFFF) {
                    at_ += unit ? 6 : 2;
                } else if (const auto second = code_unit(text_.substr(at_ + 6));
                           *unit < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF) {
                    at_ += 12;
                } else {
                    return found(6, "\\ufffd");
                }
            } else {
                at_ = text_.find_first_of("\"NI-", at_);
                if (at_ == std::string_view::npos) break;
                const auto rest = text_.substr(at_);
                if (rest.starts_with("NaN")) return found(3, "null");
                if (rest.starts_with("Infinity")) return found(8, "null");
                if (rest.starts_with("-Infinity")) return found(9, "null");
                in_string_ = text_[at_] == '"';
                ++at_;
            }
        }
        at_ = text_.size();
        return {text_.size(), 0, {}};
    }

private:
    Mend found(std::size_t length, std::string_view put) {
        const Mend mend{at_, length, put};
        at_ += length;
        return mend;
    }
    std::string_view text_;
    std::size_t at_ = 0;
    bool in_string_ = false;
};

}  // namespace

Result<json::object> read_json_list(std::string_view text, std::string_view what, std::string_view list,
                                    const JsonElement& use) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    json::parse_options options;
    options.max_depth = deepest;
    options.allow_invalid_utf8 = true;
    json::basic_parser<Values> parser(options, list, use);
    boost::system::error_code error;
    std::size_t at = 0;
    const auto feed = [&](std::string_view piece) {
        if (error || piece.empty()) return;
        std::size_t read = 0;
        if (!parser.done()) read = parser.write_some(true, piece.data(), piece.size(), error);
        // Only white space may follow the object.
        if (!error && piece.find_first_not_of(" \t\r\n", read) != std::string_view::npos &&
            (parser.done() || read < piece.size()))
            error = json::error::extra_data;
        at += read;
    };
    Mender mender(text);
    for (std::size_t from = 0; from < text.size() && !error;) {
        const auto mend = mender.next();
        feed(text.substr(from, mend.at - from));
        if (!error) at = mend.at;
        feed(mend.put);
        from = mend.at + mend.length;
    }
    if (!error && !parser.done()) parser.write_some(false, nullptr, 0, error);
    auto& values = parser.handler();
    if (error)
        return problem(Code::bad_request,
                       std::format("{} cannot be read near character {}: {}", what, at + 1,
                                   values.fault.empty() ? "it is not valid JSON: " + error.message() : values.fault));
    if (!values.list_seen) return problem(Code::bad_request, std::format("{} has no list \"{}\"", what, list));
    return std::move(values.members);
}

}  // namespace serow::share
