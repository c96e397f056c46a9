// Six photos, counted by hand.
#include "training/judged.h"

#include <gtest/gtest.h>

namespace serow::training {
namespace {

// Cervidae holds both deer; "animal" holds all but people and blanks.
bool is_within(std::string_view name, std::string_view above) {
    if (name == above) return true;
    if (above == "animal") return name != "human" && name != "blank" && name != "vehicle";
    return above == "Cervidae" && (name == "Capreolus capreolus" || name == "Cervus elaphus");
}

const NameScores& of(const JudgedScores& scores, std::string_view name) {
    return *std::ranges::find(scores.names, name, &NameScores::name);
}

TEST(Judged, CountsEachNameByWhatStandsWithinIt) {
    const std::vector<JudgedMedium> media{
        {{"Capreolus capreolus"}, {"Capreolus capreolus"}},
        {{"Capreolus capreolus"}, {"Cervidae"}},             // right as far as it goes
        {{"Capreolus capreolus"}, {"Cervus elaphus"}},       // wrong
        {{"Cervus elaphus", "human"}, {"human", "animal"}},  // one found, one told more coarsely
        {{"blank"}, {"blank"}},
        {{"blank"}, {"Cervidae"}},  // something where nothing is
    };
    const auto scores = judge(media, is_within);
    EXPECT_EQ(scores.media, 6);
    const auto expect = [&](std::string_view name, int right, int told, int found, int shown, int coarser) {
        const auto& own = of(scores, name);
        EXPECT_EQ(own.precision.successes, right) << name;
        EXPECT_EQ(own.precision.trials, told) << name;
        EXPECT_EQ(own.recall.successes, found) << name;
        EXPECT_EQ(own.recall.trials, shown) << name;
        EXPECT_EQ(own.coarser, coarser) << name;
    };
    expect("Capreolus capreolus", 1, 1, 1, 3, 1);
    expect("Cervidae", 1, 2, 0, 0, 0);
    expect("Cervus elaphus", 0, 1, 0, 1, 1);
    expect("human", 1, 1, 1, 1, 0);
    expect("animal", 1, 1, 0, 0, 0);
    expect("blank", 1, 1, 1, 2, 0);
    EXPECT_EQ(scores.found.successes, 4);
    EXPECT_EQ(scores.found.trials, 4);
    EXPECT_EQ(scores.kept.successes, 1);
    EXPECT_EQ(scores.kept.trials, 2);
    EXPECT_EQ(scores.confusion.at({"Capreolus capreolus", "Cervidae"}), 1);
    EXPECT_EQ(scores.confusion.at({"blank", "Cervidae"}), 1);
    EXPECT_EQ(scores.confusion.size(), 5U) << "the photo of two things is in no cell";
    // Wilson's interval of 1 of 2, by hand: (0.5 + 1.9208/2)/(1 + 1.9208) ± … = 0.0945 … 0.9055.
    EXPECT_NEAR(scores.kept.low, 0.0945, 5e-4);
    EXPECT_NEAR(scores.kept.high, 0.9055, 5e-4);
}

TEST(Judged, WithoutMediaNothingIsKnown) {
    const auto scores = judge({}, is_within);
    EXPECT_EQ(scores.media, 0);
    EXPECT_TRUE(scores.names.empty());
    EXPECT_EQ(scores.found.trials, 0);
    EXPECT_DOUBLE_EQ(scores.found.high, 1);
}

}  // namespace
}  // namespace serow::training
