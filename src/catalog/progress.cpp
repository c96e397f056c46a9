#include "catalog/progress.h"

namespace serow::catalog {

Progress progress_of(Transaction& tx, const Scope& scope) {
    Progress p;
    const auto rows = tx.query("progress_of", scoped(scope));
    if (rows.empty()) require(tx, scope);
    for (const auto row : rows)
        row.read("media", p.media)
            .read("ready", p.ready)
            .read("unreadable", p.unreadable)
            .read("classified", p.classified)
            .read("reviewed", p.reviewed)
            .read("waiting", p.waiting)
            .read("running", p.running)
            .read("dead", p.dead);
    if (p.unreadable == 0 && p.dead == 0) return p;
    p.problems = collect(tx.query("progress_problems", scoped(scope)), [](const Row& row) {
        ProgressProblem problem;
        row.read("media_id", problem.media_id)
            .read("file_name", problem.file_name)
            .read("code", problem.code)
            .read("detail", problem.detail);
        return problem;
    });
    return p;
}

}  // namespace serow::catalog
