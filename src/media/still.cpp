// Stills other than JPEG, through libav's decoders.
#include <algorithm>
#include <cstring>

#include "media/jpeg.h"
#include "media/libav.h"
#include "media/resize.h"

namespace serow::media {
namespace {

// These formats hold up to 8 bytes a pixel while they are decoded, where JPEG holds 3.
constexpr long long max_pixels_of_other_stills = 64'000'000;

struct CodecRow {
    std::string_view mediatype;
    AVCodecID codec;
};
constexpr CodecRow codecs[] = {{"image/png", AV_CODEC_ID_PNG},
                               {"image/tiff", AV_CODEC_ID_TIFF},
                               {"image/webp", AV_CODEC_ID_WEBP},
                               {"image/bmp", AV_CODEC_ID_BMP},
                               {"image/gif", AV_CODEC_ID_GIF}};

// A GIF's packets are cut by its demuxer; of the others the whole file is one packet.
Result<Av<AVPacket>> packet_of(std::span<const std::byte> file, std::string_view mediatype) {
    Av<AVPacket> packet(av_packet_alloc());
    if (!packet) return problem(Code::internal, "no memory for a picture");
    if (mediatype == "image/gif") {
        Source source(file);
        const auto container = open_container(source, mediatype);
        if (!container) return std::unexpected(container.error());
        if (av_read_frame(container->format.get(), packet.get()) < 0)
            return problem(Code::unreadable, "the GIF holds no picture; the file is cut short");
        return packet;
    }
    if (av_new_packet(packet.get(), static_cast<int>(file.size())) < 0)
        return problem(Code::too_large, "no memory for a file of this size");
    std::memcpy(packet->data, file.data(), file.size());
    return packet;
}

}  // namespace

Result<Decoded> decode_other_still(std::span<const std::byte> file, std::string_view mediatype) {
    if (file.size() > max_still_bytes)
        return problem(Code::too_large, "the picture has more than 256 MiB; the limit for stills");
    const auto* row = std::ranges::find(codecs, mediatype, &CodecRow::mediatype);
    const AVCodec* codec = row == std::end(codecs) ? nullptr : avcodec_find_decoder(row->codec);
    if (!codec)
        return problem(Code::unsupported, "pictures of the type " + std::string(mediatype) + " are not decoded");
    const auto packet = packet_of(file, mediatype);
    if (!packet) return std::unexpected(packet.error());
    Av<AVCodecContext> context(avcodec_alloc_context3(codec));
    Av<AVFrame> frame(av_frame_alloc());
    if (!context || !frame) return problem(Code::internal, "no memory for a picture");
    context->max_pixels = max_pixels_of_other_stills;
    context->thread_count = 1;
    int error = avcodec_open2(context.get(), codec, nullptr);
    if (error >= 0) error = avcodec_send_packet(context.get(), packet->get());
    if (error >= 0) error = avcodec_receive_frame(context.get(), frame.get());
    if (error == AVERROR(EAGAIN)) {
        avcodec_send_packet(context.get(), nullptr);
        error = avcodec_receive_frame(context.get(), frame.get());
    }
    if (error < 0) {
        const long long declared = static_cast<long long>(context->width) * context->height;
        if (declared > max_pixels_of_other_stills)
            return problem(Code::too_large,
                           "the picture claims more than 64 megapixels, the limit for " + std::string(mediatype));
        return problem(Code::unreadable, "the picture cannot be decoded (" + libav_words(error) + ", " +
                                             std::string(mediatype) + "); the file is damaged or of a rare kind");
    }
    auto image = to_rgb(*frame, 0);
    if (!image) return std::unexpected(image.error());
    Decoded decoded;
    decoded.image = apply_orientation(std::move(*image), mediatype == "image/tiff" ? orientation_of(file) : 1);
    decoded.full_width = decoded.image.width;
    decoded.full_height = decoded.image.height;
    if (frame->decode_error_flags != 0)
        decoded.warnings.push_back("damaged: parts of the picture could not be decoded");
    return decoded;
}

}  // namespace serow::media
