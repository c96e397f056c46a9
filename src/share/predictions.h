// What the readers of other programs' predictions have in common: limits on hostile files, and what they say of
// entries.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/json.h"

namespace serow::share {

struct PredictionLimits {
    std::size_t bytes = std::size_t{2} << 30;
    std::size_t entries = 5'000'000;
    std::size_t boxes = 5'000;          // of a photo
    std::size_t video_boxes = 200'000;  // of a video, all frames together
    std::size_t categories = 20'000;    // names in a table of the file
    std::size_t name_bytes = 4'096;     // of a path
    std::size_t label_bytes = 1'000;    // of a name or description of a class
};

// What was not as the format says, and what became of it. An entry from which a value cannot be understood is left out
// whole: half of it would say of an animal that nothing is there.
struct PredictionFinding {
    std::string file;    // as the entry names it; "images[7]" where it names none
    std::string reason;  // a sentence without a full stop
    bool left_out = false;
};
using FindingReceiver = std::function<void(PredictionFinding&&)>;

// Thrown inside the readers alone: why an entry is left out.
struct EntryFault {
    std::string why;
};

// `text` as UTF-8; EntryFault naming `key` where it is longer than `most` bytes or holds a NUL.
std::string checked_text(std::string_view text, std::string_view key, std::size_t most);
// The same of a member, empty where it is not there; EntryFault where it is no text.
std::string text_member(const json::object& object, std::string_view key, std::size_t most);
// A number in [0, 1]; EntryFault with `what` otherwise.
double share_of(const json::value& value, std::string_view what);
// [x, y, width, height] in shares of the picture, cut to the picture. `cut` becomes true where more than a hundredth of
// the picture lay outside. EntryFault where it is no box or nothing of it lies in the picture.
Box read_bbox(const json::value* value, bool& cut);

}  // namespace serow::share
