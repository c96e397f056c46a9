#include "media/proxy.h"

extern "C" {
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cmath>
#include <format>

#include "media/kind.h"
#include "media/proxy_file.h"

namespace serow::media {
namespace {

constexpr int ticks = 90'000;           // a second of the proxy's time
constexpr double longest_pause_s = 60;  // no clip pauses for so long: a leap is damage, and is closed up

// When frames are shown, out of times that a damaged file loses or makes leap.
class ShownAt {
public:
    ShownAt(const Container& container, double frame_rate)
        : base_(av_q2d(container.stream->time_base)), step_(frame_rate > 0 ? 1 / frame_rate : 0.04) {}

    // Seconds since the first frame; negative for a frame that is to be left out, since the one before is too near.
    double operator()(const AVFrame& frame) {
        const auto stamp = frame.best_effort_timestamp;
        double now = last_ + step_;
        if (stamp != AV_NOPTS_VALUE && std::isfinite(base_)) now = static_cast<double>(stamp) * base_ - shift_;
        if (first_ || std::abs(now - last_) > longest_pause_s) {
            const double wanted = first_ ? 0 : last_ + step_;
            shift_ += now - wanted;
            now = wanted;
        } else if (now <= last_) {
            now = last_ + step_;
        }
        // 0.75: the times of 60 frames a second are rounded, and each of them counts.
        if (!first_ && now - last_ < 0.75 / proxy_frame_rate) return -1;
        first_ = false;
        last_ = now;
        return now;
    }
    [[nodiscard]] double end() const { return first_ ? 0 : last_ + step_; }

private:
    double base_;
    double step_;
    double shift_ = 0;
    double last_ = 0;
    bool first_ = true;
};

// Both even, since a chroma sample covers two by two pixels; 16 is the least that the encoder is good for.
std::pair<int, int> proxy_size(int width, int height) {
    const double scale = std::min(1.0, static_cast<double>(proxy_side) / std::max(width, height));
    const auto even = [&](int side) {
        return std::clamp(static_cast<int>(std::lround(side * scale / 2)) * 2, 16, proxy_side);
    };
    return {even(width), even(height)};
}

const AVCodec* encoder_for_h264() {
    return avcodec_find_encoder_by_name("libx264");
}

Result<Av<AVCodecContext>> open_picture_encoder(const Container& container, double frame_rate) {
    if (auto missing = no_proxy_encoder()) return std::unexpected(std::move(*missing));
    const AVCodec* codec = encoder_for_h264();
    const auto& from = *container.stream->codecpar;
    Av<AVCodecContext> encoder(avcodec_alloc_context3(codec));
    if (!encoder) return problem(Code::too_large, "there is no memory for an encoder");
    std::tie(encoder->width, encoder->height) = proxy_size(from.width, from.height);
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = {1, ticks};
    const double rate = std::clamp(frame_rate > 0 ? frame_rate : 25.0, 1.0, proxy_frame_rate);
    encoder->framerate = av_d2q(rate, 1001 * 60);
    encoder->sample_aspect_ratio = {1, 1};
    encoder->color_range = AVCOL_RANGE_MPEG;
    const bool hd = from.color_space == AVCOL_SPC_BT709;
    encoder->colorspace = hd ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    encoder->color_primaries = hd ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M;
    encoder->color_trc = hd ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M;
    encoder->gop_size = std::max(1, static_cast<int>(std::lround(2 * rate)));
    encoder->max_b_frames = 0;
    encoder->thread_count = 1;
    encoder->rc_max_rate = static_cast<std::int64_t>(proxy_bit_rate);
    encoder->rc_buffer_size = static_cast<int>(2 * proxy_bit_rate);
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av_opt_set(encoder->priv_data, "preset", "veryfast", 0);
    av_opt_set(encoder->priv_data, "crf", "25", 0);
    av_opt_set(encoder->priv_data, "profile", "high", 0);
    if (const int error = avcodec_open2(encoder.get(), codec, nullptr); error < 0)
        return problem(Code::internal, "the encoder for H.264 cannot be opened: " + libav_words(error));
    return encoder;
}

// Frames of any size and format to the encoder's.
class Pictures {
public:
    Pictures(const AVCodecContext& encoder) : encoder_(encoder), out_(av_frame_alloc()) {}

    Result<AVFrame*> fit(const AVFrame& frame) {
        if (static_cast<long long>(frame.width) * frame.height > proxy_pixels)
            return problem(Code::too_large, "a frame of more than 40 megapixels");
        bool full_range = frame.color_range == AVCOL_RANGE_JPEG;
        const auto format = plain_format(static_cast<AVPixelFormat>(frame.format), full_range);
        if (!scaler_ || frame.width != width_ || frame.height != height_ || format != format_ || full_range != full_) {
            scaler_.reset(open_scaler(frame, format, full_range));
            if (!scaler_) return problem(Code::unsupported, "a pixel format that cannot be converted");
            const auto* from = sws_getCoefficients(frame.colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601);
            const auto* to =
                sws_getCoefficients(encoder_.colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601);
            sws_setColorspaceDetails(scaler_.get(), from, full_range ? 1 : 0, to, 0, 0, 1 << 16, 1 << 16);
            width_ = frame.width;
            height_ = frame.height;
            format_ = format;
            full_ = full_range;
        }
        // The encoder may still hold the frame before; a new one has padded rows, as swscale's vector code needs them.
        av_frame_unref(out_.get());
        out_->format = encoder_.pix_fmt;
        out_->width = encoder_.width;
        out_->height = encoder_.height;
        out_->color_range = encoder_.color_range;
        out_->colorspace = encoder_.colorspace;
        if (av_frame_get_buffer(out_.get(), 0) < 0) return problem(Code::too_large, "there is no memory for a frame");
        if (sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, out_->data, out_->linesize) < 1)
            return problem(Code::unreadable, "a frame could not be converted");
        return out_.get();
    }

private:
    // The ranges must be known before it is initialised: where nothing else differs it would else be a mere copy.
    SwsContext* open_scaler(const AVFrame& frame, AVPixelFormat format, bool full_range) const {
        SwsContext* scaler = sws_alloc_context();
        if (!scaler) return nullptr;
        const auto set = [&](const char* name, int value) { av_opt_set_int(scaler, name, value, 0); };
        set("srcw", frame.width);
        set("srch", frame.height);
        set("src_format", format);
        set("src_range", full_range ? 1 : 0);
        set("dstw", encoder_.width);
        set("dsth", encoder_.height);
        set("dst_format", encoder_.pix_fmt);
        set("dst_range", 0);
        set("sws_flags", SWS_BILINEAR);
        if (sws_init_context(scaler, nullptr, nullptr) >= 0) return scaler;
        sws_freeContext(scaler);
        return nullptr;
    }

    const AVCodecContext& encoder_;
    Av<AVFrame> out_;
    struct Free {
        void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
    };
    std::unique_ptr<SwsContext, Free> scaler_;
    int width_ = 0, height_ = 0;
    AVPixelFormat format_ = AV_PIX_FMT_NONE;
    bool full_ = false;
};

// The seconds from the first frame to the first sample, as the container has them.
double sound_begins(const Container& container, const AVStream& sound) {
    const auto first = [](const AVStream& stream) {
        return stream.start_time == AV_NOPTS_VALUE ? 0
                                                   : static_cast<double>(stream.start_time) * av_q2d(stream.time_base);
    };
    const double later = first(sound) - first(*container.stream);
    return std::isfinite(later) && std::abs(later) < longest_pause_s ? later : 0;
}

class Transcoding {
public:
    Transcoding(Source& source, Container& container, AVCodecContext& decoder, AVCodecContext& encoder, ProxyFile& file,
                const AVStream& to)
        : source_(source),
          container_(container),
          decoder_(decoder),
          encoder_(encoder),
          file_(file),
          to_(to),
          pictures_(encoder),
          shown_at_(container, frame_rate_of(container)),
          step_(av_rescale_q(1, av_inv_q(encoder.framerate), encoder.time_base)) {}

    void listen_to(ProxySound sound) { sound_.emplace(std::move(sound)); }
    void warn(std::string sentence) { proxy_.warnings.push_back(std::move(sentence)); }

    Result<Proxy> run() {
        if (auto done = read_all(); !done) return std::unexpected(done.error());
        avcodec_send_packet(&decoder_, nullptr);
        if (auto done = receive(); !done) return std::unexpected(done.error());
        if (source_.late()) return too_slow();
        if (proxy_.frames == 0)
            return problem(Code::unreadable, "no frame of the video can be decoded" +
                                                 (last_error_.empty() ? std::string() : " (" + last_error_ + ")") +
                                                 "; the file is damaged or cut short");
        avcodec_send_frame(&encoder_, nullptr);
        if (auto done = write_ready(file_, encoder_, to_, *packet_, step_); !done) return std::unexpected(done.error());
        if (sound_)
            if (auto done = sound_->end(); !done) return std::unexpected(done.error());
        if (auto done = file_.end(); !done) return std::unexpected(done.error());
        if (failed_packets_ > 0) warn(std::format("damaged: {} packets could not be decoded", failed_packets_));
        proxy_.width = encoder_.width;
        proxy_.height = encoder_.height;
        proxy_.duration_s = shown_at_.end();
        proxy_.has_sound = sound_ && sound_->was_heard();
        return std::move(proxy_);
    }

private:
    Result<void> read_all() {
        int stalls = 0;
        while (!source_.late()) {
            av_packet_unref(packet_.get());
            const int error = av_read_frame(container_.format.get(), packet_.get());
            // A demuxer that can still go on after damage says so by EAGAIN; anything else is the end.
            if (error == AVERROR(EAGAIN) && ++stalls < 1000) continue;
            if (error < 0) {
                if (error != AVERROR_EOF && !source_.late())
                    warn("damaged: the video breaks off (" + libav_words(error) + ")");
                return {};
            }
            if (auto done = take(); !done) return done;
        }
        return too_slow();
    }

    Result<void> take() {
        if (packet_->size <= 0) return {};
        if (sound_ && packet_->stream_index == sound_->index()) return sound_->take(*packet_);
        if (packet_->stream_index != container_.stream->index) return {};
        const int error = avcodec_send_packet(&decoder_, packet_.get());
        if (error < 0 && error != AVERROR(EAGAIN)) {
            if (error == AVERROR(ENOMEM)) return no_memory();
            ++failed_packets_;
            last_error_ = libav_words(error);
        }
        return receive();
    }

    Result<void> receive() {
        for (;;) {
            const int error = avcodec_receive_frame(&decoder_, frame_.get());
            if (error == AVERROR(ENOMEM)) return no_memory();
            if (error < 0) return {};
            if (auto done = show(); !done) return done;
            if (source_.late()) return too_slow();
        }
    }

    Result<void> show() {
        const double second = shown_at_(*frame_);
        if (second < 0) return {};
        auto picture = pictures_.fit(*frame_);
        av_frame_unref(frame_.get());
        if (!picture) return std::unexpected(picture.error());
        (*picture)->pts = std::max<std::int64_t>(std::llround(second * ticks), last_ + 1);
        last_ = (*picture)->pts;
        if (const int error = avcodec_send_frame(&encoder_, *picture); error < 0)
            return problem(Code::internal, "a frame could not be encoded: " + libav_words(error));
        ++proxy_.frames;
        // The encoder's packets have an envelope of their own: the one that is read into may be in use.
        return write_ready(file_, encoder_, to_, *ready_, step_);
    }

    static std::unexpected<Problem> too_slow() {
        return problem(Code::timeout, "the video takes longer than its time limit to be made playable");
    }
    static std::unexpected<Problem> no_memory() {
        return problem(Code::too_large, "decoding the video needs more memory than is allowed");
    }

    Source& source_;
    Container& container_;
    AVCodecContext& decoder_;
    AVCodecContext& encoder_;
    ProxyFile& file_;
    const AVStream& to_;
    std::optional<ProxySound> sound_;
    Pictures pictures_;
    ShownAt shown_at_;
    std::int64_t step_;
    std::int64_t last_ = -1;
    Av<AVPacket> packet_{av_packet_alloc()};
    Av<AVPacket> ready_{av_packet_alloc()};
    Av<AVFrame> frame_{av_frame_alloc()};
    int failed_packets_ = 0;
    std::string last_error_;
    Proxy proxy_;
};

}  // namespace

std::optional<Problem> no_proxy_encoder() {
    if (encoder_for_h264()) return {};
    return Problem{Code::unsupported,
                   "this server cannot encode H.264: its libavcodec is built without libx264; Debian's has it"};
}

Result<Proxy> make_proxy(const std::filesystem::path& from, const std::filesystem::path& to,
                         const ProxyOptions& options) {
    const auto type = sniff_file(from);
    if (type.kind != Kind::video)
        return problem(Code::unsupported, "the file is no video by its content (" + type.mediatype + ")");
    Source source(from);
    const auto limit = std::chrono::duration<double>(std::clamp(options.time_limit_s, 0.0, 86400.0));
    source.deadline = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::milliseconds>(limit);
    auto container = open_container(source, type.mediatype);
    if (!container) return std::unexpected(container.error());
    const auto& codec = *container->stream->codecpar;
    if (codec.width < 1 || codec.height < 1)
        return problem(Code::unreadable, "the video does not say how large its frames are; its start is damaged");
    if (static_cast<long long>(codec.width) * codec.height > proxy_pixels)
        return problem(Code::too_large, std::format("the video has frames of {} × {} pixels; the limit for playing is "
                                                    "40 megapixels",
                                                    codec.width, codec.height));
    const auto decoder = open_decoder(*container->stream, 1);
    if (!decoder) return std::unexpected(decoder.error());
    (*decoder)->max_pixels = proxy_pixels;
    const auto encoder = open_picture_encoder(*container, frame_rate_of(*container));
    if (!encoder) return std::unexpected(encoder.error());
    auto file = ProxyFile::create(to);
    if (!file) return std::unexpected(file.error());
    AVStream* stream = file->add_stream(**encoder);
    if (!stream || (container->rotation != 0 && !set_rotation(*stream, container->rotation)))
        return problem(Code::too_large, "there is no memory for the proxy");
    Transcoding transcoding(source, *container, **decoder, **encoder, *file, *stream);

    auto& input = *container->format;
    const int index = av_find_best_stream(&input, AVMEDIA_TYPE_AUDIO, -1, container->stream->index, nullptr, 0);
    if (index >= 0) {
        auto& from_stream = *input.streams[index];
        if (auto sound = ProxySound::open(from_stream, sound_begins(*container, from_stream), *file)) {
            from_stream.discard = AVDISCARD_DEFAULT;
            transcoding.listen_to(std::move(*sound));
        } else {
            transcoding.warn("the sound is left out: " + sound.error().detail);
        }
    }
    if (auto begun = file->begin(); !begun) return std::unexpected(begun.error());
    return transcoding.run();
}

}  // namespace serow::media
