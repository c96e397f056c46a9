#include "media/libav.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <mutex>

namespace serow::media {

const char* const decoders =
    "h264,hevc,mjpeg,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,h263,h263p,h263i,mpeg1video,mpeg2video,wmv1,wmv2,wmv3,vc1,vp8,"
    "vp9,libdav1d,av1,theora,dvvideo,rawvideo,flv,svq1,svq3,cinepak,prores,png,gif,"
    "aac,mp2,mp2float,mp3,mp3float,amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_u8,pcm_mulaw,pcm_alaw,adpcm_ima_wav,adpcm_ima_"
    "qt,"
    "adpcm_ms,wmav1,wmav2,vorbis,opus";

namespace {

void prepare_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_level(AV_LOG_QUIET);
        // No single block over 640 MiB, whatever a header claims (a 64-megapixel frame of 16-bit RGBA has 512).
        av_max_alloc(std::size_t{640} << 20);
    });
}

const char* demuxer_of(std::string_view mediatype) {
    struct Row {
        std::string_view mediatype;
        const char* demuxer;
    };
    static constexpr std::array rows{
        Row{"video/mp4", "mov"},       Row{"video/quicktime", "mov"},       Row{"video/3gpp", "mov"},
        Row{"video/3gpp2", "mov"},     Row{"video/x-m4v", "mov"},           Row{"video/x-msvideo", "avi"},
        Row{"video/webm", "matroska"}, Row{"video/x-matroska", "matroska"}, Row{"video/x-ms-asf", "asf"},
        Row{"video/x-flv", "flv"},     Row{"video/mp2t", "mpegts"},         Row{"video/mpeg", "mpeg"},
        Row{"image/gif", "gif"}};
    const auto row = std::ranges::find(rows, mediatype, &Row::mediatype);
    return row == rows.end() ? nullptr : row->demuxer;
}

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EPERM);
}

int interrupted(void* source) {
    return static_cast<Source*>(source)->late() ? 1 : 0;
}

const std::int32_t* display_matrix(const AVStream& stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 30, 100)
    const auto* side = av_packet_side_data_get(stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data,
                                               AV_PKT_DATA_DISPLAYMATRIX);
    return side && side->size >= 36 ? reinterpret_cast<const std::int32_t*>(side->data) : nullptr;
#else
    std::size_t size = 0;
    const auto* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data && size >= 36 ? reinterpret_cast<const std::int32_t*>(data) : nullptr;
#endif
}

int rotation_of(const AVStream& stream) {
    const auto* matrix = display_matrix(stream);
    if (!matrix) return 0;
    const double counterclockwise = av_display_rotation_get(matrix);
    if (!std::isfinite(counterclockwise)) return 0;
    const int quarters = static_cast<int>(std::lround(-counterclockwise / 90.0));
    return ((quarters % 4) + 4) % 4 * 90;
}

}  // namespace

bool set_rotation(AVStream& stream, int degrees) {
    std::int32_t matrix[9];
    av_display_rotation_set(matrix, degrees);
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 30, 100)
    auto* side = av_packet_side_data_new(&stream.codecpar->coded_side_data, &stream.codecpar->nb_coded_side_data,
                                         AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix, 0);
    auto* data = side ? side->data : nullptr;
#else
    auto* data = av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix);
#endif
    if (!data) return false;
    std::memcpy(data, matrix, sizeof matrix);
    return true;
}

AVPixelFormat plain_format(AVPixelFormat format, bool& full_range) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P: full_range = true; return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P: full_range = true; return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P: full_range = true; return AV_PIX_FMT_YUV444P;
        case AV_PIX_FMT_YUVJ440P: full_range = true; return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ411P: full_range = true; return AV_PIX_FMT_YUV411P;
        default: return format;
    }
}

std::string libav_words(int error) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    return av_strerror(error, text.data(), text.size()) == 0 ? text.data() : "error " + std::to_string(error);
}

Source::Source(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "rb")) {
    if (!file_) throw Failure(Code::unreadable, "cannot open " + path.string() + ": " + std::strerror(errno));
    std::fseek(file_, 0, SEEK_END);
    size_ = std::ftell(file_);
    std::fseek(file_, 0, SEEK_SET);
}

Source::~Source() {
    if (file_) std::fclose(file_);
}

int Source::read(void* opaque, std::uint8_t* out, int size) {
    auto& source = *static_cast<Source*>(opaque);
    if (source.late()) return AVERROR_EXIT;
    if (size <= 0) return 0;
    if (source.file_) {
        const auto got = std::fread(out, 1, static_cast<std::size_t>(size), source.file_);
        return got == 0 ? AVERROR_EOF : static_cast<int>(got);
    }
    const auto left = static_cast<std::int64_t>(source.bytes_.size()) - source.at_;
    if (left <= 0) return AVERROR_EOF;
    const auto take = std::min<std::int64_t>(left, size);
    std::memcpy(out, source.bytes_.data() + source.at_, static_cast<std::size_t>(take));
    source.at_ += take;
    return static_cast<int>(take);
}

std::int64_t Source::seek(void* opaque, std::int64_t offset, int whence) {
    auto& source = *static_cast<Source*>(opaque);
    const auto size = source.file_ ? source.size_ : static_cast<std::int64_t>(source.bytes_.size());
    whence &= ~AVSEEK_FORCE;
    if (whence == AVSEEK_SIZE) return size;
    const auto here = source.file_ ? std::ftell(source.file_) : source.at_;
    const auto base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? here : size;
    // Offsets come from the file: the sum must neither overflow nor leave it.
    if (offset < -base || offset > size - base) return AVERROR(EINVAL);
    if (source.file_) return std::fseek(source.file_, base + offset, SEEK_SET) == 0 ? base + offset : AVERROR(EIO);
    return source.at_ = base + offset;
}

Result<Container> open_container(Source& source, std::string_view mediatype) {
    prepare_once();
    const char* name = demuxer_of(mediatype);
    const AVInputFormat* demuxer = name ? av_find_input_format(name) : nullptr;
    if (!demuxer)
        return problem(Code::unsupported, "files of the type " + std::string(mediatype) + " are not read as video");

    Container container;
    constexpr int buffer_bytes = 1 << 16;
    auto* buffer = static_cast<unsigned char*>(av_malloc(buffer_bytes));
    container.io.reset(
        buffer ? avio_alloc_context(buffer, buffer_bytes, 0, &source, Source::read, nullptr, Source::seek) : nullptr);
    AVFormatContext* format = avformat_alloc_context();
    if (!container.io || !format) {
        avformat_free_context(format);
        return problem(Code::internal, "no memory for a video");
    }
    format->pb = container.io.get();
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->interrupt_callback = {interrupted, &source};
    format->io_open = refuse_to_open;
    format->max_streams = 32;
    format->probesize = 5 << 20;
    format->max_analyze_duration = std::int64_t{5} * AV_TIME_BASE;
    av_opt_set(format, "codec_whitelist", decoders, 0);
    // avformat_open_input() frees the context itself when it fails.
    if (const int error = avformat_open_input(&format, nullptr, demuxer, nullptr); error < 0)
        return problem(
            source.late() ? Code::timeout : Code::unreadable,
            "the video's container cannot be read (" + libav_words(error) + "); the file is damaged or cut short");
    container.format.reset(format);
    if (const int error = avformat_find_stream_info(format, nullptr); error < 0)
        return problem(
            source.late() ? Code::timeout : Code::unreadable,
            "the video's streams cannot be read (" + libav_words(error) + "); the file is damaged or cut short");
    const int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (index < 0) return problem(Code::unreadable, "the file has no video stream (sound only, or its start is lost)");
    container.stream = format->streams[index];
    for (unsigned i = 0; i < format->nb_streams; ++i)
        format->streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    container.rotation = rotation_of(*container.stream);
    return container;
}

Result<Av<AVCodecContext>> open_decoder(const AVStream& stream, int threads) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    if (!codec)
        return problem(Code::unsupported, std::string("the video's codec (") +
                                              avcodec_get_name(stream.codecpar->codec_id) + ") is not decoded");
    Av<AVCodecContext> context(avcodec_alloc_context3(codec));
    if (!context || avcodec_parameters_to_context(context.get(), stream.codecpar) < 0)
        return problem(Code::unreadable, "the video's stream description is damaged");
    context->thread_count = std::max(1, threads);
    context->pkt_timebase = stream.time_base;
    context->max_pixels = max_decoded_pixels;
    av_opt_set(context.get(), "codec_whitelist", decoders, 0);
    if (static_cast<long long>(context->width) * context->height > max_decoded_pixels)
        return problem(Code::too_large, "the video claims frames of " + std::to_string(context->width) + " × " +
                                            std::to_string(context->height) + " pixels; the limit is 100 megapixels");
    if (const int error = avcodec_open2(context.get(), codec, nullptr); error < 0)
        return problem(Code::unsupported,
                       std::string("the video's codec (") + codec->name + ") cannot be opened: " + libav_words(error));
    return context;
}

double frame_rate_of(const Container& container) {
    for (const AVRational rate : {container.stream->avg_frame_rate, container.stream->r_frame_rate}) {
        if (rate.num <= 0 || rate.den <= 0) continue;
        const double value = av_q2d(rate);
        if (value > 0 && value <= 1000) return value;
    }
    return 0;
}

Result<Image> to_rgb(const AVFrame& frame, int longest) {
    if (frame.width < 1 || frame.height < 1) return problem(Code::unreadable, "a frame without pixels");
    if (static_cast<long long>(frame.width) * frame.height > max_decoded_pixels)
        return problem(Code::too_large, "a frame of more than 100 megapixels");
    const int side = std::max(frame.width, frame.height);
    const double scale = longest > 0 && side > longest ? static_cast<double>(longest) / side : 1.0;
    Image image(std::max(1, static_cast<int>(std::lround(frame.width * scale))),
                std::max(1, static_cast<int>(std::lround(frame.height * scale))));

    bool full_range = frame.color_range == AVCOL_RANGE_JPEG;
    const auto format = plain_format(static_cast<AVPixelFormat>(frame.format), full_range);
    const int method = scale < 1 ? SWS_AREA : SWS_BILINEAR;
    const std::unique_ptr<SwsContext, decltype(&sws_freeContext)> scaler(
        sws_getContext(frame.width, frame.height, format, image.width, image.height, AV_PIX_FMT_RGB24,
                       method | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr),
        sws_freeContext);
    if (!scaler) return problem(Code::unsupported, "a pixel format that cannot be converted");
    const int matrix = frame.colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(matrix), full_range ? 1 : 0, sws_getCoefficients(matrix),
                             1, 0, 1 << 16, 1 << 16);

    // swscale's vector code writes past the end of unpadded rows: it gets rows of its own.
    const int stride = (image.width * 3 + 64 + 63) / 64 * 64;
    const std::unique_ptr<std::uint8_t, decltype(&av_free)> rows(
        static_cast<std::uint8_t*>(
            av_malloc(static_cast<std::size_t>(stride) * static_cast<std::size_t>(image.height) + 64)),
        av_free);
    if (!rows) return problem(Code::too_large, "no memory for a frame of this size");
    std::uint8_t* planes[4] = {rows.get(), nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    if (sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, planes, strides) < 1)
        return problem(Code::unreadable, "a frame could not be converted");
    for (int y = 0; y < image.height; ++y)
        std::memcpy(image.row(y), rows.get() + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride),
                    static_cast<std::size_t>(image.width) * 3);
    return image;
}

}  // namespace serow::media
