// Finding media by a path that another program wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"

namespace serow::journeys {

// Remembers where media lay, and finds one by another path to the same file. Paths are compared from their ends, part
// by part, without regard to the case of ASCII letters, with "\" as "/". A medium is a candidate where all of its path
// on the card ends the path that is looked for ("D:\cards\P01\DCIM\1.JPG" for "DCIM/1.JPG"), or the other way round
// ("1.JPG"). Of several candidates that one is meant which has most parts in common, card and sample point counted
// before the path ("P01/card 3/DCIM/1.JPG"); where two have as many, nobody can tell.
class PathIndex {
public:
    void add(MediaId media, std::string_view location, std::string_view card, std::string_view path);

    struct Match {
        std::optional<MediaId> media;  // none: nothing fits, or several do
        std::size_t parts = 0;         // in common
        bool ambiguous = false;
    };
    [[nodiscard]] Match find(std::string_view path) const;
    [[nodiscard]] std::size_t size() const { return known_.size(); }

private:
    struct Known {
        MediaId media;
        std::string path;             // folded, with sample point and card before it
        std::uint32_t own_parts = 0;  // of the path on the card
    };
    std::vector<Known> known_;
    std::unordered_multimap<std::size_t, std::uint32_t> by_name_;  // hash of the last part
};

}  // namespace serow::journeys
