#include "media/crop_region.h"

#include <algorithm>

namespace serow::media {

Box crop_region(const Box& box, int width, int height) {
    if (width < 1 || height < 1) return {0, 0, 1, 1};
    const double side = std::max(box.width * width, box.height * height) * (1 + 2 * crop_margin);
    const auto along = [&](double at, double length, double whole, double& from, double& span) {
        span = std::min(1.0, side / whole);
        from = std::clamp(at + length / 2 - span / 2, 0.0, 1 - span);
    };
    Box region;
    along(box.x, box.width, width, region.x, region.width);
    along(box.y, box.height, height, region.y, region.height);
    return region;
}

}  // namespace serow::media
