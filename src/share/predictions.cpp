#include "share/predictions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

#include "share/text.h"

namespace serow::share {

std::string checked_text(std::string_view text, std::string_view key, std::size_t most) {
    if (text.size() > most) throw EntryFault{std::format("\"{}\" is longer than {} bytes", key, most)};
    // No database holds it in a text.
    if (text.contains('\0')) throw EntryFault{std::format("\"{}\" holds a NUL character", key)};
    return mend_utf8(text);
}

std::string text_member(const json::object& object, std::string_view key, std::size_t most) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || value->is_null()) return {};
    if (!value->is_string()) throw EntryFault{std::format("\"{}\" is no text", key)};
    const auto& text = value->get_string();
    return checked_text(text, key, most);
}

double share_of(const json::value& value, std::string_view what) {
    if (!value.is_number()) throw EntryFault{std::format("{} is no number", what)};
    const auto number = value.to_number<double>();
    if (!(number >= 0 && number <= 1)) throw EntryFault{std::format("{} is {}, and not between 0 and 1", what, number)};
    return number;
}

Box read_bbox(const json::value* value, bool& cut) {
    if (value == nullptr || !value->is_array() || value->get_array().size() != 4)
        throw EntryFault{"a box is not four numbers [x, y, width, height]"};
    std::array<double, 4> side{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& number = value->get_array()[i];
        if (!number.is_number()) throw EntryFault{"a box is not four numbers [x, y, width, height]"};
        side[i] = number.to_number<double>();
    }
    const auto [x, y, width, height] = side;
    if (!std::ranges::all_of(side, [](double s) { return std::isfinite(s); }) || width < 0 || height < 0)
        throw EntryFault{std::format("the box [{}, {}, {}, {}] has no size", x, y, width, height)};
    const double left = std::clamp(x, 0.0, 1.0);
    const double top = std::clamp(y, 0.0, 1.0);
    const double right = std::clamp(x + width, 0.0, 1.0);
    const double bottom = std::clamp(y + height, 0.0, 1.0);
    if ((width > 0 && right <= left) || (height > 0 && bottom <= top) || x > 1 || y > 1 || x + width < 0 ||
        y + height < 0)
        throw EntryFault{std::format("the box [{}, {}, {}, {}] lies outside the picture; boxes are in shares of it", x,
                                     y, width, height)};
    constexpr double rounding = 0.01;
    cut = cut || x < -rounding || y < -rounding || x + width > 1 + rounding || y + height > 1 + rounding;
    // What lies inside stays as it was written, to the last digit.
    const bool inside = x >= 0 && y >= 0 && x + width <= 1 && y + height <= 1;
    return inside ? Box{x, y, width, height} : Box{left, top, right - left, bottom - top};
}

}  // namespace serow::share
