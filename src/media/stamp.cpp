#include "media/stamp.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <exiv2/exiv2.hpp>
#include <format>
#include <string_view>
#include <utility>

#include "media/decode.h"
#include "media/exif.h"
#include "media/kind.h"

namespace serow::media {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_text = 1000;
constexpr int furthest_offset = 14 * 60;

Result<void> check(const Stamp& stamp) {
    for (const auto& [name, text] : {std::pair<std::string_view, const std::string&>{"make", stamp.make},
                                     {"model", stamp.model},
                                     {"description", stamp.description},
                                     {"software", stamp.software}}) {
        if (text.size() > longest_text)
            return problem(Code::invalid, std::format("The {} for the EXIF has {} characters; {} are the most.", name,
                                                      text.size(), longest_text));
        if (!std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }))
            return problem(Code::invalid, std::format("The {} for the EXIF holds characters that are not printable "
                                                      "ASCII; EXIF texts cannot keep them.",
                                                      name));
    }
    const year_month_day date{floor<days>(stamp.taken)};
    if (date.year() < year{1} || date.year() > year{9999})
        return problem(Code::invalid, "The time for the EXIF lies outside the years 1 to 9999.");
    if (stamp.offset_minutes && std::abs(*stamp.offset_minutes) > furthest_offset)
        return problem(Code::invalid, std::format("An offset of {} minutes from UTC exists nowhere; {} are the most.",
                                                  *stamp.offset_minutes, furthest_offset));
    return {};
}

void write_tags(Exiv2::ExifData& exif, const Stamp& stamp) {
    const auto second = floor<seconds>(stamp.taken);
    const auto fraction = duration_cast<milliseconds>(stamp.taken - second).count();
    const auto time = std::format("{:%Y:%m:%d %H:%M:%S}", second);
    for (const auto* key : {"Exif.Image.DateTime", "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized"})
        exif[key] = time;
    if (fraction != 0)
        for (const auto* key :
             {"Exif.Photo.SubSecTime", "Exif.Photo.SubSecTimeOriginal", "Exif.Photo.SubSecTimeDigitized"})
            exif[key] = std::format("{:03}", fraction);
    if (stamp.offset_minutes) {
        const auto minutes_east = std::abs(*stamp.offset_minutes);
        const auto offset =
            std::format("{}{:02}:{:02}", *stamp.offset_minutes < 0 ? '-' : '+', minutes_east / 60, minutes_east % 60);
        for (const auto* key :
             {"Exif.Photo.OffsetTime", "Exif.Photo.OffsetTimeOriginal", "Exif.Photo.OffsetTimeDigitized"})
            exif[key] = offset;
    }
    for (const auto& [key, text] : {std::pair<const char*, const std::string&>{"Exif.Image.Make", stamp.make},
                                    {"Exif.Image.Model", stamp.model},
                                    {"Exif.Image.ImageDescription", stamp.description},
                                    {"Exif.Image.Software", stamp.software}})
        if (!text.empty()) exif[key] = text;
}

}  // namespace

Result<std::vector<std::byte>> stamp_exif(std::span<const std::byte> jpeg, const Stamp& stamp) {
    if (auto checked = check(stamp); !checked) return std::unexpected(checked.error());
    if (jpeg.size() > max_still_bytes)
        return problem(Code::too_large, std::format("The JPEG has {} bytes; EXIF is written into at most {}.",
                                                    jpeg.size(), max_still_bytes));
    if (sniff(jpeg.first(std::min(jpeg.size(), sniff_bytes))).mediatype != "image/jpeg")
        return problem(Code::unsupported, "EXIF is written into JPEG files only, and these bytes are none.");
    prepare_exiv2();
    try {
        const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(jpeg.data()),
                                                     static_cast<long>(jpeg.size()));
        image->readMetadata();
        write_tags(image->exifData(), stamp);
        image->writeMetadata();
        auto& file = image->io();
        std::vector<std::byte> bytes(static_cast<std::size_t>(file.size()));
        file.open();
        file.seek(0, Exiv2::BasicIo::beg);
        const auto read = file.read(reinterpret_cast<Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size()));
        if (static_cast<std::size_t>(read) != bytes.size())
            return problem(Code::internal, "The stamped JPEG could not be read back from memory.");
        return bytes;
    } catch (const std::exception& e) {
        return problem(Code::unreadable, "EXIF cannot be written into this JPEG (" + printable(e.what()) + ").");
    }
}

}  // namespace serow::media
