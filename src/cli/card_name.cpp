#include "cli/card_name.h"

#include <cctype>
#include <system_error>

namespace serow::cli {

namespace fs = std::filesystem;

bool is_zip(const fs::path& source) {
    auto extension = source.extension().string();
    for (auto& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    std::error_code error;
    return extension == ".zip" && !fs::is_directory(source, error);
}

std::string card_name_of(const fs::path& source) {
    std::error_code error;
    auto path = fs::weakly_canonical(source, error);
    // A card that is pulled at this moment.
    if (error) path = source.lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    if (path.filename() == "DCIM" && path.has_parent_path() && path.parent_path() != path.root_path())
        path = path.parent_path();
    return (is_zip(path) ? path.stem() : path.filename()).string();
}

}  // namespace serow::cli
