// Names as cameras, cards and archives write them, in UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.h"

namespace serow::card {

using serow::is_utf8;

// The name for people and for the catalogue: UTF-8 stays as it is; else, where all of it is GB18030 (what Chinese
// systems write into archives), that; else each byte that does not fit as %XX. Never empty for a name that is not.
std::string name_in_utf8(std::string_view bytes);

}  // namespace serow::card
