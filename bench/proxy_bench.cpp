// CPU time of making videos playable against the work that cannot be spared: decoding their frames, and encoding frames
// of the right size that lie in memory, with the same encoder and settings. bench_proxy VIDEOS [rounds]
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <memory>

#include "measure.h"
#include "media/facts.h"
#include "media/proxy.h"

using namespace serow;

namespace {

[[noreturn]] void give_up(const std::filesystem::path& path, const char* what) {
    std::fprintf(stderr, "%s: %s\n", path.c_str(), what);
    std::exit(2);
}

struct Free {
    void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
    void operator()(AVFrame* p) const { av_frame_free(&p); }
    void operator()(AVPacket* p) const { av_packet_free(&p); }
    void operator()(SwsContext* p) const { sws_freeContext(p); }
};
template <class T>
using Own = std::unique_ptr<T, Free>;

// What the proxy of one video costs at least.
struct Bare {
    double decode_s = 0;
    double encode_s = 0;
};

class Encoding {
public:
    Encoding(int width, int height, double rate)
        : encoder_(avcodec_alloc_context3(avcodec_find_encoder_by_name("libx264"))) {
        encoder_->width = width;
        encoder_->height = height;
        encoder_->pix_fmt = AV_PIX_FMT_YUV420P;
        encoder_->time_base = {1, 90'000};
        encoder_->framerate = av_d2q(rate, 60'060);
        encoder_->gop_size = static_cast<int>(std::lround(2 * rate));
        encoder_->max_b_frames = 0;
        encoder_->thread_count = 1;
        encoder_->rc_max_rate = 4'000'000;
        encoder_->rc_buffer_size = 8'000'000;
        av_opt_set(encoder_->priv_data, "preset", "veryfast", 0);
        av_opt_set(encoder_->priv_data, "crf", "25", 0);
        if (avcodec_open2(encoder_.get(), encoder_->codec, nullptr) < 0) std::exit(2);
    }
    void add(AVFrame* frame) {
        avcodec_send_frame(encoder_.get(), frame);
        const Own<AVPacket> packet(av_packet_alloc());
        while (avcodec_receive_packet(encoder_.get(), packet.get()) >= 0) av_packet_unref(packet.get());
    }
    const AVCodecContext& context() const { return *encoder_; }

private:
    Own<AVCodecContext> encoder_;
};

// Scaling, which lies between, is not counted: it is ours to keep small.
Bare bare(const std::filesystem::path& path, const media::Proxy& made, double rate) {
    AVFormatContext* opened = nullptr;
    if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) give_up(path, "cannot be opened");
    const Own<AVFormatContext> format(opened);
    avformat_find_stream_info(format.get(), nullptr);
    const AVCodec* codec = nullptr;
    const int index = av_find_best_stream(format.get(), AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (index < 0) give_up(path, "has no video");
    const Own<AVCodecContext> decoder(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(decoder.get(), format->streams[index]->codecpar);
    decoder->thread_count = 1;
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0) give_up(path, "cannot be decoded");
    Encoding encoding(made.width, made.height, rate);
    const Own<AVPacket> packet(av_packet_alloc());
    const Own<AVFrame> frame(av_frame_alloc());
    Own<SwsContext> scaler;
    Bare cost;
    std::int64_t shown = 0;
    double since = bench::cpu_seconds();
    const auto spent = [&] { return bench::cpu_seconds() - std::exchange(since, bench::cpu_seconds()); };
    const auto take_frames = [&] {
        while (avcodec_receive_frame(decoder.get(), frame.get()) >= 0) {
            cost.decode_s += spent();
            if (!scaler)
                scaler.reset(sws_getContext(frame->width, frame->height, static_cast<AVPixelFormat>(frame->format),
                                            made.width, made.height, AV_PIX_FMT_YUV420P, SWS_BILINEAR, nullptr, nullptr,
                                            nullptr));
            const Own<AVFrame> fitting(av_frame_alloc());
            fitting->format = AV_PIX_FMT_YUV420P;
            fitting->width = made.width;
            fitting->height = made.height;
            av_frame_get_buffer(fitting.get(), 0);
            sws_scale(scaler.get(), frame->data, frame->linesize, 0, frame->height, fitting->data, fitting->linesize);
            fitting->pts = std::llround(static_cast<double>(shown++) / rate * 90'000);
            spent();
            encoding.add(fitting.get());
            cost.encode_s += spent();
        }
    };
    while (av_read_frame(format.get(), packet.get()) >= 0) {
        if (packet->stream_index == index) {
            avcodec_send_packet(decoder.get(), packet.get());
            take_frames();
        }
        av_packet_unref(packet.get());
    }
    avcodec_send_packet(decoder.get(), nullptr);
    take_frames();
    cost.decode_s += spent();
    encoding.add(nullptr);
    cost.encode_s += spent();
    return cost;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_proxy VIDEOS [rounds]\n"), 64;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;  // NOLINT(cert-err34-c): a number or the default
    av_log_set_level(AV_LOG_QUIET);
    const auto videos = bench::photos_in(argv[1], 1000);
    const auto to = std::filesystem::temp_directory_path() / ("serow-bench-" + std::to_string(::getpid()) + ".mp4");
    // Memory first, while nothing else was ever held: the most of all videos.
    double seconds = 0;
    std::vector<media::Proxy> made;
    for (const auto& path : videos) {
        const auto proxy = media::make_proxy(path, to);
        if (!proxy) give_up(path, proxy.error().detail.c_str());
        seconds += proxy->duration_s;
        made.push_back(*proxy);
    }
    const double memory = bench::peak_memory_mb();
    std::vector<double> ours, limits, ratios;
    for (int round = 0; round < rounds; ++round) {
        double proxy_s = 0;
        double bare_s = 0;
        for (std::size_t i = 0; i < videos.size(); ++i) {
            const auto rate = media::read_facts(videos[i]).value().frame_rate;
            const auto begun = bench::cpu_seconds();
            if (!media::make_proxy(videos[i], to)) give_up(videos[i], "was made before, and is not now");
            proxy_s += bench::cpu_seconds() - begun;
            const auto cost = bare(videos[i], made[i], rate > 0 ? rate : 25);
            bare_s += cost.decode_s + cost.encode_s;
        }
        ours.push_back(proxy_s);
        limits.push_back(bare_s);
        ratios.push_back(proxy_s / bare_s);
    }
    std::filesystem::remove(to);
    const double ratio = bench::median(ratios);
    std::printf(
        "proxy                      %7.2f s CPU for %.0f s of video (%.1f s of video a CPU second)   bare decode + "
        "encode %5.2f s   ratio %.2f (at most 1.25)   peak %.0f MB (at most 300)\n",
        bench::median(ours), seconds, seconds / bench::median(ours), bench::median(limits), ratio, memory);
    return ratio <= 1.25 && memory <= 300 ? 0 : 1;
}
