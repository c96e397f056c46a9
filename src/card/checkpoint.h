// The resume point of a long pass over a card: what has been finished, in a file beside the output.
//
// JSON lines. The first line names the settings; each further line is one finished file:
//   {"serow_checkpoint":1,"settings":"…"}
//   {"path":"DCIM/100RECNX/RCNX0031.JPG","size":104067,"modified_ms":1618166589000,"result":{…}}
// Lines are only ever appended, so that a crash can damage no more than the last one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/json.h"
#include "base/problem.h"
#include "card/walk.h"

namespace serow::card {

// OUTPUT.checkpoint, beside the output.
std::filesystem::path checkpoint_path(const std::filesystem::path& output);

class Checkpoint {
public:
    // Opens or creates the file. `settings` is a fingerprint of all that shapes a result (hash of the
    // model, threshold, version of the format). A torn last line is cut off. Throws Failure:
    //   conflict    the file was written with other settings: finish with those, or remove it;
    //   invalid     it is no checkpoint at all: it is left alone;
    //   unreadable, storage_full, unavailable   the disk's reasons.
    Checkpoint(std::filesystem::path file, std::string_view settings);
    ~Checkpoint();
    Checkpoint(const Checkpoint&) = delete;
    Checkpoint& operator=(const Checkpoint&) = delete;

    // Whether a result is recorded for this very file: same path, size and time of change.
    [[nodiscard]] bool has(const CardFile& file) const { return entry_of(file) != nullptr; }
    // That result, read from the disk, so that a long card takes no memory for its results. The latest wins.
    // Throws Failure(unreadable).
    [[nodiscard]] std::optional<json::value> find(const CardFile& file) const;
    [[nodiscard]] std::size_t size() const { return finished_.size(); }
    // Lines that could not be read and count as not done (a damaged disk); 0 after a mere crash.
    [[nodiscard]] std::size_t damaged_lines() const { return damaged_lines_; }

    // Records one result and hands it to the system, so that a killed process loses nothing; call sync()
    // now and then against a power cut. Throws Failure(storage_full or unavailable).
    void append(const CardFile& file, const json::value& result);
    void sync();

    // The work is complete: closes and deletes the file. No other call may follow.
    void remove();

private:
    struct Entry {
        std::uint64_t size = 0;
        std::int64_t modified_ms = 0;
        std::uint64_t place = 0;  // of its line in the file
        std::size_t length = 0;
    };

    [[nodiscard]] const Entry* entry_of(const CardFile& file) const;
    void load(std::string_view settings);
    void write(std::string_view text);

    std::filesystem::path file_;
    int descriptor_ = -1;
    std::uint64_t end_ = 0;  // of the file
    std::size_t damaged_lines_ = 0;
    std::unordered_map<std::string, Entry> finished_;
};

}  // namespace serow::card
