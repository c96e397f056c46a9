// A zip written front to back, without knowing sizes beforehand (zip64 where needed).
#pragma once

#include <memory>
#include <string_view>

#include "share/sink.h"

namespace serow::share {

// The same entries give the same bytes: the entries' time is 1980-01-01, owner 0, mode 0644.
// Failure(internal) where the compressor fails; what the sink throws comes through.
class ZipStream {
public:
    explicit ZipStream(Sink sink);
    ~ZipStream();
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;

    // Ends the entry before. `path` with "/", relative.
    void begin_entry(std::string_view path);
    void write(std::string_view bytes);
    // Writes the directory at the end; nothing may follow.
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace serow::share
