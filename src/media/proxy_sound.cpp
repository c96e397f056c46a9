#include <algorithm>
#include <array>
#include <cmath>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include "media/proxy_file.h"

namespace serow::media {
namespace {

// What AAC can say; other rates become 48 kHz.
constexpr std::array aac_rates{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
constexpr int bits_a_channel = 64'000;

// Cameras record 8 to 48 kHz in one or two channels. A header that claims a sample a second would have each sample made
// into thousands.
bool is_sane(int rate, int channels) {
    return rate >= 4000 && rate <= 384'000 && channels >= 1 && channels <= 16;
}

Result<Av<AVCodecContext>> open_sound_decoder(const AVStream& stream) {
    const std::string name = avcodec_get_name(stream.codecpar->codec_id);
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    Av<AVCodecContext> decoder(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!decoder) return problem(Code::unsupported, "its codec (" + name + ") is not decoded");
    if (avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0)
        return problem(Code::unreadable, "its description is damaged");
    decoder->thread_count = 1;
    decoder->pkt_timebase = stream.time_base;
    av_opt_set(decoder.get(), "codec_whitelist", decoders, 0);
    if (const int error = avcodec_open2(decoder.get(), codec, nullptr); error < 0)
        return problem(Code::unsupported, "its codec (" + name + ") cannot be opened: " + libav_words(error));
    return decoder;
}

Result<Av<AVCodecContext>> open_sound_encoder(int rate, int channels) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
    Av<AVCodecContext> encoder(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!encoder) return problem(Code::unsupported, "this libavcodec has no encoder for AAC");
    encoder->sample_rate = std::ranges::find(aac_rates, rate) != aac_rates.end() ? rate : 48'000;
    encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
    av_channel_layout_default(&encoder->ch_layout, std::min(channels, 2));
    encoder->bit_rate = std::int64_t{bits_a_channel} * encoder->ch_layout.nb_channels;
    encoder->time_base = {1, encoder->sample_rate};
    encoder->thread_count = 1;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (const int error = avcodec_open2(encoder.get(), codec, nullptr); error < 0)
        return problem(Code::internal, "the encoder for AAC cannot be opened: " + libav_words(error));
    return encoder;
}

Av<AVFrame> samples(const AVCodecContext& encoder, int count) {
    Av<AVFrame> frame(av_frame_alloc());
    if (!frame) return frame;
    frame->format = encoder.sample_fmt;
    frame->sample_rate = encoder.sample_rate;
    frame->nb_samples = count;
    if (av_channel_layout_copy(&frame->ch_layout, &encoder.ch_layout) < 0 || av_frame_get_buffer(frame.get(), 0) < 0)
        frame.reset();
    return frame;
}

}  // namespace

Result<ProxySound> ProxySound::open(const AVStream& from, double begins_s, ProxyFile& file) {
    ProxySound sound;
    auto decoder = open_sound_decoder(from);
    if (!decoder) return std::unexpected(decoder.error());
    sound.decoder_ = std::move(*decoder);
    const int rate = sound.decoder_->sample_rate;
    const int channels = sound.decoder_->ch_layout.nb_channels;
    if (!is_sane(rate, channels))
        return problem(Code::unreadable,
                       "it claims " + std::to_string(rate) + " Hz and " + std::to_string(channels) + " channels");
    auto encoder = open_sound_encoder(rate, channels);
    if (!encoder) return std::unexpected(encoder.error());
    sound.encoder_ = std::move(*encoder);
    sound.decoded_.reset(av_frame_alloc());
    sound.packet_.reset(av_packet_alloc());
    sound.waiting_.reset(av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, sound.encoder_->ch_layout.nb_channels, 4096));
    sound.to_ = file.add_stream(*sound.encoder_);
    if (!sound.decoded_ || !sound.packet_ || !sound.waiting_ || !sound.to_)
        return problem(Code::internal, "there is no memory for it");
    sound.from_ = from.index;
    sound.file_ = &file;
    const auto shift = std::llround(begins_s * sound.encoder_->sample_rate);
    sound.to_skip_ = std::max<std::int64_t>(0, -shift);
    sound.begins_ = std::max<std::int64_t>(0, shift);
    return sound;
}

Result<void> ProxySound::take(const AVPacket& packet) {
    if (avcodec_send_packet(decoder_.get(), &packet) < 0) return {};
    receive();
    return encode(encoder_->frame_size);
}

Result<void> ProxySound::end() {
    avcodec_send_packet(decoder_.get(), nullptr);
    receive();
    if (auto done = encode(1); !done) return done;
    if (!was_heard()) return {};
    avcodec_send_frame(encoder_.get(), nullptr);
    return write_ready(*file_, *encoder_, *to_, *packet_, encoder_->frame_size);
}

void ProxySound::receive() {
    while (avcodec_receive_frame(decoder_.get(), decoded_.get()) >= 0) {
        add(*decoded_);
        av_frame_unref(decoded_.get());
    }
}

// Damaged streams change their rate in the middle; what cannot be taken is left out.
bool ProxySound::adapt_to(const AVFrame& frame) {
    const int channels = frame.ch_layout.nb_channels;
    if (resampler_ && frame.sample_rate == in_rate_ && frame.format == in_format_ && channels == in_channels_)
        return true;
    if (!is_sane(frame.sample_rate, channels)) return false;
    AVChannelLayout layout{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&layout, channels);
    else if (av_channel_layout_copy(&layout, &frame.ch_layout) < 0)
        return false;
    SwrContext* resampler = nullptr;
    const int made =
        swr_alloc_set_opts2(&resampler, &encoder_->ch_layout, encoder_->sample_fmt, encoder_->sample_rate, &layout,
                            static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
    av_channel_layout_uninit(&layout);
    resampler_.reset(resampler);
    if (made < 0 || swr_init(resampler) < 0) {
        resampler_.reset();
        return false;
    }
    in_rate_ = frame.sample_rate;
    in_format_ = frame.format;
    in_channels_ = channels;
    return true;
}

void ProxySound::add(const AVFrame& frame) {
    if (frame.nb_samples < 1 || !adapt_to(frame)) return;
    const int room = swr_get_out_samples(resampler_.get(), frame.nb_samples);
    const auto out = room > 0 ? samples(*encoder_, room) : Av<AVFrame>{};
    if (!out) return;
    const int count = swr_convert(resampler_.get(), out->extended_data, room,
                                  const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
    if (count <= 0) return;
    av_audio_fifo_write(waiting_.get(), reinterpret_cast<void**>(out->extended_data), count);
    const auto skipped = std::min<std::int64_t>(to_skip_, av_audio_fifo_size(waiting_.get()));
    if (skipped > 0) av_audio_fifo_drain(waiting_.get(), static_cast<int>(skipped));
    to_skip_ -= skipped;
}

// The encoder's frames from what waits, while there are at least so many samples.
Result<void> ProxySound::encode(int least) {
    while (av_audio_fifo_size(waiting_.get()) >= std::max(1, least)) {
        const int count = std::min(av_audio_fifo_size(waiting_.get()), std::max(1, encoder_->frame_size));
        const auto frame = samples(*encoder_, count);
        if (!frame) return problem(Code::too_large, "there is no memory for the sound");
        if (av_audio_fifo_read(waiting_.get(), reinterpret_cast<void**>(frame->extended_data), count) < count)
            return {};
        frame->pts = begins_ + next_sample_;
        next_sample_ += count;
        if (avcodec_send_frame(encoder_.get(), frame.get()) < 0) return {};
        if (auto written = write_ready(*file_, *encoder_, *to_, *packet_, encoder_->frame_size); !written)
            return written;
    }
    return {};
}

}  // namespace serow::media
