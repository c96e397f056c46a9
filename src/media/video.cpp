#include "media/video.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>

#include "media/kind.h"
#include "media/libav.h"
#include "media/resize.h"

namespace serow::media {
namespace {

constexpr double forever = std::numeric_limits<double>::infinity();
constexpr std::size_t max_waiting_bytes = 32u << 20;  // of packets held back in the hope of a keyframe
constexpr std::size_t max_waiting_packets = 3000;

// Packets carry times that a damaged file may lose or make leap; this makes them run on.
class Timeline {
public:
    Timeline(const AVStream& stream, double frame_rate)
        : base_(av_q2d(stream.time_base)), tick_(frame_rate > 0 ? 1 / frame_rate : 0.04) {}

    double second(const AVPacket& packet) {
        const auto stamp = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        double now = last_ + tick_;
        if (stamp != AV_NOPTS_VALUE && std::isfinite(base_)) now = static_cast<double>(stamp) * base_ - shift_;
        // The first packet is second 0; no clip pauses for a minute, so a leap is damage and is closed up.
        if (first_ || std::abs(now - last_) > 60) {
            const double wanted = first_ ? 0 : last_ + tick_;
            shift_ += now - wanted;
            now = wanted;
        }
        first_ = false;
        last_ = now;
        return now;
    }
    // The second of a decoded frame, whose packet was dated by second().
    [[nodiscard]] double second_of(const AVFrame& frame) const {
        if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return last_;
        return static_cast<double>(frame.best_effort_timestamp) * base_ - shift_;
    }

private:
    double base_;
    double tick_;
    double shift_ = 0;
    double last_ = 0;
    bool first_ = true;
};

// Which seconds frames are wanted of, in turn.
class Wishes {
public:
    // Every 1 / rate. A keyframe that lies within half a step of the wish will do.
    Wishes(double rate, double from_s) : step_(1 / std::max(0.001, rate)), near_(step_ / 2) {
        next_ = std::ceil(from_s / step_ - 1e-9) * step_;
    }
    // These, ascending, and no others.
    explicit Wishes(std::span<const double> seconds) : seconds_(seconds), near_(same_frame_s) { take_next(); }

    [[nodiscard]] double next() const { return next_; }
    [[nodiscard]] double near() const { return near_; }  // what a keyframe may lie away
    // A frame that was decoded with all before it serves the wish from this second on.
    [[nodiscard]] double from() const { return next_ - (step_ > 0 ? 1e-6 : same_frame_s); }
    // A frame may come before its wish or after it: either way it is met, and so are those that it passed.
    void met_by(double second) {
        if (step_ > 0) {
            next_ = std::max(std::round(next_ / step_), std::floor(second / step_ + 1e-9)) * step_ + step_;
            return;
        }
        while (next_ <= second + near_) take_next();
    }

private:
    void take_next() {
        next_ = seconds_.empty() ? forever : seconds_.front();
        if (!seconds_.empty()) seconds_ = seconds_.subspan(1);
    }

    double step_ = 0;  // 0: those of a list
    std::span<const double> seconds_;
    double near_;
    double next_ = 0;
};

struct Waiting {
    Av<AVPacket> packet;
    double second = 0;
};

// The packets since the last keyframe wait undecoded until it is known which frame serves the next wish best: a
// keyframe costs one decode, any other frame all since its keyframe.
class Sampler {
public:
    Sampler(Container& container, AVCodecContext& decoder, Source& source, const SampleOptions& options,
            const Wishes& wishes, const OnFrame& on_frame)
        : container_(container),
          decoder_(decoder),
          source_(source),
          options_(options),
          on_frame_(on_frame),
          wishes_(wishes),
          frame_rate_(frame_rate_of(container)),
          timeline_(*container.stream, frame_rate_),
          frame_(av_frame_alloc()) {}

    VideoScan run() {
        Av<AVPacket> packet(av_packet_alloc());
        int stalls = 0;
        while (!done_) {
            if (source_.late()) {
                scan_.warnings.emplace_back("the time limit passed; later frames were not looked at");
                break;
            }
            const int error = av_read_frame(container_.format.get(), packet.get());
            // A demuxer that can still go on after damage says so by EAGAIN; anything else is the end.
            if (error == AVERROR(EAGAIN) && ++stalls < 1000) continue;
            if (error < 0) {
                if (error != AVERROR_EOF && !source_.late())
                    scan_.warnings.push_back("damaged: the video breaks off (" + libav_words(error) + ")");
                break;
            }
            if (packet->stream_index == container_.stream->index && packet->size > 0)
                take(packet);
            else
                av_packet_unref(packet.get());
        }
        if (!done_) resolve(forever);
        if (!done_) drain();
        scan_.frame_rate = frame_rate_;
        scan_.last_second = last_second_;
        if (failed_packets_ > 0)
            scan_.warnings.push_back("damaged: " + std::to_string(failed_packets_) + " packets could not be decoded");
        return std::move(scan_);
    }

    [[nodiscard]] std::string last_error() const { return last_error_; }

private:
    void take(Av<AVPacket>& packet) {
        const bool key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
        const double second = timeline_.second(*packet);
        last_second_ = std::max(last_second_, second);
        if (key) {
            resolve(second);
            if (done_) return;
            if (live_) drain();
            waiting_.clear();
            waiting_bytes_ = 0;
            key_waits_ = true;
        } else if (second > wishes_.next() + wishes_.near()) {
            resolve(forever);
        }
        if (done_) return;
        waiting_bytes_ += static_cast<std::size_t>(packet->size);
        Waiting entry{Av<AVPacket>(av_packet_alloc()), second};
        av_packet_move_ref(entry.packet.get(), packet.get());
        waiting_.push_back(std::move(entry));
        if (waiting_bytes_ > max_waiting_bytes || waiting_.size() > max_waiting_packets) decode_waiting();
    }

    // Serves what the waiting packets can serve, knowing that the next keyframe lies at `next_key`.
    void resolve(double next_key) {
        while (!done_ && !waiting_.empty()) {
            const double key = waiting_.front().second;
            const bool key_usable = key_waits_ && !live_;
            const double wish = wishes_.next();
            const double from_key = key_usable ? std::abs(key - wish) : forever;
            const double from_next = std::abs(next_key - wish);
            if (from_next <= wishes_.near() && from_next <= from_key) return;
            if (key_usable && (from_key <= wishes_.near() || key >= wish)) {
                if (decode_key()) continue;
                key_waits_ = false;  // it cannot stand alone (damage, or a codec that needs what follows)
            }
            if (next_key <= wish) return;
            if (!decode_waiting()) return;
        }
    }

    // The first waiting packet decoded by itself; the packets stay, for a wish later in the same group.
    bool decode_key() {
        avcodec_flush_buffers(&decoder_);
        bool served = false;
        if (avcodec_send_packet(&decoder_, waiting_.front().packet.get()) >= 0 &&
            avcodec_send_packet(&decoder_, nullptr) >= 0 && avcodec_receive_frame(&decoder_, frame_.get()) >= 0)
            served = hand_over(waiting_.front().second);
        avcodec_flush_buffers(&decoder_);
        return served;
    }

    // Decodes all that waits, in order; frames that meet a wish are handed over. False where nothing waited.
    bool decode_waiting() {
        if (waiting_.empty()) return false;
        if (!live_) avcodec_flush_buffers(&decoder_);
        live_ = true;
        key_waits_ = false;
        while (!waiting_.empty() && !done_ && !source_.late()) {
            const auto entry = std::move(waiting_.front());
            waiting_.pop_front();
            int error = avcodec_send_packet(&decoder_, entry.packet.get());
            if (error < 0 && error != AVERROR(EAGAIN)) {
                ++failed_packets_;
                last_error_ = libav_words(error);
            }
            receive_all();
        }
        waiting_bytes_ = 0;
        return true;
    }

    void receive_all() {
        while (!done_ && avcodec_receive_frame(&decoder_, frame_.get()) >= 0) {
            const double second = timeline_.second_of(*frame_);
            if (second >= wishes_.from()) hand_over(second);
        }
    }

    // What the decoder still holds back. It must be flushed before it takes packets again.
    void drain() {
        if (!live_) return;
        avcodec_send_packet(&decoder_, nullptr);
        receive_all();
        avcodec_flush_buffers(&decoder_);
        live_ = false;
    }

    bool hand_over(double second) {
        if (second > options_.until_s) {
            done_ = true;
            return true;
        }
        auto image = to_rgb(*frame_, options_.longest_side);
        const int full_width = frame_->width;
        const int full_height = frame_->height;
        if (frame_->decode_error_flags != 0) damaged_ = true;
        av_frame_unref(frame_.get());
        if (!image) {
            last_error_ = image.error().detail;
            return false;
        }
        second = std::max(0.0, second);
        wishes_.met_by(second);
        const int orientation = container_.rotation == 90    ? 6
                                : container_.rotation == 180 ? 3
                                : container_.rotation == 270 ? 8
                                                             : 1;
        scan_.width = container_.rotation % 180 ? full_height : full_width;
        scan_.height = container_.rotation % 180 ? full_width : full_height;
        ++scan_.frames;
        SampledFrame sampled{second, frame_rate_ > 0 ? std::llround(second * frame_rate_) : scan_.frames - 1,
                             apply_orientation(std::move(*image), orientation)};
        if (!on_frame_(std::move(sampled)) || wishes_.next() == forever) done_ = true;
        if (!done_ && scan_.frames >= options_.max_frames) {
            scan_.warnings.push_back("only the first " + std::to_string(options_.max_frames) +
                                     " sampled frames were looked at");
            done_ = true;
        }
        if (damaged_ && !told_damage_) {
            scan_.warnings.emplace_back("damaged: parts of a frame could not be decoded");
            told_damage_ = true;
        }
        return true;
    }

    Container& container_;
    AVCodecContext& decoder_;
    Source& source_;
    const SampleOptions& options_;
    const OnFrame& on_frame_;
    Wishes wishes_;
    double frame_rate_;
    Timeline timeline_;
    Av<AVFrame> frame_;
    double last_second_ = 0;
    std::deque<Waiting> waiting_;
    std::size_t waiting_bytes_ = 0;
    bool key_waits_ = false;  // the first waiting packet is a keyframe
    bool live_ = false;       // the decoder has been fed since its last flush
    bool done_ = false;
    bool damaged_ = false;
    bool told_damage_ = false;
    int failed_packets_ = 0;
    std::string last_error_;
    VideoScan scan_;
};

Result<VideoScan> sample(Source& source, const FileType& type, const SampleOptions& options, const Wishes& wishes,
                         const OnFrame& on_frame) {
    if (type.kind != Kind::video)
        return problem(Code::unsupported, "the file is no video by its content (" + type.mediatype + ")");
    const auto limit = std::chrono::duration<double>(std::clamp(options.time_limit_s, 0.0, 86400.0));
    source.deadline = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::milliseconds>(limit);
    auto container = open_container(source, type.mediatype);
    if (!container) return std::unexpected(container.error());
    const auto decoder = open_decoder(*container->stream, options.threads);
    if (!decoder) return std::unexpected(decoder.error());
    Sampler sampler(*container, **decoder, source, options, wishes, on_frame);
    auto scan = sampler.run();
    if (scan.frames > 0) return scan;
    if (source.late()) return problem(Code::timeout, "the time limit passed before the first frame of the video");
    const auto why = sampler.last_error();
    return problem(Code::unreadable, "no frame of the video can be decoded" +
                                         (why.empty() ? std::string{} : " (" + why + ")") +
                                         "; the file is damaged or cut short");
}

}  // namespace

Result<VideoScan> sample_frames(const std::filesystem::path& path, const SampleOptions& options,
                                const OnFrame& on_frame) {
    const auto type = sniff_file(path);
    Source source(path);
    return sample(source, type, options, {options.frames_per_second, options.from_s}, on_frame);
}

Result<VideoScan> sample_frames(std::span<const std::byte> file, const SampleOptions& options,
                                const OnFrame& on_frame) {
    Source source(file);
    return sample(source, sniff(file), options, {options.frames_per_second, options.from_s}, on_frame);
}

Result<VideoScan> frames_at(const std::filesystem::path& path, std::span<const double> seconds, int longest_side,
                            const OnFrame& on_frame) {
    const auto type = sniff_file(path);
    Source source(path);
    SampleOptions options;
    options.longest_side = longest_side;
    options.max_frames = std::numeric_limits<int>::max();
    // Where a frame is gone, the one after it comes in its place: that is another picture.
    return sample(source, type, options, Wishes(seconds), [&](SampledFrame&& frame) {
        const auto wished = std::ranges::lower_bound(seconds, frame.second - same_frame_s);
        return wished == seconds.end() || *wished > frame.second + same_frame_s || on_frame(std::move(frame));
    });
}

}  // namespace serow::media
