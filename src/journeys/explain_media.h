// A photograph's whole life, told in chapters.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "journeys/house.h"

namespace serow::journeys {

struct Chapter {
    std::string title;
    std::vector<std::pair<std::string, std::string>> lines;  // label, text
};
struct MediaLife {
    MediaId media_id;
    std::vector<Chapter> chapters;
};

MediaLife explain_media(const House& house, const Viewer& viewer, ProjectId project, MediaId media);
// By media id or SHA-256, in whatever project the viewer may see. Failure(not_found).
MediaLife explain_media(const House& house, const Viewer& viewer, const std::string& id_or_sha256);
// For a terminal.
std::string as_text(const MediaLife& life);

}  // namespace serow::journeys
