// Runs every tests/diaries/*.diary; what a diary says is in README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "diaries/diary.h"
#include "ecology/sequences.h"
#include "ecology/species_table.h"

namespace serow::diaries {
namespace {

std::vector<std::filesystem::path> all_diaries() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(SEROW_SOURCE_DIR) / "tests/diaries"))
        if (entry.path().extension() == ".diary") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

struct Season {
    std::vector<ecology::LocationEffort> effort;
    ecology::SpeciesTable species;
    std::vector<ecology::IndependentEvent> events;
};

Result<Season> worked_out(const Diary& diary) {
    std::vector<ecology::Operation> operations;
    for (const auto& camera : diary.cameras) operations.push_back(camera.operation);
    Season season;
    auto effort = ecology::effort_by_location(operations);
    if (!effort) return std::unexpected(effort.error());
    season.effort = *effort;
    auto species = ecology::species_table(diary.records, season.effort, diary.rule);
    if (!species) return std::unexpected(species.error());
    season.species = *species;
    season.events = value_or_throw(ecology::independent_events(diary.records, diary.rule));
    return season;
}

// The number agrees with what is written, to the digits written.
void expect_number(double found, const std::string& written) {
    const auto point = written.find('.');
    const auto decimals = point == std::string::npos ? 0 : written.size() - point - 1;
    EXPECT_NEAR(found, std::stod(written), 0.5 * std::pow(10.0, -static_cast<double>(decimals)) + 1e-9);
}

void expect_of_species(const Diary& diary, const Season& season, const Expectation& expected) {
    ecology::SpeciesRow row;  // a taxon that was never seen has none of anything
    for (const auto& candidate : season.species.rows)
        if (candidate.taxon == expected.of) row = candidate;
    if (expected.what == "events") return expect_number(static_cast<double>(row.events), expected.value);
    if (expected.what == "media") return expect_number(static_cast<double>(row.media), expected.value);
    if (expected.what == "individuals") return expect_number(static_cast<double>(row.individuals), expected.value);
    if (expected.what == "rate") return expect_number(row.rate.per_100_trap_nights, expected.value);
    if (expected.what == "occupancy") return expect_number(row.rate.naive_occupancy, expected.value);
    ASSERT_EQ(expected.what, "first");
    const auto first = std::ranges::find_if(
        season.events, [&](const auto& event) { return diary.records[event.record].taxon == expected.of; });
    ASSERT_NE(first, season.events.end()) << expected.of << " was never seen";
    EXPECT_EQ(to_text(first->span.start), expected.value);
}

void expect_of_place(const Diary& diary, const Season& season, const Expectation& expected) {
    if (expected.what == "effort") {
        const auto found = std::ranges::find(season.effort, expected.of, &ecology::LocationEffort::location);
        ASSERT_NE(found, season.effort.end()) << "no location " << expected.of;
        return expect_number(found->trap_nights, expected.value);
    }
    const auto camera = std::ranges::find(diary.cameras, expected.of, &Camera::name);
    ASSERT_NE(camera, diary.cameras.end()) << "no deployment " << expected.of;
    const auto grouped = ecology::group_into_events(camera->photos, diary.sequence_gap);
    expect_number(static_cast<double>(grouped.events.size()), expected.value);
}

class Diaries : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Diaries, ComeOutAsWritten) {
    const auto read = read_diary(GetParam());
    ASSERT_TRUE(read) << read.error().detail;
    const Diary& diary = *read;
    const auto season = worked_out(diary);
    for (const auto& expected : diary.expectations) {
        SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(expected.line) + ": " + expected.what + " " +
                     expected.of + " = " + expected.value + "\n" + diary.claim);
        if (expected.what == "refused") {
            ASSERT_FALSE(season) << "the season was accepted";
            EXPECT_THAT(season.error().detail, testing::HasSubstr(expected.value));
            continue;
        }
        ASSERT_TRUE(season) << season.error().detail;
        if (expected.what == "effort" || expected.what == "sequences")
            expect_of_place(diary, *season, expected);
        else
            expect_of_species(diary, *season, expected);
    }
}

INSTANTIATE_TEST_SUITE_P(Season, Diaries, testing::ValuesIn(all_diaries()), [](const auto& test) {
    std::string name = test.param.stem().string();
    std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
});

TEST(DiaryLanguage, UnknownWordsAreErrorsWithFileAndLine) {
    const std::string deployment = "# claim\ndeployment A 2024-05-01 .. 2024-05-11 UTC\n";
    const auto fault = [&](const std::string& line) {
        const auto read = parse_diary(deployment + line + "\nexpect effort A = 10 trap-nights\n", "x.diary");
        return read ? std::string{} : read.error().detail;
    };
    EXPECT_EQ(fault(""), "");
    EXPECT_EQ(fault("foto A 05-02 06:10 Panthera pardus"), "x.diary:3: unknown word \"foto\"");
    EXPECT_EQ(fault("photo B 05-02 06:10 Panthera pardus"), "x.diary:3: no deployment of this name was written above");
    EXPECT_EQ(fault("photo A 05-32 06:10 Panthera pardus"), "x.diary:3: \"2024-05-32 06:10\" is no time");
    EXPECT_EQ(fault("expect nights A = 10"), "x.diary:3: unknown word \"nights\"");
    EXPECT_EQ(fault("expect effort A = 10 days"), "x.diary:3: the unit is missing: trap-nights");
    EXPECT_NE(fault("deployment C 2024-05-01 .. 2024-05-11 Mars/Olympus"), "");
    EXPECT_NE(fault("deployment C 2024-05-01 .. 2024-05-11 UTC on ridge"), "");
    EXPECT_EQ(fault("failure A 2024-05-03 .. end"), "");
    EXPECT_EQ(fault("failure A 2024-05-03 soon .. end"), "x.diary:3: unknown word \"soon\"");
    EXPECT_NE(fault("events 30 min"), "");
    EXPECT_NE(fault("clock A 5 min"), "");
}

TEST(DiaryLanguage, ADiaryWithoutClaimOrExpectationIsNone) {
    EXPECT_FALSE(parse_diary("deployment A 2024-05-01 .. 2024-05-11 UTC\nexpect effort A = 10 trap-nights\n", "x"));
    EXPECT_FALSE(parse_diary("# claim\ndeployment A 2024-05-01 .. 2024-05-11 UTC\n", "x"));
}

TEST(DiaryLanguage, ThereAreDiaries) {
    EXPECT_GE(all_diaries().size(), 8U);
}

}  // namespace
}  // namespace serow::diaries
