// Files that travel inside the program (migrations, queries, taxa, manifests, the web page);
// cmake/house.cmake's serow_embed() puts them there.
#pragma once

#include <string_view>
#include <vector>

namespace serow {

struct EmbeddedFile {
    std::string_view path;   // below the folder that was embedded, with "/"
    std::string_view bytes;  // lives as long as the program
};

}  // namespace serow
