#include "journeys/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <format>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "catalog/answers.h"
#include "journeys/explain_media.h"
#include "journeys/group_events.h"
#include "journeys/look.h"
#include "journeys/publish_package.h"
#include "journeys/read_media.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

// A card of four photos at one point: three within two minutes, the fourth an hour later.
class AnswerTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    std::vector<MediaId> photos;
    DeploymentId deployment;

    void SetUp() override {
        DeploymentChange ten_days;
        ten_days.location_id = point.location_id;
        ten_days.deployment_start = parse_instant("2024-05-01T00:00:00+08:00");
        ten_days.deployment_end = parse_instant("2024-05-11T00:00:00+08:00");
        deployment = create_deployment(house, li.viewer(), project.project_id, ten_days).deployment_id;
        const auto card = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "card"});
        std::uint8_t shade = 100;
        for (const auto* taken : {"2024-05-02T06:10:00+08:00", "2024-05-02T06:11:00+08:00", "2024-05-02T06:12:00+08:00",
                                  "2024-05-02T07:12:00+08:00"}) {
            const auto bytes = jpeg(shade++);
            const auto file = announced(std::format("{}.jpg", static_cast<int>(shade)), bytes, taken);
            const auto wanted =
                announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            photos.push_back(*arrival.finish().media_id);
            read_media(house, project.project_id, std::vector{photos.back()});
        }
        group_events(house, project.project_id, deployment);
    }

    // What a detector would have written.
    void machine_says(MediaId id, std::vector<review::SeenThing> things) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), project.project_id, 1};
            catalog::Answer answer;
            answer.answer_id = AnswerId::make();
            answer.batch_id = BatchId::make();
            answer.media_id = id;
            answer.model = "detector 1";
            answer.model_details = json::value{{"threshold", 0.3}};
            answer.observations = to_ledger(things);
            answer.answered_at = house.clock.now();
            catalog::append_answers(tx, scope, std::span(&answer, 1));
            settle(tx, scope, std::span(&id, 1));
        });
    }
    static review::SeenThing seen(ObservationType type, std::string name = "", int count = 1) {
        review::SeenThing thing;
        thing.type = type;
        thing.scientificName = std::move(name);
        thing.count = count;
        return thing;
    }
    static review::SeenThing box(double probability, double x) {
        auto thing = seen(ObservationType::animal);
        thing.probability = probability;
        thing.box = Box{x, 0.2, 0.1, 0.1};
        return thing;
    }
    // "animal Sus scrofa 3; …" of one photo, and how it was settled.
    std::string holds(MediaId id) {
        const auto now = media(house, li.viewer(), project.project_id, id);
        auto text = now.media.consensus + ":";
        for (const auto& observation : now.observations)
            text += std::format(" {} {} {};", camtrap::word(observation.observation_type), observation.scientific_name,
                                observation.count.value_or(0));
        return text;
    }
    std::vector<catalog::Answer> ledger(MediaId id) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::ledger_of_media(tx, {Viewer::system(), project.project_id, 1}, std::span(&id, 1));
        });
    }
    AnswerBatch say(const std::vector<MediaId>& ids, review::SeenThing thing) {
        return answer(house, li, project.project_id, {ids, {}, false, {std::move(thing)}});
    }
};

TEST_F(AnswerTest, BoxesAboveTheThresholdAreObservationsOneByOne) {
    machine_says(photos[0], {box(0.9, 0.1), box(0.8, 0.5), box(0.2, 0.7)});
    EXPECT_EQ(holds(photos[0]), "machine: animal  1; animal  1;");
    machine_says(photos[1], {box(0.2, 0.1)});
    EXPECT_EQ(holds(photos[1]), "machine: blank  0;");
    EXPECT_EQ(holds(photos[2]), "none:");
}

TEST_F(AnswerTest, APersonsAnswerHoldsAndUndoBringsTheMachinesBack) {
    machine_says(photos[0], {box(0.9, 0.1)});
    const auto batch = say({photos[0]}, seen(ObservationType::animal, "Sus scrofa", 3));
    EXPECT_EQ(holds(photos[0]), "human: animal Sus scrofa 3;");
    retract(house, li, project.project_id, batch.batch_id);
    EXPECT_EQ(holds(photos[0]), "machine: animal  1;");
    EXPECT_THROW(retract(house, li, project.project_id, batch.batch_id), Failure) << "taken back already";
    for (const auto& line : ledger(photos[0]))
        EXPECT_EQ(line.program.empty(), line.method == camtrap::ClassificationMethod::machine)
            << "by which version somebody answered, and took it back";
}

// Six people at once: each answers photos of their own again and again, and one that they all answer; one of them asks
// for what is not there.
TEST_F(AnswerTest, ManyAtOnceAreWrittenTogetherAndNoneIsLost) {
    constexpr int people = 6, times = 8;
    std::vector<Caller> callers;
    for (int i = 0; i < people; ++i) {
        callers.push_back(World::the().newcomer(std::format("Reviewer{}", i)));
        set_member(house, li.viewer(), project.project_id, callers.back().email, people::Role::annotator);
    }
    std::atomic<int> refused{0};
    std::mutex mutex;
    std::set<BatchId> batches;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < people; ++i)
            threads.emplace_back([&, i] {
                for (int n = 0; n < times; ++n) try {
                        auto own =
                            seen(ObservationType::animal, n % 2 == 0 ? "Sus scrofa" : "Muntiacus reevesi", n + 1);
                        std::vector<MediaId> ids{photos[static_cast<std::size_t>(i % 3)], photos[3]};
                        if (i == 0 && n % 2 == 1) ids = {MediaId::make()};
                        const auto told = answer(house, callers[static_cast<std::size_t>(i)], project.project_id,
                                                 {ids, {}, false, {own}});
                        EXPECT_EQ(told.media.size(), 2U);
                        const std::scoped_lock lock(mutex);
                        EXPECT_TRUE(batches.insert(told.batch_id).second);
                    } catch (const Failure& failure) {
                        EXPECT_EQ(failure.problem().code, Code::not_found);
                        ++refused;
                    }
            });
    }
    EXPECT_EQ(refused, times / 2);
    EXPECT_EQ(batches.size(), static_cast<std::size_t>(people * times - times / 2));
    std::map<BatchId, int> lines;
    for (const auto& photo : photos)
        for (const auto& line : ledger(photo)) ++lines[line.batch_id];
    EXPECT_EQ(lines.size(), batches.size());
    for (const auto& [batch, count] : lines) EXPECT_TRUE(batches.contains(batch) && count == 2) << count;
    // What holds is what each said last: the others of photo 0 say muntjac, but the one who was refused said boar.
    EXPECT_EQ(media(house, li.viewer(), project.project_id, photos[1]).media.consensus, "human");
    EXPECT_THAT(holds(photos[1]), ::testing::StartsWith("human: animal Muntiacus reevesi 8;"));
    EXPECT_EQ(media(house, li.viewer(), project.project_id, photos[0]).media.consensus, "conflict");
    EXPECT_EQ(media(house, li.viewer(), project.project_id, photos[3]).media.consensus, "conflict");
}

TEST_F(AnswerTest, ConfirmingRepeatsEachPhotosOwnAnswerAndKeepsItsBoxes) {
    machine_says(photos[0], {box(0.9, 0.1), box(0.8, 0.5)});
    machine_says(photos[1], {});
    const auto batch = answer(house, li, project.project_id, {{photos[0], photos[1]}, {}, true, {}});
    EXPECT_EQ(holds(photos[0]), "human: animal  1; animal  1;");
    EXPECT_EQ(holds(photos[1]), "human: blank  0;");
    EXPECT_TRUE(batch.media[0].observations[0].bbox);
    EXPECT_THROW(answer(house, li, project.project_id, {{photos[2]}, {}, true, {}}), Failure)
        << "nobody answered it yet";
}

TEST_F(AnswerTest, WhoNamesTheOneAnimalInAPictureMeansTheOneBox) {
    machine_says(photos[0], {box(0.9, 0.1)});
    machine_says(photos[1], {box(0.9, 0.1), box(0.8, 0.5)});
    const auto batch = say({photos[0], photos[1]}, seen(ObservationType::animal, "Sus scrofa"));
    for (const auto& one : batch.media)
        EXPECT_EQ(one.observations[0].bbox.has_value(), one.media.media_id == photos[0])
            << "which of two is not guessed";
}

TEST_F(AnswerTest, AnAnswerForAnEventIsForAllItsMedia) {
    const auto events = list_events(house, li.viewer(), project.project_id, {}, {}, 10);
    ASSERT_EQ(events.items.size(), 2u) << "an hour's gap begins a new event";
    ASSERT_EQ(events.items[0].event.media_count, 3);
    answer(house, li, project.project_id, {{}, events.items[0].event.event_id, false, {seen(ObservationType::blank)}});
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(holds(photos[i]), "human: blank  0;");
    EXPECT_EQ(holds(photos[3]), "none:");
}

TEST_F(AnswerTest, TwoPeopleWhoDifferAreAConflict) {
    say({photos[0]}, seen(ObservationType::animal, "Sus scrofa"));
    const auto wang = World::the().newcomer("Wang");
    set_member(house, li.viewer(), project.project_id, wang.email, people::Role::annotator);
    const auto batch = answer(house, wang, project.project_id,
                              {{photos[0]}, {}, false, {seen(ObservationType::animal, "Muntiacus reevesi")}});
    EXPECT_EQ(holds(photos[0]), "conflict: animal Muntiacus reevesi 1;");
    // A manager may take another's answer back, an annotator only the own.
    const auto mine = say({photos[1]}, seen(ObservationType::blank));
    EXPECT_THROW(retract(house, wang, project.project_id, mine.batch_id), Failure);
    retract(house, li, project.project_id, batch.batch_id);
    EXPECT_EQ(holds(photos[0]), "human: animal Sus scrofa 1;");
}

TEST_F(AnswerTest, NonsenseIsRefused) {
    const auto refused = [&](std::vector<review::SeenThing> things) {
        try {
            answer(house, li, project.project_id, {{photos[0]}, {}, false, std::move(things)});
        } catch (const Failure& failure) {
            return failure.problem().code == Code::invalid;
        }
        return false;
    };
    EXPECT_TRUE(refused({}));
    EXPECT_TRUE(refused({seen(ObservationType::blank), seen(ObservationType::animal)}));
    EXPECT_TRUE(refused({seen(ObservationType::vehicle, "Sus scrofa")}));
    EXPECT_TRUE(refused({seen(ObservationType::animal, "Sus scrofa", 0)}));
    EXPECT_TRUE(refused({seen(ObservationType::animal, std::string(201, 'x'))}));
    EXPECT_EQ(holds(photos[0]), "none:");
}

// 10 trap-nights; two events of boar at 06:10 and 07:12 (more than 30 minutes apart): 100 × 2 / 10 = 20.
TEST_F(AnswerTest, TheSpeciesTableCountsIndependentEventsPerEffort) {
    say(photos, seen(ObservationType::animal, "Sus scrofa", 2));
    const auto report = species_report(house, li.viewer(), project.project_id, Counted::only_human);
    EXPECT_DOUBLE_EQ(report.trap_nights, 10);
    ASSERT_EQ(report.lines.size(), 1u);
    EXPECT_EQ(report.lines[0].events, 2);
    EXPECT_EQ(report.lines[0].media, 4);
    EXPECT_EQ(report.lines[0].individuals, 4);
    EXPECT_DOUBLE_EQ(report.lines[0].rate->per_100_trap_nights, 20);
    EXPECT_EQ(report.unreviewed_media, 0);

    const auto map = project_map(house, li.viewer(), project.project_id, Counted::everything);
    ASSERT_EQ(map.points.size(), 1u);
    EXPECT_EQ(map.points[0].events, (std::vector<std::pair<std::string, std::int64_t>>{{"Sus scrofa", 2}}));

    // Only the files' own dates are known here, and those tell nothing of the hour.
    const auto rhythm = activity_report(house, li.viewer(), project.project_id, "Sus scrofa", Counted::everything);
    EXPECT_EQ(rhythm.excluded, 2);
    EXPECT_FALSE(rhythm.curve);
    EXPECT_TRUE(rhythm.problem);
}

TEST_F(AnswerTest, TheSameDataGiveTheSamePackage) {
    say(photos, seen(ObservationType::animal, "Sus scrofa", 2));
    const auto package = [&] { return published_package(house, li, project.project_id); };
    const auto first = package();
    EXPECT_EQ(first, package());
    say({photos[0]}, seen(ObservationType::blank));
    EXPECT_NE(first, package()) << "another answer is another package";
}

// Of what was there from second 2.4 to second 7.2 of a video that began at 06:10:00.
TEST_F(AnswerTest, APartOfAVideoIsPublishedWithItsOwnStartAndEnd) {
    auto wolf = box(0.9, 0.1);
    wolf.second = 3;
    wolf.first_second = 2.4;
    wolf.last_second = 7.2;
    machine_says(photos[0], {wolf});
    const auto row = [&] {
        const auto table = published_table(house, li, project.project_id, "observations.csv");
        const auto at = table.find(photos[0].text());
        return table.substr(at, table.find('\n', at) - at);
    };
    const auto part = testing::HasSubstr(",2024-05-02T06:10:02+08:00,2024-05-02T06:10:08+08:00,");
    EXPECT_THAT(row(), part);
    // Whoever confirms it, or names the one animal, says nothing else about when it was there.
    answer(house, li, project.project_id, {{photos[0]}, {}, true, {}});
    EXPECT_THAT(row(), part);
    say({photos[0]}, seen(ObservationType::animal, "Canis lupus"));
    EXPECT_THAT(row(), part);
    EXPECT_THAT(row(), testing::HasSubstr("Canis lupus"));
    // Nor does who corrects the count, and gives the box as it was shown.
    auto two = seen(ObservationType::animal, "Canis lupus", 2);
    two.box = wolf.box;
    say({photos[0]}, two);
    EXPECT_THAT(row(), part);
    two.box = Box{0.5, 0.5, 0.1, 0.1};
    say({photos[0]}, two);
    EXPECT_THAT(row(), testing::Not(part)) << "another box is another sight";
}

TEST_F(AnswerTest, AMediasLifeTellsOfThePackagesItIsIn) {
    const auto told = [&] {
        const auto life = as_text(explain_media(house, li.viewer(), project.project_id, photos[0]));
        return life.substr(life.find("Where it went"));
    };
    EXPECT_NE(told().find("none yet"), std::string::npos);
    publish_package(house, li.viewer(), project.project_id, [](std::span<const std::byte>) {});
    EXPECT_NE(told().find("camtrap-dp package, by "), std::string::npos) << told();
}

}  // namespace
}  // namespace serow::journeys
