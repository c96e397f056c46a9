#include "review/consensus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace serow::review {
namespace {

using camtrap::ClassificationMethod;
using camtrap::ObservationType;

const ConsensusRule usual;  // one reviewer
const Instant t0 = parse_instant("2024-06-01T08:00:00Z").value();

SeenThing seen(std::string taxon, int count = 1) {
    SeenThing thing;
    thing.type = ObservationType::animal;
    thing.scientificName = std::move(taxon);
    thing.count = count;
    return thing;
}

SeenThing box(double probability, double x = 0.1, ObservationType type = ObservationType::animal) {
    SeenThing thing;
    thing.type = type;
    thing.box = Box{x, 0.2, 0.1, 0.1};
    thing.probability = probability;
    return thing;
}

// Line `number` of the ledger: its minute and its id rise with it.
Answer line(int number, std::string by, std::vector<SeenThing> things,
            ClassificationMethod method = ClassificationMethod::human) {
    Answer answer;
    answer.id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
    answer.media = "m1";
    answer.at = t0 + std::chrono::minutes{number};
    answer.by = std::move(by);
    answer.method = method;
    answer.things = std::move(things);
    return answer;
}

Answer machine(int number, std::vector<SeenThing> things, std::string by = "deimv2-femto 1") {
    return line(number, std::move(by), std::move(things), ClassificationMethod::machine);
}

Answer retraction(int number, std::string by, const Answer& of) {
    Answer answer = line(number, std::move(by), {});
    answer.retracts = of.id;
    return answer;
}

std::string words(const Consensus& consensus) {
    std::string text;
    for (const auto& thing : consensus.things)
        text += std::string(word(thing.type)) + " " + std::to_string(thing.count) + " " + thing.scientificName + "; ";
    return text;
}

std::string settled(const std::vector<Answer>& ledger) {
    return words(consensus_of(ledger, usual));
}

TEST(Consensus, NobodyAnsweredIsUnclassified) {
    const auto consensus = consensus_of({}, usual);
    EXPECT_EQ(words(consensus), "unclassified 1 ; ");
    EXPECT_FALSE(consensus.method);
    EXPECT_FALSE(consensus.reviewed());
}

TEST(Consensus, BoxesOfAMachineAreCountedByKind) {
    const auto consensus =
        consensus_of(std::vector{machine(1, {box(0.9), box(0.5, 0.5), box(0.8, 0.3, ObservationType::human)})}, usual);
    EXPECT_EQ(words(consensus), "animal 2 ; human 1 ; ");
    EXPECT_EQ(consensus.things[0].probability, 0.9) << "the most certain one's";
    EXPECT_EQ(consensus.things[0].box->x, 0.1);
    EXPECT_EQ(consensus.one_by_one.size(), 3U);
}

TEST(Consensus, AnAnswerThatSeesNothingIsBlank) {
    EXPECT_EQ(settled({machine(1, {})}), "blank 1 ; ");
    EXPECT_EQ(settled({line(1, "li", {})}), "blank 1 ; ");
}

TEST(Consensus, TheLatestMachineHolds) {
    EXPECT_EQ(settled({machine(1, {box(0.9)}, "old 1"), machine(2, {}, "new 2")}), "blank 1 ; ");
}

TEST(Consensus, ALastResortHoldsOnlyWhereNoOtherMachineAnswered) {
    auto motion = machine(2, {box(0.4, 0.1, ObservationType::unknown)}, "motion 1");
    motion.last_resort = true;
    EXPECT_EQ(settled({motion}), "unknown 1 ; ");
    EXPECT_EQ(settled({motion, machine(3, {box(0.9)})}), "animal 1 ; ");
    EXPECT_EQ(settled({machine(1, {box(0.9)}), motion}), "animal 1 ; ");  // though it came later
    EXPECT_EQ(settled({machine(1, {}), motion}), "blank 1 ; ");
    auto later = machine(4, {}, "motion 2");
    later.last_resort = true;
    EXPECT_EQ(settled({motion, later}), "blank 1 ; ");
}

TEST(Consensus, APersonWinsOverAnyMachineAlsoALaterOne) {
    const auto consensus =
        consensus_of(std::vector{line(1, "li", {seen("Panthera pardus")}), machine(2, {box(0.99)})}, usual);
    EXPECT_EQ(words(consensus), "animal 1 Panthera pardus; ");
    EXPECT_TRUE(consensus.reviewed());
    EXPECT_EQ(consensus.by, "li");
}

TEST(Consensus, WhatAPersonIsUnsureOfStillCounts) {
    auto unsure = seen("Panthera pardus");
    unsure.probability = 0.1;
    EXPECT_EQ(settled({line(1, "li", {unsure})}), "animal 1 Panthera pardus; ");
}

TEST(Consensus, TheSamePersonsLatestAnswerReplacesTheEarlier) {
    const auto consensus = consensus_of(
        std::vector{line(1, "li", {seen("Felis chaus")}), line(2, "li", {seen("Prionailurus bengalensis")})}, usual);
    EXPECT_EQ(words(consensus), "animal 1 Prionailurus bengalensis; ");
    EXPECT_FALSE(consensus.conflict());
}

TEST(Consensus, TwoPeopleWhoDifferAreAConflictAndTheLatestHolds) {
    const auto consensus = consensus_of(
        std::vector{line(1, "li", {seen("Felis chaus")}), line(2, "wang", {seen("Panthera pardus")})}, usual);
    EXPECT_EQ(words(consensus), "animal 1 Panthera pardus; ");
    EXPECT_TRUE(consensus.conflict());
}

TEST(Consensus, CountAndSexAreNoConflict) {
    auto female = seen("Panthera pardus");
    female.sex = camtrap::Sex::female;
    EXPECT_FALSE(
        consensus_of(std::vector{line(1, "li", {seen("Panthera pardus", 2)}), line(2, "wang", {female})}, usual)
            .conflict());
}

TEST(Consensus, AConflictEndsWhenTheyAgree) {
    EXPECT_FALSE(
        consensus_of(std::vector{line(1, "li", {seen("Felis chaus")}), line(2, "wang", {}), line(3, "li", {})}, usual)
            .conflict());
}

TEST(Consensus, RetractionBringsThePreviousAnswerBack) {
    const auto first = line(1, "li", {seen("Felis chaus")});
    const auto second = line(2, "li", {});
    const auto undo = retraction(3, "li", second);
    EXPECT_EQ(settled({first, second}), "blank 1 ; ");
    EXPECT_EQ(settled({first, second, undo}), "animal 1 Felis chaus; ");
    EXPECT_EQ(settled({first, second, undo, retraction(4, "li", undo)}), "blank 1 ; ") << "redo";
    EXPECT_EQ(settled({first, retraction(2, "li", first)}), "unclassified 1 ; ");
    EXPECT_EQ(settled({machine(0, {box(0.9)}), first, retraction(2, "li", first)}), "animal 1 ; ");
}

TEST(Consensus, ARetractionInTheSameMomentCountsWhateverItsId) {
    const auto first = line(5, "li", {seen("Felis chaus")});
    auto undo = retraction(2, "li", first);  // the smaller id
    undo.at = first.at;
    EXPECT_EQ(settled({first, undo}), "unclassified 1 ; ");
}

TEST(Consensus, ARetractionOfNothingKnownDoesNothing) {
    const auto first = line(1, "li", {seen("Felis chaus")});
    EXPECT_EQ(settled({first, retraction(2, "li", line(9, "li", {}))}), "animal 1 Felis chaus; ");
}

TEST(Consensus, OrderOfTheSpanNeverMatters) {
    std::mt19937 random(17);
    const std::vector<std::string> people{"li", "wang", "zhao"};
    const std::vector<std::string> taxa{"Felis chaus", "Panthera pardus", "Sus scrofa"};
    for (int round = 0; round < 200; ++round) {
        std::vector<Answer> ledger;
        for (int i = 1; i < 12; ++i) {
            if (i > 2 && random() % 4 == 0)
                ledger.push_back(retraction(i, people[random() % 3], ledger[random() % ledger.size()]));
            else if (random() % 3 == 0)
                ledger.push_back(machine(i, {box(0.5, 0.1), box(0.5, 0.4), box(0.2)}));
            else
                ledger.push_back(
                    line(i, people[random() % 3], {seen(taxa[random() % 3]), seen(taxa[random() % 3], 2)}));
            if (random() % 3 == 0) ledger.back().at = t0;  // the same moment
        }
        const auto expected = consensus_of(ledger, usual);
        auto shuffled = ledger;
        std::ranges::shuffle(shuffled, random);
        for (auto& answer : shuffled) std::ranges::shuffle(answer.things, random);
        const auto found = consensus_of(shuffled, usual);
        ASSERT_EQ(found.things, expected.things);
        ASSERT_EQ(found.answer, expected.answer);
        ASSERT_EQ(found.conflict(), expected.conflict());
    }
}

TEST(Consensus, AddingAnAnswerAndTakingItBackChangesNothing) {
    std::vector<Answer> ledger{machine(1, {box(0.9)}), line(2, "li", {seen("Sus scrofa", 3)})};
    const auto before = consensus_of(ledger, usual);
    ledger.push_back(line(3, "wang", {seen("Felis chaus")}));
    ledger.push_back(retraction(4, "wang", ledger.back()));
    const auto after = consensus_of(ledger, usual);
    EXPECT_EQ(after.things, before.things);
    EXPECT_EQ(after.answer, before.answer);
    EXPECT_FALSE(after.conflict());
}

Consensus medium(const std::vector<Answer>& ledger) {
    return consensus_of(ledger, usual);
}

TEST(EventConsensus, CountIsTheLargestOnOneMediumNotTheSum) {
    const std::vector media{medium({line(1, "li", {seen("Sus scrofa", 2)})}),
                            medium({line(2, "li", {seen("Sus scrofa", 5), seen("Felis chaus")})}),
                            medium({line(3, "li", {})})};
    const auto event = event_consensus(media);
    EXPECT_EQ(words(event), "animal 1 Felis chaus; animal 5 Sus scrofa; ");
    EXPECT_TRUE(event.reviewed());
    EXPECT_EQ(event.at, t0 + std::chrono::minutes{3});
}

TEST(EventConsensus, BlankOnlyWhereAllMediaAreBlank) {
    const auto blank = medium({line(1, "li", {})});
    const auto animal = medium({line(2, "li", {seen("Sus scrofa")})});
    EXPECT_EQ(words(event_consensus(std::vector{blank, blank})), "blank 1 ; ");
    EXPECT_EQ(words(event_consensus(std::vector{blank, animal})), "animal 1 Sus scrofa; ");
    EXPECT_EQ(words(event_consensus(std::vector{blank, medium({})})), "unclassified 1 ; ");
    EXPECT_EQ(words(event_consensus({})), "unclassified 1 ; ");
}

TEST(EventConsensus, ReviewedOnlyWhereEveryMediumWas) {
    const auto person = medium({line(1, "li", {seen("Sus scrofa")})});
    const auto model = medium({machine(2, {box(0.9)})});
    const auto event = event_consensus(std::vector{person, model});
    EXPECT_FALSE(event.reviewed());
    EXPECT_EQ(event.method, ClassificationMethod::machine);
    EXPECT_FALSE(event_consensus(std::vector{person, medium({})}).reviewed());
    EXPECT_FALSE(event.things[0].box) << "boxes belong to a medium";
}

TEST(EventConsensus, AConflictOnOneMediumIsTheEvents) {
    const auto conflict = medium({line(1, "li", {seen("Felis chaus")}), line(2, "wang", {})});
    EXPECT_TRUE(event_consensus(std::vector{medium({line(1, "li", {})}), conflict}).conflict());
}

}  // namespace
}  // namespace serow::review
