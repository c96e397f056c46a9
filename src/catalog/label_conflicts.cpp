#include "catalog/label_conflicts.h"

#include "base/json.h"

namespace serow::catalog {
namespace {

LabelConflict read_conflict(const Row& row) {
    LabelConflict conflict;
    json::value alike;
    row.read("media_id", conflict.media_id)
        .read("label", conflict.label)
        .read("suggested", conflict.suggested)
        .read("bbox_x", conflict.bbox.x)
        .read("bbox_y", conflict.bbox.y)
        .read("bbox_width", conflict.bbox.width)
        .read("bbox_height", conflict.bbox.height)
        .read("votes", conflict.votes)
        .read("own", conflict.own)
        .read("asked", conflict.of)
        .read("own_events", conflict.own_events)
        .read("similarity", conflict.similarity)
        .read("alike", alike);
    for (const auto& id : alike.as_array())
        if (const auto medium = MediaId::parse(id.as_string())) conflict.alike.push_back(*medium);
    return conflict;
}

}  // namespace

void put_label_conflicts(Transaction& tx, const Scope& scope, std::span<const LabelConflict> conflicts) {
    tx.query("forget_label_conflicts", scoped(scope));
    if (conflicts.empty()) return;
    std::vector<MediaId> ids;
    std::vector<std::string> labels, suggested, alike;
    std::vector<double> x, y, width, height, similarity;
    std::vector<int> votes, own, of, own_events;
    for (const auto& one : conflicts) {
        ids.push_back(one.media_id);
        labels.push_back(one.label);
        suggested.push_back(one.suggested);
        x.push_back(one.bbox.x);
        y.push_back(one.bbox.y);
        width.push_back(one.bbox.width);
        height.push_back(one.bbox.height);
        votes.push_back(one.votes);
        own.push_back(one.own);
        of.push_back(one.of);
        own_events.push_back(one.own_events);
        similarity.push_back(one.similarity);
        // PostgreSQL has no arrays of arrays of different lengths: each goes as the text of one.
        alike.push_back(Param(one.alike).text().value_or(""));
    }
    tx.query("put_label_conflicts", scoped(scope, {ids, labels, suggested, x, y, width, height, votes, own, of,
                                                   own_events, similarity, alike}));
}

void note_label_comparison(Transaction& tx, const Scope& scope, const LabelComparison& comparison) {
    tx.query("note_label_comparison",
             scoped(scope, {comparison.network, comparison.crops, comparison.taxa, comparison.undescribed}));
}

std::optional<LabelComparison> label_comparison(Transaction& tx, const Scope& scope) {
    return first(tx.query("label_comparison", scoped(scope)), [](const Row& row) {
        LabelComparison comparison;
        row.read("network", comparison.network)
            .read("crops", comparison.crops)
            .read("taxa", comparison.taxa)
            .read("undescribed", comparison.undescribed)
            .read("compared_at", comparison.compared_at);
        return comparison;
    });
}

LabelConflicts list_label_conflicts(Transaction& tx, const Scope& scope, int limit) {
    LabelConflicts found;
    found.items = collect(tx.query("list_label_conflicts", scoped(scope, {limit})), [&](const Row& row) {
        row.read("total", found.total);
        return read_conflict(row);
    });
    return found;
}

void keep_label(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view label, bool keep) {
    must_have_changed(tx, scope, tx.query("keep_label", scoped(scope, {media_id, label, keep})).affected(),
                      "The project has no such hint.");
}

}  // namespace serow::catalog
