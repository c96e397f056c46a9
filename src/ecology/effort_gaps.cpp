#include "ecology/effort_gaps.h"

#include <algorithm>
#include <format>
#include <iterator>

#include "ecology/effort_gap_signs.h"

namespace serow::ecology {

Result<EffortExamination> examine_effort(const EffortEvidence& evidence) {
    if (evidence.span.end <= evidence.span.start)
        return problem(Code::invalid,
                       std::format("deployment {}: the time from {} to {} must end after its start",
                                   evidence.deployment, to_text(evidence.span.start), to_text(evidence.span.end)));
    std::vector<FileSign> files;
    std::ranges::copy_if(evidence.files, std::back_inserter(files), [&](const FileSign& file) {
        return file.taken >= evidence.span.start && file.taken <= evidence.span.end;
    });
    std::ranges::stable_sort(files, {}, &FileSign::taken);

    EffortExamination examination;
    examination.unmeasured =
        static_cast<std::size_t>(std::ranges::count_if(files, [](const auto& file) { return !file.contrast; }));
    for (auto& found :
         {silences(evidence, files, examination), nothing_seen(evidence, files), other_views(evidence, files)})
        std::ranges::copy(found, std::back_inserter(examination.proposals));
    std::ranges::stable_sort(examination.proposals, {}, [](const auto& p) { return p.span.start; });
    return examination;
}

}  // namespace serow::ecology
