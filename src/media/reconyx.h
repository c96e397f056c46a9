// Reconyx maker notes, private to media.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/json.h"
#include "media/facts.h"

namespace serow::media {

// Reads the EXIF maker note of a Reconyx HyperFire (PC…, HC…), HyperFire 2 or UltraFire into the facts that it
// knows, and its values by name into `notes`. False, and nothing touched, where the bytes are no such note.
// Layouts: the published table of the tags that these cameras write (ExifTool's documentation, "Reconyx Tags"),
// checked against pictures of each of the three.
bool read_reconyx_note(std::span<const std::byte> note, Facts& facts, json::object& notes);

// The lines that the older RapidFire (RC55, RC60) leave in the JPEG's comment: "Trg: M 1/3", "Tmp: 50 F" …
bool read_reconyx_comment(std::string_view comment, Facts& facts, json::object& notes);

}  // namespace serow::media
