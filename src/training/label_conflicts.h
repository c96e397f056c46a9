// Labels that the look of their crops speaks against. docs/methods/label-conflicts.md.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace serow::training {

// As the edited nearest-neighbour rule (Wilson 1972, doi:10.1109/TSMC.1972.4309137) doubts a label, but with more
// neighbours and a larger majority, and with one vote an event: a burst shows one animal often.
struct ConflictRule {
    int neighbours = 10;  // events that are asked, the most alike first
    int least = 5;        // fewer are no basis
    double share = 0.7;   // of them that must bear another label
};

// Whether the first label stands within the second, or is the same: a species within its family.
using IsWithin = std::function<bool(std::string_view, std::string_view)>;

struct Doubt {
    std::string suggested;
    int votes = 0;  // events that bear it, or something within it
    int own = 0;    // events whose label does not contradict the doubted one
    int of = 0;     // events asked
};

// `neighbours`: labels of the most alike crops, one an event, the most alike first. A label contradicts another where
// neither stands within the other. Of labels with as many votes the finer is suggested, then the one most alike.
std::optional<Doubt> doubt(std::string_view label, std::span<const std::string_view> neighbours,
                           const IsWithin& is_within, const ConflictRule& rule = {});

struct ComparedCrop {
    std::vector<std::int8_t> features;  // as in_bytes() gives them; all of one length
    std::string label;
    std::size_t event = 0;  // crops of one event say nothing of each other
};

struct LabelConflict {
    std::size_t crop = 0;
    Doubt doubt;
    std::vector<std::size_t> alike;  // crops that bear the suggested label, the most alike first; at most 3
    double similarity = 0;           // of the first of them
    std::size_t own_events = 0;      // other events that bear the label or something within it
};

// In the order of the crops. Stops early, with what was found, where `stop` becomes true.
std::vector<LabelConflict> label_conflicts(std::span<const ComparedCrop> crops, const IsWithin& is_within,
                                           const std::atomic<bool>& stop, const ConflictRule& rule = {});

}  // namespace serow::training
