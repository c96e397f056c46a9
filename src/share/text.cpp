#include "share/text.h"

#include "base/json.h"

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

std::string json_text(std::string_view text) {
    return json::serialize(json::value(mend_utf8(text)));
}

}  // namespace serow::share
