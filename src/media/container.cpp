#include "media/container.h"

#include <array>
#include <cmath>
#include <format>
#include <string>
#include <string_view>

extern "C" {
#include <libavutil/pixdesc.h>
}

#include "base/json.h"
#include "media/exif.h"

namespace serow::media {
namespace {

// A week: no card holds a longer clip, so more is a damaged header.
constexpr double longest_duration_s = 7 * 86400.0;

std::string tag(const AVDictionary* tags, const char* key) {
    const auto* entry = av_dict_get(tags, key, nullptr, 0);
    return entry ? printable(std::string_view(entry->value).substr(0, 1024)) : std::string{};
}

// The first of the keys that the container or its video stream has.
std::string first_tag(const Container& container, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        for (const auto* tags : {container.format->metadata, container.stream->metadata})
            if (auto value = tag(tags, key); !value.empty()) return value;
    return {};
}

// "Mon Mar 10 15:04:43 2003", as AVI's IDIT chunk has it.
std::optional<CameraTime> parse_idit(std::string_view text) {
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() < 24) return {};
    const auto month = months.find(text.substr(4, 3));
    if (month == months.npos || month % 3 != 0) return {};
    std::string day(text.substr(8, 2));
    if (day[0] == ' ') day[0] = '0';
    return parse_camera_time(std::format("{}-{:02}-{}T{}", text.substr(20, 4), month / 3 + 1, day, text.substr(11, 8)));
}

// QuickTime's creation_time is UTC by the standard, and the camera's local time in nearly every trap camera,
// which has no zone to convert with. So it is taken as what the clock showed, and the source says "container".
std::optional<CameraTime> parse_container_time(std::string text) {
    if (const auto time = parse_idit(text)) return time;
    if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
    if (text.size() >= 10 && text[4] == ':' && text[7] == ':') text[4] = text[7] = '-';
    return parse_camera_time(std::string_view(text).substr(0, 19));
}

// Walks the outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2): is `moov` before `mdat`? False for other files.
bool is_index_first(Source& source) {
    constexpr int most_boxes = 64;
    std::int64_t at = 0;
    bool found = false;
    for (int i = 0; i < most_boxes && Source::seek(&source, at, SEEK_SET) == at; ++i) {
        std::array<std::uint8_t, 16> head{};
        int got = 0;
        while (got < 16) {
            const int more = Source::read(&source, head.data() + got, 16 - got);
            if (more <= 0) break;
            got += more;
        }
        if (got < 8) break;
        const auto number = [&](int from, int count) {
            std::uint64_t value = 0;
            for (int k = from; k < from + count; ++k) value = value << 8 | head[static_cast<std::size_t>(k)];
            return value;
        };
        const auto name = number(4, 4);
        found = name == 0x6d6f6f76;              // moov
        if (found || name == 0x6d646174) break;  // mdat
        auto size = number(0, 4);
        if (size == 1 && got == 16) size = number(8, 8);
        // 0: to the end of the file; what is smaller than its own head is damage.
        if (size < 8 || size > static_cast<std::uint64_t>(INT64_MAX - at)) break;
        at += static_cast<std::int64_t>(size);
    }
    Source::seek(&source, 0, SEEK_SET);
    return found;
}

std::string sound_codec_of(const Container& container) {
    const auto& format = *container.format;
    const int index = av_find_best_stream(container.format.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    return index < 0 ? std::string() : avcodec_get_name(format.streams[index]->codecpar->codec_id);
}

void read_time(const Container& container, Facts& facts) {
    // com.apple.quicktime.creationdate carries the zone: "2021-05-05T10:00:00+0800".
    const auto zoned = first_tag(container, {"com.apple.quicktime.creationdate"});
    if (zoned.size() > 19) {
        const auto time = parse_container_time(zoned);
        const auto here = parse_instant(zoned);
        const auto utc = parse_instant(zoned.substr(0, 19) + "Z");
        if (time && here && utc) {
            facts.camera_time = time;
            facts.camera_time_source = "container";
            facts.offset_minutes = static_cast<int>((*utc - *here) / std::chrono::minutes(1));
            return;
        }
    }
    const auto text = first_tag(container, {"creation_time", "date", "ICRD", "DateTimeOriginal"});
    if (text.empty()) return;
    const auto time = parse_container_time(text);
    // Seconds counted from nothing: 1904 is QuickTime's zero, 1970 everyone else's.
    const bool zero = text.starts_with("1904-01-01") || text.starts_with("1970-01-01");
    if (time && !zero) {
        facts.camera_time = time;
        facts.camera_time_source = "container";
    } else {
        facts.warnings.push_back("the time in the container (\"" + text + "\") is no real date; the clock was not set");
    }
}

}  // namespace

Result<Facts> read_container(Source& source, const FileType& type) {
    const bool index_first = is_index_first(source);
    const auto container = open_container(source, type.mediatype);
    if (!container) return std::unexpected(container.error());
    const auto& stream = *container->stream;
    Facts facts;
    facts.type = type;
    facts.width = stream.codecpar->width;
    facts.height = stream.codecpar->height;
    if (container->rotation % 180 != 0) std::swap(facts.width, facts.height);
    if (facts.width < 1 || facts.height < 1)
        return problem(Code::unreadable, "the video does not say how large its frames are; its start is damaged");
    facts.codec = avcodec_get_name(stream.codecpar->codec_id);
    if (const char* name = av_get_pix_fmt_name(static_cast<AVPixelFormat>(stream.codecpar->format)))
        facts.pixel_format = name;
    facts.sound_codec = sound_codec_of(*container);
    facts.index_first = index_first;
    facts.frame_rate = frame_rate_of(*container);
    facts.frame_count = std::max<std::int64_t>(0, stream.nb_frames);

    double duration = 0;
    if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0)
        duration = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    else if (container->format->duration != AV_NOPTS_VALUE && container->format->duration > 0)
        duration = static_cast<double>(container->format->duration) / AV_TIME_BASE;
    if (std::isfinite(duration) && duration <= longest_duration_s)
        facts.duration_s = duration;
    else
        facts.warnings.emplace_back("the video claims to last longer than a week; its duration is left out");

    read_time(*container, facts);
    facts.make = first_tag(*container, {"make", "com.apple.quicktime.make", "com.android.manufacturer"});
    facts.model = first_tag(*container, {"model", "com.apple.quicktime.model", "com.android.model"});
    facts.firmware = first_tag(*container, {"firmware", "com.apple.quicktime.software"});

    json::object tags;
    std::size_t size = 0;
    for (const AVDictionaryEntry* entry = nullptr;
         (entry = av_dict_get(container->format->metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr;) {
        const auto key = printable(std::string_view(entry->key).substr(0, 128));
        // The place is in no JSON that travels with a file (see facts.h).
        if (key.contains("location") || key.contains("ISO6709") || key.contains("xyz")) continue;
        const auto value = printable(std::string_view(entry->value).substr(0, 512));
        size += key.size() + 2 * value.size() + 8;
        if (size > (60 << 10)) break;
        tags[key] = value;
    }
    if (!tags.empty()) facts.exif_json = json::serialize(json::object{{"Container", std::move(tags)}});
    return facts;
}

}  // namespace serow::media
