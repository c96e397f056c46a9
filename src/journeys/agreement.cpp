#include "journeys/agreement.h"

#include <chrono>
#include <unordered_map>
#include <utility>

#include "catalog/review_rules.h"
#include "journeys/conflicts.h"
#include "journeys/seen_things.h"
#include "review/consensus.h"

namespace serow::journeys {
namespace {

// Takes the lines media by media.
class Codings {
public:
    explicit Codings(bool blind_only) : blind_only_(blind_only) {}

    void take(catalog::SharedAnswer&& line) {
        if (!lines_.empty() && line.media_id != media_) close();
        media_ = line.media_id;
        blind_since_ = line.blind_since;
        auto& answer = lines_.emplace_back();
        answer.id = line.answer_id;
        answer.at = line.answered_at;
        answer.method = camtrap::ClassificationMethod::human;
        answer.retracts = line.retracts;
        answer.adjudicates = line.adjudicates;
        if (!line.account_id) return;
        answer.by = line.account_id->text();
        if (!line.retracts) answer.things = from_ledger(line.observations);
        if (numbers_.try_emplace(*line.account_id, people_.size()).second)
            people_.push_back({*line.account_id, std::move(line.account_name)});
    }
    Agreement told() {
        if (!lines_.empty()) close();
        return {std::move(people_), review::agreement_of(codings_)};
    }

private:
    void close() {
        if (!blind_only_ || review::is_blind(lines_, blind_since_)) {
            std::unordered_map<std::size_t, review::Seen> latest;
            for (const auto* answer : review::standing(lines_))
                if (!answer->adjudicates && !answer->by.empty())
                    latest[numbers_.at(*AccountId::parse(answer->by))] = review::taxa_of(answer->things);
            for (auto& [person, seen] : latest) codings_.push_back({units_, person, std::move(seen)});
            ++units_;
        }
        lines_.clear();
    }

    bool blind_only_;
    MediaId media_;
    std::optional<Instant> blind_since_;
    std::vector<review::Answer> lines_;  // of the media at hand
    std::size_t units_ = 0;
    std::unordered_map<AccountId, std::size_t> numbers_;
    std::vector<Agreement::Person> people_;
    std::vector<review::Coding> codings_;
};

}  // namespace

Agreement agreement(const House& house, const Viewer& viewer, ProjectId project, bool blind_only) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        must_adjudicate(tx, scope);
        tx.set_statement_timeout(std::chrono::minutes(2));
        Codings codings(blind_only);
        catalog::each_shared_answer(tx, scope, [&](catalog::SharedAnswer&& line) { codings.take(std::move(line)); });
        return codings.told();
    });
}

}  // namespace serow::journeys
