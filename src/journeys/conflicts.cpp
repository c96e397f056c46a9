#include "journeys/conflicts.h"

#include <algorithm>
#include <utility>

#include "catalog/media.h"
#include "catalog/review_rules.h"
#include "journeys/seen_things.h"
#include "journeys/told_own.h"
#include "journeys/weighed_ledgers.h"

namespace serow::journeys {
namespace {

Voice voice_of(const review::Answer& answer, std::string name, const catalog::Media& media) {
    Voice voice;
    voice.answer_id = answer.id;
    voice.name = std::move(name);
    voice.expert = answer.by_expert;
    voice.adjudicates = answer.adjudicates;
    voice.at = answer.at;
    if (answer.method == camtrap::ClassificationMethod::human) voice.account_id = AccountId::parse(answer.by);
    voice.observations = observations_of(answer, voice.name, media);
    return voice;
}

const review::Answer* machine_of(const WeighedLedger& ledger) {
    std::vector<review::Answer> lines;
    for (const auto& line : ledger.lines)
        if (line.method == camtrap::ClassificationMethod::machine || line.retracts) lines.push_back(line);
    const auto holds = review::consensus_of(lines, {}).answer;
    const auto found = std::ranges::find(ledger.lines, holds, [](const auto& line) { return std::optional(line.id); });
    return holds && found != ledger.lines.end() ? &*found : nullptr;
}

}  // namespace

void must_adjudicate(catalog::Transaction& tx, const catalog::Scope& scope) {
    if (!catalog::viewer_is_expert(tx, scope))
        throw Failure(Code::forbidden,
                      "Managers of the project and members who are marked as experts see who said what, and decide. An "
                      "owner can mark you as an expert.");
}

ConflictPage list_conflicts(const House& house, const Viewer& viewer, ProjectId project,
                            const std::optional<MediaId>& after, int limit) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        must_adjudicate(tx, scope);
        ConflictPage page;
        page.total = catalog::count_conflicts(tx, scope);
        auto ids = catalog::list_conflicts(tx, scope, after, limit + 1);
        if (ids.size() > static_cast<std::size_t>(limit)) {
            ids.pop_back();
            page.next = ids.back();
        }
        auto media = media_as_told(tx, scope, ids);
        for (const auto& ledger : weighed_ledgers(tx, scope, ids)) {
            const auto found =
                std::ranges::find(media, ledger.media_id, [](const auto& one) { return one.media.media_id; });
            if (found == media.end()) continue;
            Conflict conflict{std::move(*found), {}, {}};
            for (const auto* answer : review::voices(ledger.lines))
                conflict.people.push_back(voice_of(*answer, ledger.names.at(answer->id), conflict.media.media));
            if (const auto* machine = machine_of(ledger))
                conflict.machine = voice_of(*machine, machine->by, conflict.media.media);
            page.items.push_back(std::move(conflict));
        }
        return page;
    });
}

}  // namespace serow::journeys
