#include "card/checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace serow::card {
namespace {

constexpr std::int64_t format = 1;

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view what) {
    const int error = errno;
    const bool full = error == ENOSPC || error == EDQUOT;
    throw Failure(full ? Code::storage_full : Code::unavailable,
                  "the checkpoint " + file.string() + " " + std::string(what) + ": " + std::strerror(error) +
                      (full ? "; make room and start again, it goes on where it stopped" : ""));
}

// The settings of a header line; nullopt where the line is none.
std::optional<std::string> settings_of(std::string_view line) {
    const auto value = parse_json(line, "the checkpoint's first line");
    if (!value || !value->is_object()) return {};
    const auto* version = value->get_object().if_contains("serow_checkpoint");
    const auto* settings = value->get_object().if_contains("settings");
    if (!version || !version->is_int64() || version->get_int64() != format) return {};
    if (!settings || !settings->is_string()) return {};
    return std::string(settings->get_string());
}

// One finished file; nullopt where the line is damaged.
std::optional<std::pair<CardFile, json::value>> finished_of(std::string_view line) {
    auto value = parse_json(line, "a line of the checkpoint");
    if (!value || !value->is_object()) return {};
    auto& object = value->get_object();
    const auto* path = object.if_contains("path");
    const auto* size = object.if_contains("size");
    const auto* modified = object.if_contains("modified_ms");
    auto* result = object.if_contains("result");
    if (!path || !path->is_string() || !size || !size->is_number() || !modified || !modified->is_int64() || !result)
        return {};
    boost::system::error_code error;
    const auto bytes = size->to_number<std::uint64_t>(error);
    if (error) return {};
    CardFile file{std::string(path->get_string()), bytes, modified->get_int64(), NameKind::not_media};
    return std::pair(std::move(file), std::move(*result));
}

// File names are bytes and JSON is UTF-8: a stray byte becomes a NUL, which no path holds, and two hexadecimal
// digits. The strict parser would refuse the line otherwise, and the file would be done anew each time.
std::string encoded(std::string_view path) {
    std::string text;
    for (std::size_t at = 0; at < path.size();) {
        const auto lead = static_cast<unsigned char>(path[at]);
        std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
        bool sound = length > 0 && at + length <= path.size();
        for (std::size_t i = 1; sound && i < length; ++i)
            sound = (static_cast<unsigned char>(path[at + i]) & 0xC0) == 0x80;
        if (sound) {
            text.append(path.substr(at, length));
            at += length;
        } else {
            static constexpr char digits[] = "0123456789abcdef";
            text += {'\0', digits[lead >> 4], digits[lead & 15]};
            ++at;
        }
    }
    return text;
}

}  // namespace

std::filesystem::path checkpoint_path(const std::filesystem::path& output) {
    auto path = output;
    path += ".checkpoint";
    return path;
}

Checkpoint::Checkpoint(std::filesystem::path file, std::string_view settings) : file_(std::move(file)) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (descriptor_ < 0) fail(file_, "cannot be opened");
    try {
        load(settings);
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
}

Checkpoint::~Checkpoint() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Checkpoint::load(std::string_view settings) {
    std::ifstream in(file_, std::ios::binary);
    if (!in)
        throw Failure(Code::unreadable, "the checkpoint " + file_.string() + " cannot be read; check its permissions");
    std::string line;
    std::uint64_t whole = 0;  // bytes up to and with the last line feed
    bool first = true;
    while (std::getline(in, line)) {
        const bool torn = in.eof();  // no line feed: the process died while writing it
        if (torn && !first) break;
        if (first) {
            const auto found = settings_of(line);
            // A header torn by a crash is a beginning of what we would write; anything else is somebody's file.
            if (torn && !found && std::string_view(line).starts_with("{\"serow_checkpoint\":")) break;
            if (!found)
                throw Failure(Code::invalid,
                              file_.string() + " is no checkpoint of Serow; move it away or choose another output");
            if (*found != settings)
                throw Failure(Code::conflict, "the checkpoint " + file_.string() + " was made with other settings (" +
                                                  *found + ", now " + std::string(settings) +
                                                  "); use those again, or delete it to start anew");
            if (torn) break;
            first = false;
        } else if (auto finished = finished_of(line)) {
            const auto& done = finished->first;
            finished_[done.path] = Entry{done.size, done.modified_ms, whole, line.size()};
        } else {
            ++damaged_lines_;
        }
        whole += line.size() + 1;
    }
    in.close();
    if (::ftruncate(descriptor_, static_cast<off_t>(whole)) != 0)
        fail(file_, "cannot be cut back to its last whole line");
    end_ = whole;
    if (first) {
        finished_.clear();
        write(json::serialize(json::object{{"serow_checkpoint", format}, {"settings", settings}}) + "\n");
    }
}

const Checkpoint::Entry* Checkpoint::entry_of(const CardFile& file) const {
    const auto found = finished_.find(encoded(file.path));
    if (found == finished_.end()) return nullptr;
    const auto& entry = found->second;
    return entry.size == file.size && entry.modified_ms == file.modified_ms ? &entry : nullptr;
}

std::optional<json::value> Checkpoint::find(const CardFile& file) const {
    const auto* entry = entry_of(file);
    if (entry == nullptr) return {};
    std::string line(entry->length, '\0');
    for (std::size_t read = 0; read < line.size();) {
        const auto count =
            ::pread(descriptor_, line.data() + read, line.size() - read, static_cast<off_t>(entry->place + read));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) throw Failure(Code::unreadable, "the checkpoint " + file_.string() + " cannot be read again");
        read += static_cast<std::size_t>(count);
    }
    auto finished = finished_of(line);
    if (!finished)
        throw Failure(Code::unreadable,
                      "the checkpoint " + file_.string() + " changed while it was in use; run the command again");
    return std::move(finished->second);
}

void Checkpoint::append(const CardFile& file, const json::value& result) {
    const auto path = encoded(file.path);
    json::object line{{"path", path}, {"size", file.size}, {"modified_ms", file.modified_ms}};
    line["result"] = result;
    const auto text = json::serialize(line);
    const auto place = end_;
    write(text + "\n");
    finished_[path] = Entry{file.size, file.modified_ms, place, text.size()};
}

void Checkpoint::write(std::string_view text) {
    // One write() to an appending descriptor: the line arrives whole unless the disk is full.
    while (!text.empty()) {
        const auto written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(file_, "cannot be written");
        text.remove_prefix(static_cast<std::size_t>(written));
        end_ += static_cast<std::uint64_t>(written);
    }
}

void Checkpoint::sync() {
    if (::fsync(descriptor_) != 0) fail(file_, "cannot be brought to the disk");
}

void Checkpoint::remove() {
    ::close(std::exchange(descriptor_, -1));
    std::error_code error;
    std::filesystem::remove(file_, error);
    if (error)
        throw Failure(Code::unavailable, "the checkpoint " + file_.string() + " cannot be deleted: " + error.message());
}

}  // namespace serow::card
