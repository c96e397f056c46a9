#include "media/proxy_file.h"

#include <cerrno>

namespace serow::media {
namespace {

std::unexpected<Problem> cannot_write(int error) {
    const bool full = error == AVERROR(ENOSPC) || error == AVERROR(EFBIG) || error == AVERROR(EDQUOT);
    return problem(full ? Code::storage_full : Code::internal, "the proxy cannot be written: " + libav_words(error));
}

}  // namespace

Result<ProxyFile> ProxyFile::create(const std::filesystem::path& path) {
    // Our own path, under a protocol that opens files alone.
    const auto url = "file:" + path.string();
    ProxyFile file;
    AVFormatContext* format = nullptr;
    if (const int error = avformat_alloc_output_context2(&format, nullptr, "mp4", url.c_str()); error < 0)
        return cannot_write(error);
    file.format_.reset(format);
    if (const int error = avio_open(&format->pb, url.c_str(), AVIO_FLAG_WRITE); error < 0) return cannot_write(error);
    format->flags |= AVFMT_FLAG_BITEXACT;  // the same video gives the same bytes
    return file;
}

AVStream* ProxyFile::add_stream(const AVCodecContext& encoder) {
    AVStream* stream = avformat_new_stream(format_.get(), nullptr);
    if (!stream || avcodec_parameters_from_context(stream->codecpar, &encoder) < 0) return nullptr;
    stream->time_base = encoder.time_base;
    return stream;
}

Result<void> ProxyFile::begin() {
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart", 0);
    const int error = avformat_write_header(format_.get(), &options);
    av_dict_free(&options);
    if (error < 0) return cannot_write(error);
    return {};
}

Result<void> ProxyFile::write(AVPacket& packet, const AVCodecContext& encoder, const AVStream& stream) {
    packet.stream_index = stream.index;
    av_packet_rescale_ts(&packet, encoder.time_base, stream.time_base);
    if (const int error = av_interleaved_write_frame(format_.get(), &packet); error < 0) return cannot_write(error);
    return {};
}

Result<void> ProxyFile::end() {
    if (const int error = av_write_trailer(format_.get()); error < 0) return cannot_write(error);
    avio_flush(format_->pb);
    if (const int error = format_->pb->error; error < 0) return cannot_write(error);
    return {};
}

Result<void> write_ready(ProxyFile& file, AVCodecContext& encoder, const AVStream& stream, AVPacket& packet,
                         std::int64_t duration) {
    while (avcodec_receive_packet(&encoder, &packet) >= 0) {
        if (packet.duration <= 0) packet.duration = duration;
        if (auto written = file.write(packet, encoder, stream); !written) return written;
    }
    return {};
}

}  // namespace serow::media
