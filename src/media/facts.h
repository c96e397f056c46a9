// What a file says about itself: EXIF, the maker notes of trap cameras, the container of a video.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "camtrap/records.h"
#include "media/kind.h"

namespace serow::media {

// Only what is really in the file: an absent value is empty, nullopt or 0, never guessed.
struct Facts {
    FileType type;
    int width = 0;  // pixels as shown, that is after `orientation`
    int height = 0;

    std::optional<CameraTime> camera_time;
    std::string camera_time_source;     // "exif", "makernote", "container", or "" where there is no time
    std::optional<int> offset_minutes;  // EXIF OffsetTimeOriginal, minutes east of UTC

    std::string make, model, serial, firmware;
    std::string user_label;               // what the owner typed into the camera ("MICA 318")
    std::optional<double> temperature_c;  // the camera's sensor
    std::optional<double> battery_v;
    std::optional<int> moon_phase;       // 0 new, 2 first quarter, 4 full, 6 last quarter; the camera's reckoning
    std::optional<int> sequence_number;  // i of n in one trigger, from 1
    std::optional<int> sequence_total;
    std::optional<std::int64_t> event_number;  // the camera's own count of triggers
    std::string trigger_mode;                  // "motion", "timelapse", "external", "sequence point", or ""
    std::optional<bool> flash_fired;           // white or infrared
    std::optional<camtrap::Place> place;       // EXIF GPS; factory values (0,0) are left out and warned of
    int orientation = 1;                       // EXIF 1…8; 1 for videos (their rotation is applied when read)

    double duration_s = 0;         // videos; 0 unknown
    double frame_rate = 0;         // frames per second; 0 unknown
    std::int64_t frame_count = 0;  // as the container states it; 0 unknown
    std::string codec;             // "h264", "mjpeg" …; "jpeg", "png" … for stills
    std::string pixel_format;      // videos: "yuv420p" …; "" unknown
    std::string sound_codec;       // videos: "aac", "pcm_s16le" …; "" without sound
    bool index_first = false;      // MP4 and its kin: the index stands before the frames, so that playing can begin

    // Printable tags as a JSON object of groups, at most 64 KiB: {"Image":{"Make":"RECONYX"},"Photo":{…}}.
    // GPS is left out: exact places belong in `place`, which the blurring policy governs.
    std::string exif_json = "{}";
    std::vector<std::string> warnings;  // sentences for people
};

// The facts of a file. Code::unsupported for a type Serow does not read (the detail says which),
// Code::unreadable where not even the dimensions can be found, Code::too_large over a limit of decode.h.
// Nothing is decoded, so a good answer does not promise good pixels. The path form reads stills whole
// and videos in part; throws Failure(unreadable) where the file cannot be opened.
Result<Facts> read_facts(const std::filesystem::path& path);
Result<Facts> read_facts(std::span<const std::byte> file);

}  // namespace serow::media
