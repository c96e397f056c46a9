// The present consensus of a medium and of an event, derived from the ledger of answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/image.h"
#include "base/time.h"
#include "camtrap/remarks.h"
#include "camtrap/vocabulary.h"
#include "review/consensus_rule.h"

namespace serow::review {

// One thing that an answer sees. A machine gives one for each box, a person one for each group of alike animals.
struct SeenThing {
    camtrap::ObservationType type = camtrap::ObservationType::unclassified;
    std::string scientificName;  // empty where not identified
    int count = 1;               // at least 1
    std::optional<camtrap::Sex> sex;
    std::optional<camtrap::LifeStage> life_stage;
    std::string behavior;
    camtrap::Remarks remarks;  // people's
    std::optional<Box> box;
    std::optional<double> probability;                // [0, 1]; machines
    std::optional<double> second;                     // of a video: when the box was seen
    std::optional<double> first_second, last_second;  // of a video: from when to when it was there
    std::optional<double> taxon_probability;          // [0, 1], of scientificName alone; machines
    bool operator==(const SeenThing&) const = default;
};

// One line of the ledger, never changed after. An answer with `retracts` only takes another one back:
// its own `things` are ignored.
struct Answer {
    AnswerId id;
    std::string media;  // mediaID
    Instant at;
    std::string by;  // who: account, or model with version ("deimv2-femto 1")
    camtrap::ClassificationMethod method = camtrap::ClassificationMethod::machine;
    std::vector<SeenThing> things;  // empty: blank
    std::optional<AnswerId> retracts;
    bool last_resort = false;               // a machine's that holds only where no other machine answered
    bool by_expert = false;                 // a person's who was an expert of the project then
    bool adjudicates = false;               // a person's that decides between those before it
    std::optional<double> blank_certainty;  // [0, 1] a machine's that there is nothing; none: not known
};

// Those that were not taken back, in the ledger's order, retractions left out (rule 1 of consensus_of).
std::vector<const Answer*> standing(std::span<const Answer> answers);

// People's answers that count towards what holds (rules 2 and 3 of consensus_of): each one's latest, in the ledger's
// order; from the latest adjudication on, where there is one.
std::vector<const Answer*> voices(std::span<const Answer> answers);

struct Consensus {
    // What is to be seen, sorted by type, taxon, sex, life stage, behaviour and remarks, alike things as one with
    // their counts added; exactly one entry `blank` or `unclassified` (count 1, no taxon) where nothing is.
    std::vector<SeenThing> things;
    std::vector<SeenThing> one_by_one;  // the holding answer's things as they were given, each with its box;
                                        // a machine's without those below the threshold; empty for an event
    std::optional<camtrap::ClassificationMethod> method;  // none: nobody answered
    std::string by;
    std::optional<Instant> at;
    std::optional<AnswerId> answer;  // the line that holds
    State state = State::none;
    bool kept_back = false;  // reviewed blind, and not settled: people's answers are not told (rule 7)
    [[nodiscard]] bool conflict() const { return state == State::conflict; }
    [[nodiscard]] bool reviewed() const { return method == camtrap::ClassificationMethod::human; }
};

// From when on a medium is reviewed blind: `since`, where no person had answered it before that. None: it is not.
bool is_blind(std::span<const Answer> answers, const std::optional<Instant>& since);

// What an answer says, as far as answers agree or differ: its set of (type, taxon). Sorted; never empty.
std::vector<std::pair<camtrap::ObservationType, std::string>> taxa_of(std::span<const SeenThing> things);

// Of the answers to ONE medium, in any order:
// 1. Retracted answers vanish. A retraction can itself be retracted; then what it took back is there again.
//    A retraction of an answer that is not among them is without effect.
// 2. Of each person the latest answer counts (later `at`; at the same moment the larger id). Two agree where their sets
//    of (type, taxon) are equal; counts, sex and the like are no difference.
// 3. An adjudication ends what was said before it: of people only it and what came after count. As long as all of those
//    agree the medium is settled; one that differs opens it again (conflict).
// 4. Else the rule decides. one_reviewer: settled where all agree, else a conflict. two_agree: settled where two agree
//    and no other view has as many, awaiting where one alone answered, else a conflict. expert_approves: settled where
//    all experts agree, whatever others say; a conflict where experts differ, or, without an expert's answer, others
//    do; else awaiting.
//    A settled medium holds the latest answer of the side that settled it, all others the latest of all.
// 5. Without any person's answer the latest machine answer holds, a last resort only where there is no other. It is
//    accepted where the rule's MachineRule says so: for blank where `blank_certainty`, for named animals where each
//    one's probability and, if it has one, its name's is greater than `above`. A person's answer that agrees with such
//    an answer settles the medium under any rule; one that differs puts it back under the rule.
// 6. An answer that sees nothing is `blank`; no answer at all is `unclassified`.
// 7. Where is_blind(): one person's answer alone never settles, nor is a machine's accepted; and until the medium is
//    settled it holds what the machine says (`kept_back`), so that nobody is told what another person answered.
// Boxes and probabilities: a group of alike things keeps the box and probability of its most certain one, and is there
// from the first's first second to the last's last.
Consensus consensus_of(std::span<const Answer> answers, const ConsensusRule& rule,
                       const std::optional<Instant>& blind_since = {});

// The event's: each kind of thing (type, taxon, sex, life stage, behaviour) that any of its media shows,
// with the largest count on one medium. Blank only where all media are blank; a medium that is
// unclassified adds nothing beside others that are classified as more than blank, and makes the event
// `unclassified` beside blanks. `method` human only where every medium was reviewed by people; its
// state is a conflict where any medium has one, human where all are; `at` the latest, `by` and `answer` that one's;
// `probability` the largest. Boxes, seconds and remarks are left out: they belong to a medium. No media: unclassified.
Consensus event_consensus(std::span<const Consensus> media);

}  // namespace serow::review
