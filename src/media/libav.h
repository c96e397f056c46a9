// libav behind owners, private to media: opening hostile containers within bounds, frames to RGB.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/problem.h"
#include "media/decode.h"

namespace serow::media {

struct LibavDelete {
    void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
    void operator()(AVPacket* p) const { av_packet_free(&p); }
    void operator()(AVFrame* p) const { av_frame_free(&p); }
    void operator()(AVIOContext* p) const {
        av_freep(static_cast<void*>(&p->buffer));
        avio_context_free(&p);
    }
};
// The decoders of what trap cameras, phones and old camcorders write, pictures and sound. Each further one would be
// code that strangers' bytes can reach.
extern const char* const decoders;

template <class T>
using Av = std::unique_ptr<T, LibavDelete>;

// "Invalid data found when processing input"
std::string libav_words(int error);

// Bytes from memory or from a file, never from elsewhere: libav is given no way to open anything itself.
class Source {
public:
    explicit Source(std::span<const std::byte> bytes) : bytes_(bytes) {}
    explicit Source(const std::filesystem::path& path);  // throws Failure(unreadable)
    ~Source();
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    [[nodiscard]] bool late() const { return std::chrono::steady_clock::now() > deadline; }

    static int read(void* source, std::uint8_t* out, int size);
    static std::int64_t seek(void* source, std::int64_t offset, int whence);

private:
    std::span<const std::byte> bytes_;
    std::FILE* file_ = nullptr;
    std::int64_t at_ = 0;
    std::int64_t size_ = 0;
};

// An opened container with its video stream chosen. `io` must outlive `format`.
struct Container {
    Av<AVIOContext> io;
    Av<AVFormatContext> format;
    AVStream* stream = nullptr;
    int rotation = 0;  // degrees clockwise that a frame must be turned to stand upright: 0, 90, 180, 270
};

// Opens `source` as `mediatype` (never as what it may also look like). `source` must outlive the result.
Result<Container> open_container(Source& source, std::string_view mediatype);

// Says of a stream to be written that its frames must be turned clockwise; false where there is no memory.
bool set_rotation(AVStream& stream, int degrees);

// A decoder for the stream: one of the video codecs that cameras write, `threads` threads.
Result<Av<AVCodecContext>> open_decoder(const AVStream& stream, int threads);

// Frames per second; 0 where the container does not say or says nonsense (over 1000).
double frame_rate_of(const Container& container);

// The full-range "J" formats are deprecated names: the plain format and, in `full_range`, the range said apart.
AVPixelFormat plain_format(AVPixelFormat format, bool& full_range);

// The frame as RGB, shrunk to fit into longest × longest unless that is 0.
Result<Image> to_rgb(const AVFrame& frame, int longest);

// PNG, TIFF, WebP, BMP and the first picture of a GIF.
Result<Decoded> decode_other_still(std::span<const std::byte> file, std::string_view mediatype);

}  // namespace serow::media
