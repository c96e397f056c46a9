// The order by worth over a real database: what is known of events, how it is refreshed, and lists that are read
// meanwhile.
#include "journeys/review_order.h"

#include <gmock/gmock.h>

#include <format>
#include <set>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "journeys/answer.h"
#include "journeys/browse.h"
#include "journeys/group_events.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Ten days at a point: a photo every second hour, each an event; the sixth and seventh, a minute apart, are one.
class ReviewOrderTest : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li"), wu = World::the().newcomer("Wu");
    ProjectId id = World::the().new_project(li).project_id;
    catalog::Scope scope{Viewer::system(), id, 1};
    std::vector<MediaId> photos;
    DeploymentId deployment;

    void SetUp() override {
        set_member(house, li.viewer(), id, wu.email, people::Role::annotator);
        DeploymentChange ten_days;
        ten_days.location_id = World::the().new_location(li, id).location_id;
        ten_days.deployment_start = parse_instant("2024-05-01T00:00:00Z");
        ten_days.deployment_end = parse_instant("2024-05-11T00:00:00Z");
        deployment = create_deployment(house, li.viewer(), id, ten_days).deployment_id;
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 9; ++i) {
            const auto taken =
                i == 6 ? std::string("2024-05-02T10:01:00Z") : std::format("2024-05-02T{:02}:00:00Z", 2 * i);
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{}.jpg", i),
                                                jpeg(static_cast<std::uint8_t>(20 * i + 3)) + deployment.text(),
                                                taken));
        }
        read_media(house, id, photos);
        group_events(house, id, deployment);
    }

    void machine_says(std::size_t photo, const std::string& name, double probability,
                      const std::string& model = "detector 1") {
        std::vector<review::SeenThing> things;
        if (!name.empty()) {
            auto& thing = things.emplace_back();
            thing.type = ObservationType::animal;
            thing.scientificName = name;
            thing.box = Box{0.1, 0.1, 0.2, 0.2};
            thing.probability = 0.8;
            thing.taxon_probability = probability;
        }
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photos[photo];
        line.model = model;
        line.model_details = json::value{{"threshold", 0.3}};
        line.observations = to_ledger(things);
        line.answered_at = house.clock.now();
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&line.media_id, 1));
        });
    }
    AnswerBatch says(const Caller& who, std::size_t photo, const std::string& name) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = name;
        return answer(house, who, id, {{photos[photo]}, {}, false, {thing}});
    }
    EventPage page(const MediaFilter& filter = {}, int limit = 100, const std::optional<std::string>& cursor = {},
                   std::int64_t offset = 0) {
        return list_events(house, li.viewer(), id, filter, cursor, limit, Total::counted, Blanks::shown,
                           {catalog::EventSort::worth, offset});
    }
    // By the first photo of each event.
    std::vector<std::size_t> order(const EventPage& of) {
        std::vector<std::size_t> list;
        for (const auto& item : of.items)
            list.push_back(static_cast<std::size_t>(std::ranges::find(photos, item.media.front().media.media_id) -
                                                    photos.begin()));
        return list;
    }
    static std::vector<int> worths(const EventPage& of) {
        std::vector<int> list;
        for (const auto& item : of.items) list.push_back(item.event.worth);
        return list;
    }
    std::vector<catalog::Job> queued() {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            auto jobs = catalog::jobs_about(tx, scope, id.text());
            std::erase_if(jobs, [](const auto& each) { return each.kind != job::work_out_order; });
            return jobs;
        });
    }
    // Three boars are settled; of the others each has another reason.
    void tell_all() {
        for (const std::size_t boar : {0U, 1U, 2U}) {
            machine_says(boar, "Sus scrofa", 0.9);
            says(li, boar, "Sus scrofa");
        }
        machine_says(3, "Sus scrofa", 0.95);
        machine_says(4, "Panthera pardus", 0.6);
        machine_says(5, "Puma concolor", 0.9);
        machine_says(6, "Lynx rufus", 0.9);
        machine_says(7, "Sus scrofa", 0.9);
        says(li, 7, "Sus scrofa");
        says(wu, 7, "Panthera pardus");
    }
    static std::string refusal(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::bad_request);
            return failure.problem().detail;
        }
        return "was not refused";
    }
};

// By hand. Three of eight events are settled: 10 nights * 3/8 = 3.75 are reviewed, e = 1/sqrt(4.75), 0.15 e = 0.069.
// Boars are settled in three events: r = 1/sqrt(4). The latest answer to the conflict is a leopard, of which none is.
TEST_F(ReviewOrderTest, EventsComeByTheSumOfTheirReasons) {
    tell_all();
    work_out_order(house, id);
    const auto all = page();
    EXPECT_THAT(order(all), ElementsAre(7, 5, 4, 8, 3, 0, 1, 2)) << "the settled come last, in the order of time";
    EXPECT_THAT(worths(all),
                ElementsAre(400 + 250 + 69, 300 + 250 + 20 + 69, 250 + 80 + 69, 200 + 69, 125 + 10 + 69, 0, 0, 0));
    EXPECT_EQ(all.total, 8);
    EXPECT_EQ(json::serialize(all.items[2].event.reasons),
              R"([{"code":"rare","share":2.5E-1,"settledEvents":0,"scientificName":"Panthera pardus"},)"
              R"({"code":"unsure","share":8E-2,"probability":6E-1},)"
              R"({"code":"little_reviewed","share":6.9E-2,"reviewedTrapNights":3.8E0}])");
    EXPECT_THAT(json::serialize(all.items[4].event.reasons),
                HasSubstr(R"("settledEvents":3,"scientificName":"Sus scrofa")"));
    EXPECT_THAT(json::serialize(all.items[1].event.reasons), HasSubstr(R"([{"code":"machines_differ","share":3E-1})"));
    EXPECT_TRUE(all.items[7].event.reasons.is_null());
}

TEST_F(ReviewOrderTest, AMachineThatSeesNothingWhereAnotherDoesDiffers) {
    machine_says(0, "Sus scrofa", 0.9);
    machine_says(0, "", 0, "other 1");
    machine_says(1, "Sus scrofa", 0.9);
    machine_says(1, "Sus", 0.9, "other 1");  // within each other: no contradiction
    machine_says(2, "Sus scrofa", 0.9);
    machine_says(2, "", 0, "motion 1");  // what only moved is no second opinion
    work_out_order(house, id);
    std::set<std::size_t> differ;
    const auto all = page();
    for (std::size_t i = 0; i < all.items.size(); ++i)
        if (json::serialize(all.items[i].event.reasons).contains("machines_differ")) differ.insert(order(all)[i]);
    EXPECT_THAT(differ, ElementsAre(0));
}

TEST_F(ReviewOrderTest, IsWorkedOutWhereItIsAskedForAndSomethingChanged) {
    tell_all();
    EXPECT_THAT(queued(), IsEmpty()) << "nobody asked";
    const auto before = page();
    EXPECT_EQ(before.order.worked_out_at, std::nullopt);
    EXPECT_TRUE(before.order.pending);
    EXPECT_THAT(order(before), ElementsAre(0, 1, 2, 3, 4, 5, 7, 8)) << "until then by time";
    ASSERT_EQ(queued().size(), 1U);
    page();
    EXPECT_EQ(queued().size(), 1U) << "once";

    work_out_order(house, id);
    const auto known = page();
    EXPECT_TRUE(known.order.worked_out_at.has_value());
    EXPECT_FALSE(known.order.pending) << "working it out is no change";

    World::the().forget_jobs();
    says(li, 4, "Panthera pardus");
    EXPECT_THAT(queued(), IsEmpty()) << "an answer queues nothing";
    const auto after = page();
    EXPECT_THAT(order(after), ElementsAre(7, 5, 4, 8, 3, 0, 1, 2)) << "as it was worked out";
    EXPECT_TRUE(after.order.pending);
    ASSERT_EQ(queued().size(), 1U);
    EXPECT_GT(queued().front().run_after, house.clock.now() + std::chrono::seconds(15)) << "not with each answer";

    work_out_order(house, id);
    const auto anew = page();
    EXPECT_EQ(order(anew).back(), 4U);
    EXPECT_EQ(anew.items.back().event.worth, 0);
    EXPECT_GT(*anew.order.worked_out_at, *known.order.worked_out_at);
}

TEST_F(ReviewOrderTest, PagesLoseAndDoubleNothingWhileAnswersComeIn) {
    tell_all();
    work_out_order(house, id);
    std::vector<std::size_t> walked;
    std::optional<std::string> cursor;
    const std::vector<std::size_t> answered{5, 6, 3, 8};
    std::size_t next = 0;
    do {
        const auto part = page({}, 2, cursor);
        std::ranges::copy(order(part), std::back_inserter(walked));
        cursor = part.next;
        if (next < answered.size()) says(li, answered[next++], "Rusa unicolor");
    } while (cursor);
    EXPECT_THAT(walked, ElementsAre(7, 5, 4, 8, 3, 0, 1, 2));
}

TEST_F(ReviewOrderTest, FiltersAndNumbersHoldInIt) {
    tell_all();
    work_out_order(house, id);
    EXPECT_THAT(order(page({.show = "unreviewed"})), ElementsAre(5, 4, 8, 3));
    EXPECT_THAT(order(page({.show = "conflict"})), ElementsAre(7));
    says(li, 4, "Panthera pardus");
    EXPECT_THAT(order(page({.show = "unreviewed"})), ElementsAre(5, 8, 3)) << "what is answered is hidden at once";
    EXPECT_THAT(order(page({}, 3, {}, 2)), ElementsAre(4, 8, 3));
    EXPECT_THAT(order(page({.show = "unreviewed"}, 3, {}, 1)), ElementsAre(8, 3));
}

TEST_F(ReviewOrderTest, ACursorBelongsToItsSort) {
    const auto oldest = list_events(house, li.viewer(), id, {}, {}, 1);
    EXPECT_THAT(refusal([&] { page({}, 1, oldest.next); }), HasSubstr("sorted otherwise (oldest, not worth)"));
    const auto worthiest = page({}, 1);
    EXPECT_THAT(refusal([&] { list_events(house, li.viewer(), id, {}, worthiest.next, 1); }),
                HasSubstr("sorted otherwise (worth, not oldest)"));
    EXPECT_THAT(refusal([&] { page({}, 1, worthiest.next, 3); }), HasSubstr("leave the offset out"));
    for (const auto* wrong : {"worth_", "worth_1001_5_00000000-0000-0000-0000-000000000000", "newest_-_x", "made up"})
        EXPECT_THAT(refusal([&] { page({}, 1, wrong); }), HasSubstr("none that a list gave"));
}

TEST_F(ReviewOrderTest, WhyIsNotToldToWhoMayNotLook) {
    tell_all();
    review::SeenThing person;
    person.type = ObservationType::human;
    const auto seen_by = [&](const Caller& who, std::size_t photo) {
        answer(house, who, id, {{photos[photo]}, {}, false, {person}});
    };
    seen_by(li, 5);  // in the event of 5 and 6 somebody walks by
    work_out_order(house, id);
    const auto visitor = World::the().newcomer("Visitor");
    set_member(house, li.viewer(), id, visitor.email, people::Role::viewer);
    const auto reasons = [&](const Caller& who) {
        for (const auto& item : list_events(house, who.viewer(), id, {}, {}, 100, Total::counted, Blanks::shown,
                                            {catalog::EventSort::worth, 0})
                                    .items)
            if (item.media.front().media.media_id == photos[5]) return json::serialize(item.event.reasons);
        return std::string("not listed");
    };
    EXPECT_THAT(reasons(li), HasSubstr("Lynx rufus"));
    EXPECT_EQ(reasons(visitor), "null");
}

}  // namespace
}  // namespace serow::journeys
