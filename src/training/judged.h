// How good a model is on media whose content people have settled, name by name. docs/methods/model-comparison.md.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "training/scores.h"

namespace serow::training {

// One photo or video. Names are taxa of any rank, or "animal", "human", "vehicle", "blank" …; each once, never empty.
struct JudgedMedium {
    std::vector<std::string> truth;
    std::vector<std::string> told;  // the most certain first
};

struct NameScores {
    std::string name;
    Proportion precision;  // of the media that were told this name, those that show it or something within it
    Proportion recall;     // of the media that show this name, those that were told it or something within it
    int coarser = 0;       // of those that were not, the ones that were told something above it
};

struct JudgedScores {
    int media = 0;
    Proportion found;               // of the media that are not blank, those of which something was told
    Proportion kept;                // of the blank media, those of which nothing was told
    std::vector<NameScores> names;  // all that were shown or told, by name
    // Of media that show one name: (truth, the most certain name told) → media.
    std::map<std::pair<std::string, std::string>, int> confusion;
};

// `is_within(name, above)`: both are names as above; true where they are the same, too.
JudgedScores judge(std::span<const JudgedMedium> media,
                   const std::function<bool(std::string_view name, std::string_view above)>& is_within);

}  // namespace serow::training
