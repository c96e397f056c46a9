#include "media/jpeg.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

#include "media/jpeg_segments.h"
#include "media/resize.h"

namespace serow::media {
namespace {

// A progressive picture is decoded once for each scan and holds all its coefficients (2 bytes × 1.5 a
// pixel): both are bounded, or a file of kilobytes could keep a core busy for hours.
constexpr long long max_pixels_of_several_scans = 64'000'000;
constexpr int max_scans = 100;
constexpr long long max_pixels_times_scans = 2'000'000'000;

int orientation_in_tiff(Bytes tiff) {
    if (tiff.size() < 8) return 1;
    const bool little = u8(tiff, 0) == 'I';
    const auto word = [&](std::size_t at) { return little ? u8(tiff, at) | u8(tiff, at + 1) << 8 : u16(tiff, at); };
    const auto offset_low = static_cast<std::size_t>(word(little ? 4 : 6));
    const auto offset_high = static_cast<std::size_t>(word(little ? 6 : 4));
    const std::size_t directory = offset_high << 16 | offset_low;
    if (directory + 2 > tiff.size()) return 1;
    const int entries = word(directory);
    for (int i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + static_cast<std::size_t>(i) * 12;
        if (entry + 12 > tiff.size()) return 1;
        if (word(entry) != 0x0112) continue;
        const int value = word(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

using Coder = std::unique_ptr<void, int (*)(tjhandle)>;

int scale_denominator(int width, int height, int longest_side) {
    if (longest_side <= 0) return 1;
    // Only these three have vector code; 3/8 and the like are slower than decoding in full.
    for (const int denominator : {8, 4, 2})
        if ((std::max(width, height) + denominator - 1) / denominator >= longest_side) return denominator;
    return 1;
}

// Adobe writes CMYK inverted (255 is no ink), and nobody else writes it.
void cmyk_to_rgb(const std::vector<std::uint8_t>& cmyk, Image& image) {
    const auto times = [](int a, int b) { return static_cast<std::uint8_t>((a * b + 127) / 255); };
    for (std::size_t i = 0, o = 0; o + 2 < image.rgb.size(); i += 4, o += 3)
        for (std::size_t c = 0; c < 3; ++c) image.rgb[o + c] = times(cmyk[i + c], cmyk[i + 3]);
}

bool one_colour(const Image& image) {
    for (std::size_t i = 3; i < image.rgb.size(); ++i)
        if (image.rgb[i] != image.rgb[i - 3]) return false;
    return true;
}

std::string in_words(std::string_view said) {
    if (said.contains("Premature end of JPEG file")) return "truncated: the file ends before its picture does";
    return "damaged: " + std::string(said);
}

}  // namespace

JpegOutline outline_of_jpeg(Bytes file) {
    JpegOutline outline;
    outline.start = start_of_image(file);
    int components = 0;
    for_each_segment(file, [&](std::uint8_t marker, Bytes segment) {
        if (is_frame_header(marker) && outline.width == 0 && segment.size() >= 6) {
            outline.height = u16(segment, 1);
            outline.width = u16(segment, 3);
            components = u8(segment, 5);
            outline.several_scans = marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE;
        }
        if (marker == 0xDA) {
            ++outline.scans;
            if (!segment.empty() && u8(segment, 0) < components) outline.several_scans = true;
            // One scan with everything in it: what follows is entropy-coded data and need not be walked.
            return outline.several_scans && outline.scans <= max_scans;
        }
        return true;
    });
    return outline;
}

int orientation_of(Bytes file) {
    if (file.size() >= 4 && (u16(file, 0) == 0x4949 || u16(file, 0) == 0x4D4D)) return orientation_in_tiff(file);
    int orientation = 1;
    for_each_segment(file, [&](std::uint8_t marker, Bytes segment) {
        static constexpr char name[] = {'E', 'x', 'i', 'f', 0, 0};
        if (marker == 0xE1 && segment.size() > 6 && std::memcmp(segment.data(), name, 6) == 0) {
            orientation = orientation_in_tiff(segment.subspan(6));
            return false;
        }
        return marker != 0xDA;
    });
    return orientation;
}

Result<Decoded> decode_jpeg(Bytes file, const LeastSide& least_side) {
    auto outline = outline_of_jpeg(file);
    const Bytes bytes = file.subspan(outline.start);
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const Coder coder(tjInitDecompress(), tjDestroy);
    if (!coder) return problem(Code::internal, "libjpeg-turbo gave no decoder");
    int width = 0, height = 0, subsampling = 0, colours = 0;
    if (tjDecompressHeader3(coder.get(), data, bytes.size(), &width, &height, &subsampling, &colours) != 0 &&
        tjGetErrorCode(coder.get()) != TJERR_WARNING)
        return problem(Code::unreadable, std::string("the JPEG's header cannot be read (") +
                                             tjGetErrorStr2(coder.get()) + "); the file is damaged or cut short");
    if (width < 1 || height < 1) return problem(Code::unreadable, "the JPEG says that it has no pixels");

    if (width != outline.width || height != outline.height) {
        // The library found another frame header than we did: then nothing we counted holds, and the worst is assumed.
        outline.several_scans = true;
        outline.scans = max_scans;
    }
    const long long declared = static_cast<long long>(width) * height;
    const auto size = std::to_string(width) + " × " + std::to_string(height);
    if (declared > max_declared_pixels)
        return problem(Code::too_large, "the JPEG claims " + size + " pixels; the limit is 200 megapixels");
    if (outline.several_scans && (declared > max_pixels_of_several_scans || outline.scans > max_scans ||
                                  declared * outline.scans > max_pixels_times_scans))
        return problem(Code::too_large, "the progressive JPEG (" + size + " pixels, " + std::to_string(outline.scans) +
                                            " scans) would take too long to decode; save it as a baseline JPEG");

    const int orientation = orientation_of(bytes);
    const bool lies = orientation >= 5;  // width and height change places
    const int longest_side = lies ? least_side(height, width) : least_side(width, height);
    const int denominator = scale_denominator(width, height, longest_side);
    const int out_width = (width + denominator - 1) / denominator;
    const int out_height = (height + denominator - 1) / denominator;
    if (static_cast<long long>(out_width) * out_height > max_decoded_pixels)
        return problem(Code::too_large, "the JPEG has " + size + " pixels; at full size the limit is 100 megapixels");

    Decoded decoded;
    decoded.image = Image(out_width, out_height);
    const bool inks = colours == TJCS_CMYK || colours == TJCS_YCCK;
    std::vector<std::uint8_t> cmyk(inks ? static_cast<std::size_t>(out_width) * static_cast<std::size_t>(out_height) * 4
                                        : 0);
    // Where the picture is going to be shrunk, plain upsampling of the colour cannot be seen and saves a fifth.
    const int flags = TJFLAG_LIMITSCANS | (longest_side > 0 ? TJFLAG_FASTUPSAMPLE : 0);
    if (tjDecompress2(coder.get(), data, bytes.size(), inks ? cmyk.data() : decoded.image.rgb.data(), out_width, 0,
                      out_height, inks ? TJPF_CMYK : TJPF_RGB, flags) != 0)
        decoded.warnings.push_back(in_words(tjGetErrorStr2(coder.get())));
    if (inks) cmyk_to_rgb(cmyk, decoded.image);
    // The library fills what it cannot read with one colour: if there is nothing else, there is no picture.
    if (!decoded.warnings.empty() && one_colour(decoded.image))
        return problem(Code::unreadable, "no part of the picture can be decoded (" + decoded.warnings.front() + ")");
    if (outline.start > 0)
        decoded.warnings.push_back("damaged: " + std::to_string(outline.start) + " foreign bytes before the picture");

    decoded.image = apply_orientation(std::move(decoded.image), orientation);
    decoded.full_width = lies ? height : width;
    decoded.full_height = lies ? width : height;
    decoded.image.reduction = static_cast<double>(denominator);
    return decoded;
}

}  // namespace serow::media
