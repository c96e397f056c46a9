// The present consensus of a medium and of an event, derived from the ledger of answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/image.h"
#include "base/time.h"
#include "camtrap/remarks.h"
#include "camtrap/vocabulary.h"

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
    bool last_resort = false;  // a machine's that holds only where no other machine answered
};

// Those that were not taken back, in the ledger's order, retractions left out (rule 1 of consensus_of).
std::vector<const Answer*> standing(std::span<const Answer> answers);

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
    bool conflict = false;           // the latest answers of two people differ in types or taxa
    [[nodiscard]] bool reviewed() const { return method == camtrap::ClassificationMethod::human; }
};

// Of the answers to ONE medium, in any order:
// 1. Retracted answers vanish. A retraction can itself be retracted; then what it took back is there again.
//    A retraction of an answer that is not among them is without effect.
// 2. Of each person the latest answer counts (later `at`; at the same moment the larger id).
// 3. The latest of these holds; `conflict` says that another person's differs in its set of
//    (type, taxon). Counts, sex and the like are no conflict.
// 4. Without any human answer the latest machine answer holds, a last resort only where there is no other. Of its
//    things with a probability, those below `threshold` are left out; a thing without probability stays. Human answers
//    are never filtered.
// 5. An answer that sees nothing is `blank`; no answer at all is `unclassified`.
// Boxes and probabilities: a group of alike things keeps the box and probability of its most certain one, and is there
// from the first's first second to the last's last.
Consensus consensus_of(std::span<const Answer> answers, double threshold);

// The event's: each kind of thing (type, taxon, sex, life stage, behaviour) that any of its media shows,
// with the largest count on one medium. Blank only where all media are blank; a medium that is
// unclassified adds nothing beside others that are classified as more than blank, and makes the event
// `unclassified` beside blanks. `method` human only where every medium was reviewed by people; `conflict`
// where any medium has one; `at` the latest, `by` and `answer` that one's; `probability` the largest.
// Boxes, seconds and remarks are left out: they belong to a medium. No media: unclassified.
Consensus event_consensus(std::span<const Consensus> media);

}  // namespace serow::review
