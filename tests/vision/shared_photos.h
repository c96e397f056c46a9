// The real photos, models and labels of the shared material, for tests that need them.
#pragma once

#include <turbojpeg.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/time.h"
#include "camtrap/csv.h"
#include "vision/registry.h"
#include "vision/runtime.h"

namespace serow::vision::shared {

inline std::filesystem::path folder() {
    if (const char* given = std::getenv("SEROW_SHARED"); given != nullptr) return given;
    return std::filesystem::path(SEROW_SOURCE_DIR) / ".." / "shared";
}

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Photo {
    std::filesystem::path path;
    std::string category, species;
    std::optional<Box> box;
    std::optional<CameraTime> time;
    std::string station;  // source and site; empty where the site is not known
};

// The labelled images; empty where there is no shared material.
inline std::vector<Photo> photos() {
    std::ifstream in(folder() / "media" / "labels.csv");
    std::vector<Photo> found;
    if (!in) return found;
    camtrap::CsvReader reader(in, "labels.csv");
    std::vector<std::string> cells;
    while (reader.next(cells).value_or(false)) {  // file, category, species, bbox, …
        if (cells.size() < 4 || !cells[0].starts_with("images/")) continue;
        Photo photo{folder() / "media" / cells[0], cells[1], cells[2], {}, {}, {}};
        Box box;
        if (std::istringstream(cells[3]) >> box.x >> box.y >> box.width >> box.height) photo.box = box;
        if (cells.size() > 11) {  // … bbox, timestamp, source, licence, …, site
            photo.time = parse_camera_time(cells[4].substr(0, 19));
            if (!cells[11].empty()) photo.station = cells[5] + " " + cells[11];
        }
        found.push_back(std::move(photo));
    }
    return found;
}

// At the smallest eighth-step size whose shorter side has `least_side` pixels; empty where it cannot be read.
inline Image decode(const std::filesystem::path& path, int least_side) {
    const auto jpeg = bytes_of(path);
    const auto* bytes = reinterpret_cast<const unsigned char*>(jpeg.data());
    Image image;
    tjhandle decoder = tjInitDecompress();
    int width = 0, height = 0, sampling = 0, space = 0;
    if (tjDecompressHeader3(decoder, bytes, jpeg.size(), &width, &height, &sampling, &space) == 0) {
        tjscalingfactor scale{1, 1};
        for (const int part : {2, 4, 8})
            if (std::min(width, height) / part >= least_side) scale = {1, part};
        image = Image(TJSCALED(width, scale), TJSCALED(height, scale));
        if (tjDecompress2(decoder, bytes, jpeg.size(), image.rgb.data(), image.width, 0, image.height, TJPF_RGB, 0) !=
                0 &&
            tjGetErrorCode(decoder) == TJERR_FATAL)
            image = {};
    }
    tjDestroy(decoder);
    return image;
}

// The shipped models, with the shared weights.
inline Registry registry() {
    const auto texts = value_or_throw(read_model_texts(std::filesystem::path(SEROW_SOURCE_DIR) / "models"));
    return value_or_throw(Registry::open(texts, {folder() / "models"}));
}

}  // namespace serow::vision::shared
