// Cards that lie on this machine.
#pragma once

#include <filesystem>
#include <string>

namespace serow::cli {

// By its ending; a folder is none, however it is called.
bool is_zip(const std::filesystem::path& source);

// What the card in a folder or zip is called where nobody says: "/media/li/card12/DCIM" and "card12.zip" are card12.
// The folder need not be there (yet).
std::string card_name_of(const std::filesystem::path& source);

}  // namespace serow::cli
