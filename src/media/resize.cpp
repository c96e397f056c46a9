#include "media/resize.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace serow::media {
namespace {

// One axis of a resize: target i is the sum over k of weight[first_weight + k] / 256 × source[first + k].
// Weights of a target sum to exactly 256, so that a row of 255s stays 255 and 16 bits never overflow.
struct Span {
    int first = 0;
    int count = 0;
    int first_weight = 0;
};
struct Axis {
    std::vector<Span> spans;
    std::vector<std::uint16_t> weights;
};

void add_target(Axis& axis, int first, const std::vector<double>& shares) {
    Span span{first, 0, static_cast<int>(axis.weights.size())};
    double total = 0;
    for (const double share : shares) total += share;
    // Rounding the running sum rather than each weight keeps the total at 256.
    double sum = 0;
    int given = 0;
    for (const double share : shares) {
        sum += share;
        const int until = static_cast<int>(std::lround(256.0 * sum / total));
        axis.weights.push_back(static_cast<std::uint16_t>(until - given));
        given = until;
        ++span.count;
    }
    axis.spans.push_back(span);
}

Axis axis_of(int source, int target) {
    Axis axis;
    axis.spans.reserve(static_cast<std::size_t>(target));
    const double step = static_cast<double>(source) / target;
    std::vector<double> shares;
    for (int i = 0; i < target; ++i) {
        shares.clear();
        if (step >= 1) {
            const double from = i * step;
            const double to = std::min<double>(source, (i + 1) * step);
            const int first = std::min(source - 1, static_cast<int>(from + 1e-9));
            for (int s = first; s < source && (s == first || s < to - 1e-9); ++s)
                shares.push_back(std::max(1e-12, std::min<double>(s + 1, to) - std::max<double>(s, from)));
            add_target(axis, first, shares);
        } else {
            const double centre = std::clamp((i + 0.5) * step - 0.5, 0.0, source - 1.0);
            const int first = std::min(static_cast<int>(centre), std::max(0, source - 2));
            shares.push_back(1 - (centre - first));
            if (source > 1) shares.push_back(centre - first);
            add_target(axis, first, shares);
        }
    }
    return axis;
}

// sum[i] (+)= weight × row[i]: whole rows at once, eight 16-bit lanes an instruction.
void set_row(std::uint16_t* __restrict sum, const std::uint8_t* __restrict row, std::size_t n, std::uint16_t weight) {
    for (std::size_t i = 0; i < n; ++i) sum[i] = static_cast<std::uint16_t>(row[i] * weight);
}
void add_row(std::uint16_t* __restrict sum, const std::uint8_t* __restrict row, std::size_t n, std::uint16_t weight) {
    for (std::size_t i = 0; i < n; ++i) sum[i] = static_cast<std::uint16_t>(sum[i] + row[i] * weight);
}

// One target row out of a row of 8.8 sums.
void narrow_row(const std::uint16_t* __restrict sum, std::uint8_t* __restrict out, const Axis& axis) {
    const std::uint16_t* weights = axis.weights.data();
    for (const Span& span : axis.spans) {
        std::uint32_t r = 1u << 15, g = 1u << 15, b = 1u << 15;
        const std::uint16_t* in = sum + static_cast<std::size_t>(span.first) * 3;
        const std::uint16_t* weight = weights + span.first_weight;
        for (int k = 0; k < span.count; ++k, in += 3) {
            const std::uint32_t w = weight[k];
            r += w * in[0];
            g += w * in[1];
            b += w * in[2];
        }
        *out++ = static_cast<std::uint8_t>(r >> 16);
        *out++ = static_cast<std::uint8_t>(g >> 16);
        *out++ = static_cast<std::uint8_t>(b >> 16);
    }
}

}  // namespace

Image resize(const Image& image, int width, int height) {
    assert(width >= 1 && height >= 1);
    if (image.empty()) return {};
    if (width == image.width && height == image.height) return image;
    const Axis across = axis_of(image.width, width);
    const Axis down = axis_of(image.height, height);
    const auto row_bytes = static_cast<std::size_t>(image.width) * 3;
    std::vector<std::uint16_t> sum(row_bytes);
    Image result(width, height);
    for (int y = 0; y < height; ++y) {
        const Span& span = down.spans[static_cast<std::size_t>(y)];
        const std::uint16_t* weight = down.weights.data() + span.first_weight;
        set_row(sum.data(), image.row(span.first), row_bytes, weight[0]);
        for (int k = 1; k < span.count; ++k) add_row(sum.data(), image.row(span.first + k), row_bytes, weight[k]);
        narrow_row(sum.data(), result.row(y), across);
    }
    return result;
}

Image shrink_to(const Image& image, int longest) {
    const int side = std::max(image.width, image.height);
    if (side <= longest || image.empty()) return image;
    const auto scaled = [&](int length) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(length) * longest / side)));
    };
    return resize(image, scaled(image.width), scaled(image.height));
}

Image shrink_to(Image&& image, int longest) {
    if (std::max(image.width, image.height) <= longest) return std::move(image);
    return shrink_to(std::as_const(image), longest);
}

Image crop(const Image& image, const Box& box) {
    if (image.empty()) return {};
    const auto from = [](double part, int length) {
        return std::clamp(static_cast<int>(std::floor(part * length + 1e-6)), 0, length - 1);
    };
    const auto to = [](double part, int length, int start) {
        return std::clamp(static_cast<int>(std::ceil(part * length - 1e-6)), start + 1, length);
    };
    const int left = from(box.x, image.width);
    const int top = from(box.y, image.height);
    const int right = to(box.x + box.width, image.width, left);
    const int bottom = to(box.y + box.height, image.height, top);
    Image result(right - left, bottom - top);
    for (int y = top; y < bottom; ++y)
        std::copy_n(image.row(y) + static_cast<std::size_t>(left) * 3, static_cast<std::size_t>(right - left) * 3,
                    result.row(y - top));
    return result;
}

Image apply_orientation(Image image, int orientation) {
    if (orientation < 2 || orientation > 8 || image.empty()) return image;
    const int w = image.width;
    const int h = image.height;
    const bool swaps = orientation >= 5;
    Image result(swaps ? h : w, swaps ? w : h);
    for (int y = 0; y < result.height; ++y) {
        std::uint8_t* out = result.row(y);
        for (int x = 0; x < result.width; ++x, out += 3) {
            int sx = x, sy = y;
            switch (orientation) {
                case 2: sx = w - 1 - x; break;
                case 3: sx = w - 1 - x, sy = h - 1 - y; break;
                case 4: sy = h - 1 - y; break;
                case 5: sx = y, sy = x; break;
                case 6: sx = y, sy = h - 1 - x; break;
                case 7: sx = w - 1 - y, sy = h - 1 - x; break;
                case 8: sx = w - 1 - y, sy = x; break;
                default: break;
            }
            std::copy_n(image.row(sy) + static_cast<std::size_t>(sx) * 3, 3, out);
        }
    }
    return result;
}

Result<std::vector<std::byte>> encode_jpeg(const Image& image, int quality) {
    if (image.empty()) return problem(Code::invalid, "an image without pixels cannot be written as JPEG");
    if (image.width > 65500 || image.height > 65500)
        return problem(Code::invalid, "JPEG has no room for a side over 65500 pixels; shrink the image first");
    const std::unique_ptr<void, int (*)(tjhandle)> coder(tjInitCompress(), tjDestroy);
    if (!coder) return problem(Code::internal, "libjpeg-turbo gave no encoder");
    // Within a buffer of our own the library need not allocate: one copy less for each picture.
    unsigned long size = tjBufSize(image.width, image.height, TJSAMP_420);
    std::vector<std::byte> bytes(size);
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    if (tjCompress2(coder.get(), image.rgb.data(), image.width, 0, image.height, TJPF_RGB, &out, &size, TJSAMP_420,
                    std::clamp(quality, 1, 100), TJFLAG_NOREALLOC) != 0)
        return problem(Code::internal, std::string("writing a JPEG failed: ") + tjGetErrorStr2(coder.get()));
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

}  // namespace serow::media
