#include "media/exif.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exiv2/exiv2.hpp>
#include <mutex>
#include <optional>
#include <vector>

#include "base/utf8.h"
#include "media/reconyx.h"

namespace serow::media {
namespace {

constexpr std::size_t json_limit = 64 << 10;

std::string text_of(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->size() > 1024) return {};
    // Fixed-length fields carry what stood in memory behind the NUL.
    const auto raw = found->toString();
    return printable(std::string_view(raw).substr(0, raw.find('\0')));
}

std::optional<long> number_of(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->count() < 1) return {};
    if (found->typeId() != Exiv2::unsignedShort && found->typeId() != Exiv2::unsignedLong) return {};
    return static_cast<long>(found->toFloat());
}

void read_time(const Exiv2::ExifData& exif, Facts& facts) {
    struct Row {
        const char *time, *fraction, *offset;
    };
    // The moment of exposure first; DateTime is the last change of the file in the words of the standard, but
    // is all that some cameras write.
    static constexpr std::array rows{
        Row{"Exif.Photo.DateTimeOriginal", "Exif.Photo.SubSecTimeOriginal", "Exif.Photo.OffsetTimeOriginal"},
        Row{"Exif.Photo.DateTimeDigitized", "Exif.Photo.SubSecTimeDigitized", "Exif.Photo.OffsetTimeDigitized"},
        Row{"Exif.Image.DateTime", "Exif.Photo.SubSecTime", "Exif.Photo.OffsetTime"}};
    std::string refused;
    for (const auto& row : rows) {
        auto text = text_of(exif, row.time);
        if (text.empty()) continue;
        const auto time = parse_camera_time(text);
        if (!time) {
            if (refused.empty()) refused = text;
            continue;
        }
        const auto fraction = text_of(exif, row.fraction);
        const bool digits =
            !fraction.empty() && std::ranges::all_of(fraction, [](char c) { return c >= '0' && c <= '9'; });
        facts.camera_time = digits ? parse_camera_time(text + "." + fraction.substr(0, 3)) : time;
        if (!facts.camera_time) facts.camera_time = time;
        facts.camera_time_source = "exif";
        if (const auto offset = text_of(exif, row.offset); offset.size() == 6) {
            // "+08:00": parse_instant knows the form and the bounds.
            const auto at = parse_instant("2000-01-01T00:00:00" + offset);
            const auto utc = parse_instant("2000-01-01T00:00:00Z");
            if (at && utc) facts.offset_minutes = static_cast<int>((*utc - *at) / std::chrono::minutes(1));
        }
        break;
    }
    if (!refused.empty())
        facts.warnings.push_back("a time in the EXIF (\"" + refused + "\") is no real date; the clock was not set");
}

// Degrees of three rationals with a reference letter; nullopt for zero denominators or values out of range.
std::optional<double> degrees(const Exiv2::ExifData& exif, const char* key, const char* reference, double limit) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->typeId() != Exiv2::unsignedRational || found->count() < 3) return {};
    double value = 0;
    double unit = 1;
    for (int part = 0; part < 3; ++part, unit *= 60) {
        const auto [over, under] = found->toRational(part);
        if (under == 0) {
            if (over == 0 && part > 0) continue;  // "0/0" seconds: written by cameras for "none"
            return {};
        }
        value += static_cast<double>(static_cast<std::uint32_t>(over)) / static_cast<std::uint32_t>(under) / unit;
    }
    const auto letter = text_of(exif, reference);
    if (letter.empty() || !std::isfinite(value) || value > limit) return {};
    if (letter.front() == 'S' || letter.front() == 'W') value = -value;
    return value;
}

void read_place(const Exiv2::ExifData& exif, Facts& facts) {
    static const Exiv2::ExifKey key("Exif.GPSInfo.GPSLatitude");
    if (exif.findKey(key) == exif.end()) return;
    const auto latitude = degrees(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 90);
    const auto longitude = degrees(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 180);
    if (!latitude || !longitude) {
        facts.warnings.emplace_back("the GPS position in the EXIF is damaged or out of range");
        return;
    }
    // 0, 0 (Moultrie, Bushnell) and 1°1'21" twice (SYFR) stand in every picture of cameras without GPS.
    if (*latitude == *longitude) {
        if (*latitude != 0)
            facts.warnings.emplace_back(
                "the GPS position in the EXIF is the same number twice: a factory value, left out");
        return;
    }
    facts.place = camtrap::Place{*latitude, *longitude};
}

void read_notes(const Exiv2::ExifData& exif, const std::string& comment, Facts& facts, json::object& notes) {
    const auto found = exif.findKey(Exiv2::ExifKey("Exif.Photo.MakerNote"));
    if (found != exif.end() && found->size() > 0 && found->size() <= (1 << 20)) {
        std::vector<Exiv2::byte> bytes(static_cast<std::size_t>(found->size()));
        found->copy(bytes.data(), Exiv2::littleEndian);
        if (read_reconyx_note(std::as_bytes(std::span(bytes)), facts, notes)) return;
    }
    if (!comment.empty() && comment.size() <= 65536) {
        auto clean = comment;
        std::ranges::replace_if(clean, [](char c) { return (c < 32 && c != '\r' && c != '\n') || c > 126; }, ' ');
        read_reconyx_comment(clean, facts, notes);
    }
}

bool worth_keeping(const Exiv2::Exifdatum& tag) {
    if (tag.size() == 0 || tag.size() > 512 || tag.tagName().starts_with("0x")) return false;
    static constexpr std::array<std::string_view, 11> plumbing{"ExifTag",
                                                               "GPSTag",
                                                               "InteroperabilityTag",
                                                               "MakerNote",
                                                               "PrintImageMatching",
                                                               "ComponentsConfiguration",
                                                               "FlashpixVersion",
                                                               "YCbCrPositioning",
                                                               "RelatedSoundFile",
                                                               "DeviceSettingDescription",
                                                               "ExifVersion"};
    return std::ranges::find(plumbing, tag.tagName()) == plumbing.end();
}

json::value value_of(const Exiv2::Exifdatum& tag) {
    const auto type = tag.typeId();
    if (tag.count() == 1 && (type == Exiv2::unsignedShort || type == Exiv2::unsignedLong ||
                             type == Exiv2::signedShort || type == Exiv2::signedLong || type == Exiv2::unsignedByte))
        return static_cast<std::int64_t>(tag.toFloat());
    const auto text = tag.toString();
    return json::value(
        printable(std::string_view(text).substr(0, type == Exiv2::asciiString ? text.find('\0') : text.npos)));
}

std::string json_of(const Exiv2::ExifData& exif, const json::object& notes) {
    json::object groups;
    std::size_t size = 2;
    for (const auto& tag : exif) {
        const auto group = tag.groupName();
        if ((group != "Image" && group != "Photo") || !worth_keeping(tag)) continue;
        auto value = value_of(tag);
        if (value.is_string() && value.get_string().empty()) continue;
        size += tag.tagName().size() + 8 + (value.is_string() ? 2 * value.get_string().size() : 20);
        if (size > json_limit - 4096) break;
        auto& object = groups[group];
        if (!object.is_object()) object.emplace_object();
        object.get_object()[tag.tagName()] = std::move(value);
    }
    if (!notes.empty()) groups["MakerNote"] = notes;
    return json::serialize(groups);
}

}  // namespace

void prepare_exiv2() {
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        // The XMP toolkit inside has global state and is not safe to start from several threads at once.
        static std::mutex xmp;
        Exiv2::XmpParser::initialize(
            [](void* mutex, bool lock) {
                auto& m = *static_cast<std::mutex*>(mutex);
                lock ? m.lock() : m.unlock();
            },
            &xmp);
    });
}

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto length = first_character(text.substr(at)).bytes;
        const auto c = static_cast<unsigned char>(text[at]);
        if (length == 0 || c < 32 || c == 127) {
            if (length == 0 || (c != 0 && c != '\t' && c != '\r' && c != '\n'))
                result += '?';
            else
                result += ' ';
            ++at;
            continue;
        }
        result.append(text.substr(at, length));
        at += length;
    }
    const auto first = result.find_first_not_of(' ');
    if (first == result.npos) return {};
    return result.substr(first, result.find_last_not_of(' ') - first + 1);
}

void read_exif(std::span<const std::byte> file, Facts& facts) {
    prepare_exiv2();
    try {
        const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()),
                                                     static_cast<long>(file.size()));
        image->readMetadata();
        const auto& exif = image->exifData();
        facts.make = text_of(exif, "Exif.Image.Make");
        facts.model = text_of(exif, "Exif.Image.Model");
        facts.firmware = text_of(exif, "Exif.Image.Software");
        facts.serial = text_of(exif, "Exif.Photo.BodySerialNumber");
        if (facts.serial.empty()) facts.serial = text_of(exif, "Exif.Image.CameraSerialNumber");
        read_time(exif, facts);
        read_place(exif, facts);
        if (const auto flash = number_of(exif, "Exif.Photo.Flash")) facts.flash_fired = (*flash & 1) != 0;
        // EXIF 2.31's AmbientTemperature, °C.
        const auto ambient = exif.findKey(Exiv2::ExifKey("Exif.Photo.0x9400"));
        if (ambient != exif.end() && ambient->typeId() == Exiv2::signedRational && ambient->toRational().second != 0)
            facts.temperature_c = static_cast<double>(ambient->toFloat());
        json::object notes;
        read_notes(exif, image->comment(), facts, notes);
        facts.exif_json = json_of(exif, notes);
    } catch (const std::exception& e) {
        // exiv2 throws on any damage. The picture may still be good, so this is no failure of the file.
        facts.warnings.push_back("the EXIF cannot be read (" + printable(e.what()) + ")");
    }
}

}  // namespace serow::media
