// Labels that the look of their crops speaks against, as a job found them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "catalog/access.h"

namespace serow::catalog {

struct LabelConflict {
    MediaId media_id;
    std::string label;      // what people said
    std::string suggested;  // what most of those that look like it are
    Box bbox;
    int votes = 0, own = 0, of = 0;  // events, as training::Doubt
    int own_events = 0;              // other events with the label
    double similarity = 0;           // of the first of `alike`
    std::vector<MediaId> alike;      // that bear the suggested name, the most alike first
};
struct LabelConflicts {
    std::int64_t total = 0;
    std::vector<LabelConflict> items;  // those of names that three other events bear first, then the clearest
};
struct LabelComparison {
    std::string network;  // empty: no classifier of the project has features
    std::int64_t crops = 0, taxa = 0;
    std::int64_t undescribed = 0;  // named animals in media of which the network has said nothing
    Instant compared_at;           // read only
};

// The project's conflicts become exactly those given, but for those that somebody has kept.
void put_label_conflicts(Transaction& tx, const Scope& scope, std::span<const LabelConflict> conflicts);
void note_label_comparison(Transaction& tx, const Scope& scope, const LabelComparison& comparison);
std::optional<LabelComparison> label_comparison(Transaction& tx, const Scope& scope);

// Those that hold and were not kept, in media that may be seen; at most `limit` of them.
LabelConflicts list_label_conflicts(Transaction& tx, const Scope& scope, int limit);
// The label is right as it is (or, false, is to be shown again). Failure(not_found) where there is no such conflict.
void keep_label(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view label, bool keep);

}  // namespace serow::catalog
