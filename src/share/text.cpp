#include "share/text.h"

namespace serow::share {

std::string mend_utf8(std::string_view text) {
    std::string mended;
    mended.reserve(text.size());
    while (!text.empty()) {
        const auto size = first_character(text).bytes;
        if (size == 0) {
            mended += "\uFFFD";
            text.remove_prefix(1);
        } else {
            mended += text.substr(0, size);
            text.remove_prefix(size);
        }
    }
    return mended;
}

}  // namespace serow::share
