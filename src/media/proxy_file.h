// The parts of a proxy, private to media: the file, and the sound in it. The pictures are in proxy.cpp.
#pragma once

extern "C" {
#include <libavutil/audio_fifo.h>
#include <libswresample/swresample.h>
}

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "media/libav.h"

namespace serow::media {

// An MP4 that is being written.
class ProxyFile {
public:
    static Result<ProxyFile> create(const std::filesystem::path& path);

    // A stream for what `encoder`, opened, gives; nullptr where there is no memory.
    AVStream* add_stream(const AVCodecContext& encoder);
    // After the last add_stream(), before the first write().
    Result<void> begin();
    // Takes the packet's content over; its times are those of `encoder`.
    Result<void> write(AVPacket& packet, const AVCodecContext& encoder, const AVStream& stream);
    // The index, moved to the front.
    Result<void> end();

private:
    struct Close {
        void operator()(AVFormatContext* context) const {
            avio_closep(&context->pb);
            avformat_free_context(context);
        }
    };
    std::unique_ptr<AVFormatContext, Close> format_;
};

// All packets that `encoder` has ready, into the file.
Result<void> write_ready(ProxyFile& file, AVCodecContext& encoder, const AVStream& stream, AVPacket& packet,
                         std::int64_t duration);

// Sound in whatever codec to AAC. Damage costs sound, never the proxy.
class ProxySound {
public:
    // Of the stream `from`, whose first sample is `begins_s` after the first frame. A Problem where it cannot be had.
    static Result<ProxySound> open(const AVStream& from, double begins_s, ProxyFile& file);

    Result<void> take(const AVPacket& packet);
    Result<void> end();
    [[nodiscard]] int index() const { return from_; }
    [[nodiscard]] bool was_heard() const { return next_sample_ > 0; }

private:
    struct Free {
        void operator()(AVAudioFifo* fifo) const { av_audio_fifo_free(fifo); }
        void operator()(SwrContext* resampler) const { swr_free(&resampler); }
    };
    ProxySound() = default;
    void receive();
    void add(const AVFrame& frame);
    bool adapt_to(const AVFrame& frame);
    Result<void> encode(int least);

    int from_ = -1;
    ProxyFile* file_ = nullptr;
    const AVStream* to_ = nullptr;
    Av<AVCodecContext> decoder_, encoder_;
    Av<AVFrame> decoded_;
    Av<AVPacket> packet_;
    std::unique_ptr<SwrContext, Free> resampler_;
    std::unique_ptr<AVAudioFifo, Free> waiting_;
    int in_rate_ = 0, in_format_ = -1, in_channels_ = 0;  // what the resampler is set to
    std::int64_t to_skip_ = 0;                            // samples before the first frame
    std::int64_t begins_ = 0;                             // of the first sample kept, in samples
    std::int64_t next_sample_ = 0;                        // samples encoded
};

}  // namespace serow::media
