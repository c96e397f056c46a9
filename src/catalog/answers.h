// The ledger: every machine and human answer, append-only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Answer {
    AnswerId answer_id;
    BatchId batch_id;  // answers given with one act
    MediaId media_id;
    camtrap::ClassificationMethod method = camtrap::ClassificationMethod::machine;
    std::optional<AccountId> account_id;  // who, where a person
    std::string model;                    // "deimv2_femto 1.0", where a machine
    json::value model_details;            // null for none
    // [{observationType, scientificName, count, sex, lifeStage, behavior, bbox:[x,y,w,h], probability, second,
    // taxonProbability}]
    json::value observations = json::array();
    std::optional<AnswerId> retracts;
    std::optional<ModelRunId> model_run_id;  // of a machine that looked again (model_runs.h)
    Instant answered_at;
    bool adjudicates = false;       // a person's that ends a conflict
    std::optional<bool> by_expert;  // a person's: were they an expert of the project then; read: never none
    std::string program;            // the version of Serow that wrote a person's answer; empty: not written down
    std::string account_name;       // read only; empty for machines and for accounts that are gone
    bool beside = false;            // read only: of a run that is not used; nothing is derived of it
};

// Writes them, and the media they are about stay locked until the end of the transaction: two people
// who answer the same media at once come one after the other. The latest machine answer of a media is
// also its classified_at, those of runs aside. Failure(not_found) where a media is not in the project.
void append_answers(Transaction& tx, const Scope& scope, std::span<const Answer> answers);

// Locks them until the end of the transaction, as append_answers() does: whoever derives what holds from a ledger reads
// it after. Failure(not_found) where a media is not in the project.
void lock_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);

// As append_answers(), for machines' answers whose ids say what they are: one whose id the ledger has stays as it is
// there. Gives the media of those that were written.
std::vector<MediaId> append_answers_once(Transaction& tx, const Scope& scope, std::span<const Answer> answers);

// By media, answered_at, id.
std::vector<Answer> ledger_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
// As far as the viewer is told: while a media is reviewed blind, others' answers are left out
// (docs/methods/consensus.md).
std::vector<Answer> told_ledger_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
std::vector<Answer> ledger_of_batch(Transaction& tx, const Scope& scope, BatchId batch_id);

// Who has answered in the project at all: accounts by name, then machines.
struct Answerer {
    std::string who;  // the machine's name, or the account's id
    std::optional<AccountId> account_id;
    std::string account_name;
};
std::vector<Answerer> answerers(Transaction& tx, const Scope& scope);

// What a machine said of a medium on whose content people agree.
struct Judged {
    MediaId media_id;
    LocationId location_id;
    std::string model;
    json::value model_details, observations;  // as of Answer
    std::vector<std::string>
        truth;  // scientific names, or the observation type of people and where there is none; each once
};
// By media, then model; of each model its latest answer that stands.
void each_judged(Transaction& tx, const Scope& scope, const std::function<void(Judged&&)>& use);

// Takes back what of the batch still stands, as answers of `account_id` in the batch `new_batch`, written by this
// version of Serow. Gives the media concerned (locked). Failure(not_found) where the batch does not exist;
// Failure(forbidden) where another account gave it and `others_too` is not allowed;
// Failure(conflict) where it was taken back already.
enum class Whose { own, anybodys };
std::vector<MediaId> retract_batch(Transaction& tx, const Scope& scope, BatchId batch_id, BatchId new_batch,
                                   AccountId account_id, Whose whose, Instant at, std::string_view program = {});

}  // namespace serow::catalog
