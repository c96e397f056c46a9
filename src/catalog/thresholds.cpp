#include "catalog/thresholds.h"

#include <utility>

namespace serow::catalog {

ThresholdChoice thresholds_of_project(Transaction& tx, const Scope& scope) {
    ThresholdChoice choice;
    for (const auto row : tx.query("thresholds_of_project", scoped(scope)))
        row.read("animal", choice.thresholds.animal)
            .read("human", choice.thresholds.human)
            .read("vehicle", choice.thresholds.vehicle)
            .read("account_name", choice.account_name)
            .read("recorded_at", choice.recorded_at);
    return choice;
}

void choose_thresholds(Transaction& tx, const Scope& scope, const Thresholds& t) {
    const auto rows = tx.query("choose_thresholds",
                               scoped(scope, {Id<struct ThresholdChoiceTag>::make(), t.animal, t.human, t.vehicle}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

void each_machine_said(Transaction& tx, const Scope& scope, bool with_what_moved,
                       const std::function<void(MachineSaid&&)>& use) {
    tx.each("each_machine_said", scoped(scope, {with_what_moved}), [&](const Row& row) {
        MachineSaid said;
        row.read("media_id", said.media_id)
            .read("deployment_id", said.deployment_id)
            .read("observations", said.observations)
            .read("threshold", said.threshold)
            .read("by_people", said.by_people)
            .read("seen", said.seen);
        Answer moved;
        row.read("moved_by", moved.model)
            .read("moved_details", moved.model_details)
            .read("moved_observations", moved.observations);
        if (!moved.model.empty()) said.moved = std::move(moved);
        use(std::move(said));
    });
}

}  // namespace serow::catalog
