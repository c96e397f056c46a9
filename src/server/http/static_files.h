// The web page out of the program: embedded files with entity tags and caching.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "server/http/message.h"

namespace serow::server {

class StaticFiles {
public:
    // Paths are as embedded, "index.html", "assets/app-1a2b3c.js"; the bytes live as long as the program.
    explicit StaticFiles(const std::vector<EmbeddedFile>& files);
    ~StaticFiles();

    // The file of that path ("/" is index.html); index.html for paths of pages, which have no dot in their last
    // segment; a 404 problem for everything else, and always below /api/. Files below assets/ carry a hash in
    // their name and may be kept for ever, all others are asked for again each time (304).
    [[nodiscard]] Response answer(const Request& request) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// By extension, with charset for text; "application/octet-stream" for unknown ones.
std::string_view media_type_of(std::string_view path);

}  // namespace serow::server
