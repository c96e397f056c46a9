// What the decoders share, private to vision.
#pragma once

#include <cstdint>
#include <format>
#include <string_view>
#include <vector>

#include "vision/decode.h"

namespace serow::vision {

inline std::unexpected<Problem> wrong_form(std::string_view what) {
    return problem(Code::internal, std::format("the detector's output is not what its manifest says: {}", what));
}

using Shape = std::vector<std::int64_t>;

// The values of a float tensor of that shape (-1: any length); nullptr where it is another.
const float* floats_of(const Output& output, const Shape& shape);

// Gathers the boxes that are worth keeping.
class Finds {
public:
    explicit Finds(const Asked& asked) : asked_(asked) {}

    // `box` in shares of the picture.
    void in_picture(std::size_t label, double confidence, const Box& box);
    // Corners in pixels of the input.
    void in_input(std::size_t label, double confidence, double x1, double y1, double x2, double y2);
    // Centre and size in pixels of the input.
    void around(std::size_t label, double confidence, double x, double y, double width, double height) {
        in_input(label, confidence, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    [[nodiscard]] bool is_enough(double confidence) const { return confidence >= asked_.least_confidence; }
    [[nodiscard]] std::vector<Detection> take() { return std::move(found_); }

private:
    const Asked& asked_;
    std::vector<Detection> found_;
};

}  // namespace serow::vision
