// What each rule makes of a ledger: a table of cases, by hand from docs/methods/consensus.md.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "review/consensus.h"

// A namespace of its own: the files of a room are compiled as one.
namespace serow::review::rule_cases {
namespace {

using camtrap::ClassificationMethod;
using camtrap::ObservationType;

const Instant t0 = parse_instant("2024-06-01T08:00:00Z").value();

SeenThing thing(const std::string& name) {
    SeenThing seen;
    seen.type = name == "person" ? ObservationType::human : ObservationType::animal;
    if (name != "person" && name != "animal") seen.scientificName = name;
    return seen;
}

// A ledger in words, a line each minute: "li=takin" a person's answer, "*li=takin" an expert's, "!li=takin" an expert's
// adjudication, "-2" takes back the second line, "m=takin@0.9" a machine's (also "m=blank@0.9"; "m=takin@0.9/0.5":
// the animal surer than its name), "~=takin@0.9" one that is a last resort. Several things with "+"; "blank": none.
std::vector<Answer> ledger(const std::string& words) {
    std::vector<Answer> lines;
    std::istringstream in(words);
    for (std::string word; in >> word;) {
        auto& line = lines.emplace_back();
        line.id.uuid.bytes[15] = static_cast<std::uint8_t>(lines.size());
        line.at = t0 + std::chrono::minutes{lines.size()};
        line.method = ClassificationMethod::human;
        if (word[0] == '-') {
            line.by = "li";
            line.retracts = lines[static_cast<std::size_t>(std::stoi(word.substr(1))) - 1].id;
            continue;
        }
        line.adjudicates = word[0] == '!';
        line.by_expert = word[0] == '*' || word[0] == '!';
        if (line.by_expert) word.erase(0, 1);
        line.by = word.substr(0, word.find('='));
        word.erase(0, word.find('=') + 1);
        const auto sure = word.find('@');
        std::optional<double> probability, of_name;
        if (sure != std::string::npos) {
            line.method = ClassificationMethod::machine;
            line.last_resort = line.by == "~";
            probability = std::stod(word.substr(sure + 1));
            if (const auto bar = word.find('/'); bar != std::string::npos) of_name = std::stod(word.substr(bar + 1));
            word.erase(sure);
            if (word == "blank") line.blank_certainty = probability;
        }
        if (word == "blank") continue;
        std::istringstream names(word);
        for (std::string name; std::getline(names, name, '+');) {
            line.things.push_back(thing(name));
            line.things.back().probability = probability;
            line.things.back().taxon_probability = of_name;
        }
    }
    return lines;
}

std::string said(const Consensus& consensus) {
    std::string text(word(consensus.state));
    for (const auto& seen : consensus.things)
        text += " " + (seen.scientificName.empty() ? std::string(camtrap::word(seen.type)) : seen.scientificName);
    return text + (consensus.kept_back ? " kept back" : "");
}

std::string under(RuleKind kind, const std::string& words, std::optional<MachineRule> machine = {},
                  bool blind = false) {
    return said(consensus_of(ledger(words), {kind, machine}, blind ? std::optional(t0) : std::nullopt));
}

struct Case {
    const char* ledger;
    const char* one_reviewer;
    const char* two_agree;
    const char* expert_approves;
};
constexpr Case cases[]{
    {"", "none unclassified", "none unclassified", "none unclassified"},
    {"m=takin@0.99", "machine takin", "machine takin", "machine takin"},
    {"li=takin", "human takin", "awaiting takin", "awaiting takin"},
    {"li=takin li=boar", "human boar", "awaiting boar", "awaiting boar"},
    {"li=takin wang=takin", "human takin", "human takin", "awaiting takin"},
    {"li=takin wang=boar", "conflict boar", "conflict boar", "conflict boar"},
    {"li=takin+boar wang=boar+takin", "human boar takin", "human boar takin", "awaiting boar takin"},
    {"li=takin wang=blank", "conflict blank", "conflict blank", "conflict blank"},
    {"li=takin wang=boar li=boar", "human boar", "human boar", "awaiting boar"},
    {"li=takin wang=boar zhao=takin", "conflict takin", "human takin", "conflict takin"},
    // The side that settled it holds, also where the other spoke last.
    {"li=takin zhao=takin wang=boar", "conflict boar", "human takin", "conflict boar"},
    {"li=takin zhao=takin wang=boar chen=boar", "conflict boar", "conflict boar", "conflict boar"},
    {"li=takin wang=boar zhao=goral", "conflict goral", "conflict goral", "conflict goral"},
    {"*li=takin", "human takin", "awaiting takin", "human takin"},
    {"*li=takin wang=boar", "conflict boar", "conflict boar", "human takin"},
    {"wang=boar *li=takin", "conflict takin", "conflict takin", "human takin"},
    {"*li=takin *wang=boar", "conflict boar", "conflict boar", "conflict boar"},
    {"*li=takin *wang=boar *li=boar", "human boar", "human boar", "human boar"},
    // What a former expert said then as an expert, and later not as one any more.
    {"*li=takin li=boar", "human boar", "awaiting boar", "awaiting boar"},
    // Taken back.
    {"li=takin wang=boar -2", "human takin", "awaiting takin", "awaiting takin"},
    {"*li=takin wang=boar -1", "human boar", "awaiting boar", "awaiting boar"},
    // An adjudication ends a conflict; who differs later opens it again, who agrees does not.
    {"li=takin wang=boar !chen=takin", "human takin", "human takin", "human takin"},
    {"li=takin wang=boar !chen=goral", "human goral", "human goral", "human goral"},
    {"li=takin wang=boar !chen=goral li=goral", "human goral", "human goral", "human goral"},
    {"li=takin wang=boar !chen=goral li=takin", "conflict takin", "conflict takin", "conflict takin"},
    {"li=takin wang=boar !chen=goral li=takin wang=goral", "conflict goral", "human goral", "conflict goral"},
    {"li=takin wang=boar !chen=goral li=takin !chen=takin", "human takin", "human takin", "human takin"},
    {"li=takin wang=boar !chen=goral -3", "conflict boar", "conflict boar", "conflict boar"},
    {"!chen=goral", "human goral", "human goral", "human goral"},
    // A person wins over a later machine.
    {"li=takin m=boar@0.99", "human takin", "awaiting takin", "awaiting takin"},
};

TEST(Rules, TheTableOfCases) {
    for (const auto& [words, one, two, expert] : cases) {
        EXPECT_EQ(under(RuleKind::one_reviewer, words), one) << words;
        EXPECT_EQ(under(RuleKind::two_agree, words), two) << words;
        EXPECT_EQ(under(RuleKind::expert_approves, words), expert) << words;
    }
}

TEST(Rules, AMachineAboveXIsAcceptedWhileNobodyContradictsIt) {
    const std::vector<std::string> measured{"takin", "boar"};
    const MachineRule species{0.9, false, measured}, blank{0.9, true}, both{0.9, true, measured};
    const auto two = [](const char* words, const MachineRule& machine) {
        return under(RuleKind::two_agree, words, machine);
    };
    EXPECT_EQ(two("m=takin@0.95", species), "accepted takin");
    EXPECT_EQ(two("m=takin@0.9", species), "machine takin") << "above, not from";
    EXPECT_EQ(two("m=takin@0.95", blank), "machine takin");
    EXPECT_EQ(two("m=takin@0.95/0.8", species), "machine takin") << "the name is less sure than the animal";
    EXPECT_EQ(two("m=takin@0.95/0.91", species), "accepted takin");
    EXPECT_EQ(two("m=animal@0.99", species), "machine animal") << "an animal without a name";
    EXPECT_EQ(two("m=deer@0.99", species), "machine deer") << "not measured";
    EXPECT_EQ(two("m=takin+deer@0.99", species), "machine deer takin") << "not all of it measured";
    EXPECT_EQ(two("m=takin+boar@0.99", species), "accepted boar takin");
    EXPECT_EQ(two("m=takin+person@0.99", species), "machine takin human");
    EXPECT_EQ(two("m=person@0.99", both), "machine human");
    EXPECT_EQ(two("m=blank@0.95", blank), "accepted blank");
    EXPECT_EQ(two("m=blank@0.85", blank), "machine blank");
    EXPECT_EQ(two("m=blank@0.95", species), "machine blank");
    EXPECT_EQ(two("~=blank@0.95", blank), "machine blank") << "what moved is a last resort";
    // The latest machine's.
    EXPECT_EQ(two("m=takin@0.95 n=boar@0.5", species), "machine boar");
    // A person who agrees settles it, one who differs puts it back under the rule.
    EXPECT_EQ(two("m=takin@0.95 li=takin", species), "human takin");
    EXPECT_EQ(two("m=takin@0.95 li=boar", species), "awaiting boar");
    EXPECT_EQ(two("m=takin@0.95 li=takin wang=boar", species), "conflict boar");
    EXPECT_EQ(under(RuleKind::expert_approves, "m=takin@0.95 li=takin", species), "human takin");
    EXPECT_EQ(under(RuleKind::expert_approves, "m=takin@0.85 li=takin", species), "awaiting takin");
}

TEST(Rules, ReviewedBlindNothingOfPeopleIsToldBeforeItIsSettled) {
    const auto blind = [](RuleKind kind, const char* words, std::optional<MachineRule> machine = {}) {
        return under(kind, words, machine, true);
    };
    constexpr auto one = RuleKind::one_reviewer;
    EXPECT_EQ(blind(one, "m=deer@0.8"), "machine deer");
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin"), "awaiting deer kept back");
    EXPECT_EQ(blind(one, "li=takin"), "awaiting unclassified kept back") << "no machine either";
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin li=boar"), "awaiting deer kept back") << "twice the same person";
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin wang=takin"), "human takin");
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin wang=boar"), "conflict deer kept back");
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin wang=boar !chen=boar"), "human boar");
    EXPECT_EQ(blind(one, "m=deer@0.8 li=takin wang=takin -3"), "awaiting deer kept back");
    EXPECT_EQ(blind(RuleKind::expert_approves, "m=deer@0.8 li=takin wang=takin"), "awaiting deer kept back");
    EXPECT_EQ(blind(RuleKind::expert_approves, "m=deer@0.8 *li=takin"), "awaiting deer kept back");
    EXPECT_EQ(blind(RuleKind::expert_approves, "m=deer@0.8 *li=takin wang=takin"), "human takin");
    EXPECT_EQ(blind(RuleKind::two_agree, "li=takin wang=boar zhao=takin"), "human takin");
    // A machine's answer is never accepted where people were asked to look twice.
    const MachineRule sure{0.9, true, {"deer"}};
    EXPECT_EQ(blind(one, "m=deer@0.99", sure), "machine deer");
    EXPECT_EQ(blind(one, "m=deer@0.99 li=deer", sure), "awaiting deer kept back");
    EXPECT_EQ(blind(one, "m=deer@0.99 li=deer wang=deer", sure), "human deer");
}

TEST(Rules, WhatSomebodyAnsweredBeforeBlindReviewBeganIsNotDrawn) {
    const auto since = [](int minute) { return std::optional(t0 + std::chrono::minutes{minute}); };
    const auto lines = ledger("m=deer@0.8 li=takin");  // minutes 1 and 2
    EXPECT_EQ(said(consensus_of(lines, {}, since(2))), "awaiting deer kept back");
    EXPECT_EQ(said(consensus_of(lines, {}, since(3))), "human takin");
    EXPECT_TRUE(is_blind({}, since(1)));
    EXPECT_FALSE(is_blind({}, {}));
}

TEST(Rules, TheirWords) {
    for (const auto kind : {RuleKind::one_reviewer, RuleKind::two_agree, RuleKind::expert_approves})
        EXPECT_EQ(parse_rule_kind(word(kind)), kind);
    EXPECT_FALSE(parse_rule_kind("anyone"));
}

}  // namespace
}  // namespace serow::review::rule_cases
