// Bytes that may be a photo or a video, through every reader of the media room. Build with clang and
// -fsanitize=fuzzer,address,undefined, link serow_media, and start from a folder of small real files.
// tests/media/hostile_test.cpp runs the same readers on seeded damage with any compiler.
#include <cstddef>
#include <cstdint>
#include <span>

#include "media/decode.h"
#include "media/facts.h"
#include "media/kind.h"
#include "media/renditions.h"
#include "media/video.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace serow::media;
    const auto file = std::as_bytes(std::span(data, size));
    const auto facts = read_facts(file);
    if (facts && (facts->width < 1 || facts->height < 1 || facts->exif_json.size() > 65536)) __builtin_trap();
    if (sniff(file).kind == Kind::video) {
        const SampleOptions few{.longest_side = 64, .max_frames = 3, .time_limit_s = 5};
        (void)sample_frames(file, few, [](SampledFrame&& frame) { return !frame.image.empty(); });
    } else {
        const auto decoded = decode_image(file, 64);
        if (decoded && decoded->image.empty()) __builtin_trap();
    }
    return 0;
}
