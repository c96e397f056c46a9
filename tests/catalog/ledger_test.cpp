// The ledger of answers, and the consensus derived from it.
#include <algorithm>
#include <functional>
#include <thread>

#include "catalog/answers.h"
#include "catalog/observations.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Ledger : public World {
protected:
    Answer answer(MediaId media, BatchId batch, std::optional<AccountId> who, int seconds) {
        Answer a;
        a.answer_id = AnswerId::make();
        a.batch_id = batch;
        a.media_id = media;
        a.answered_at = at(seconds);
        if (who) {
            a.method = camtrap::ClassificationMethod::human;
            a.account_id = who;
        } else {
            a.model = "deimv2_femto 1.0";
            a.model_details = json::parse(R"({"threshold":0.3})");
        }
        a.observations = json::parse(R"([{"observationType":"animal","bbox":[0.1,0.2,0.3,0.4]}])");
        return a;
    }
    void append(const std::vector<Answer>& answers) {
        catalog.transaction([&](Transaction& tx) { append_answers(tx, scope, answers); });
    }
    std::vector<MediaId> retract(BatchId batch, AccountId who, Whose whose, BatchId as = BatchId::make()) {
        return catalog.transaction(
            [&](Transaction& tx) { return retract_batch(tx, scope, batch, as, who, whose, at(1000)); });
    }
    static Observation animal(const std::string& name, std::optional<int> count = 1) {
        Observation o;
        o.observation_type = camtrap::ObservationType::animal;
        o.scientific_name = name;
        o.count = count;
        o.classified_by = "Li Wei";
        o.classified_at = at(60);
        return o;
    }
    void replace(MediaId media, const std::string& consensus, const std::vector<Observation>& observations) {
        catalog.transaction([&](Transaction& tx) {
            replace_observations(tx, scope, std::vector{MediaConsensus{media, consensus, observations}});
        });
    }
    std::vector<Observation> now(MediaId media) {
        return catalog.transaction(
            [&](Transaction& tx) { return observations_of_media(tx, scope, std::vector{media}); });
    }
};

TEST_F(Ledger, gives_back_what_was_said_in_order) {
    const auto media = add_media(0), other = add_media(10);
    const auto batch = BatchId::make();
    append({answer(media, batch, {}, 5)});
    append({answer(media, BatchId::make(), owner, 9), answer(other, batch, {}, 7)});
    auto tx = catalog.begin();
    const auto lines = ledger_of_media(tx, scope, std::vector{media});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].method, camtrap::ClassificationMethod::machine);
    EXPECT_EQ(lines[0].model, "deimv2_femto 1.0");
    EXPECT_EQ(lines[0].model_details.at("threshold").as_double(), 0.3);
    EXPECT_EQ(lines[0].observations.at(0).at("bbox").at(3).as_double(), 0.4);
    EXPECT_EQ(lines[0].answered_at, at(5));
    EXPECT_EQ(lines[0].account_name, "");
    EXPECT_EQ(lines[1].account_id, owner);
    EXPECT_EQ(lines[1].account_name, "Name of owner@example.org");
    EXPECT_TRUE(lines[1].model_details.is_null());
    EXPECT_EQ(ledger_of_batch(tx, scope, batch).size(), 2U);
    EXPECT_EQ(media_by_id(tx, scope, media)->classified_at, at(5));
}

TEST_F(Ledger, a_line_can_neither_be_changed_nor_taken_out) {
    const auto media = add_media(0);
    append({answer(media, BatchId::make(), owner, 5)});
    Connection connection(url);
    EXPECT_EQ(problem_of([&] { connection.execute("update answer set model = 'other'"); }).code, Code::conflict);
    EXPECT_EQ(problem_of([&] { connection.execute("delete from answer"); }).code, Code::conflict);
    EXPECT_EQ(connection.execute("select answer_id from answer").size(), 1U);
    // It goes with its media only.
    connection.execute("delete from media where media_id = $1", {media});
    EXPECT_EQ(connection.execute("select answer_id from answer").size(), 0U);
}

TEST_F(Ledger, an_answer_needs_an_author_and_a_media_of_the_project) {
    const auto media = add_media(0);
    auto nobody = answer(media, BatchId::make(), owner, 1);
    nobody.model = "a model";
    EXPECT_EQ(problem_of([&] { append({nobody}); }).code, Code::invalid);
    EXPECT_EQ(problem_of([&] { append({answer(MediaId::make(), BatchId::make(), owner, 1)}); }).code, Code::not_found);
}

TEST_F(Ledger, ones_own_batch_can_be_taken_back_once_and_the_undo_undone) {
    const auto a = add_media(0), b = add_media(10);
    const auto batch = BatchId::make(), undo = BatchId::make();
    append({answer(a, batch, owner, 5), answer(b, batch, owner, 5)});
    EXPECT_EQ(problem_of([&] { retract(batch, stranger, Whose::own); }).code, Code::forbidden);
    EXPECT_EQ(problem_of([&] { retract(BatchId::make(), owner, Whose::own); }).code, Code::not_found);
    EXPECT_EQ(retract(batch, owner, Whose::own, undo).size(), 2U);
    EXPECT_EQ(problem_of([&] { retract(batch, owner, Whose::own); }).code, Code::conflict);
    auto lines = catalog.transaction([&](Transaction& tx) { return ledger_of_batch(tx, scope, undo); });
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].retracts.has_value());
    EXPECT_EQ(lines[0].observations, json::array());
    EXPECT_EQ(retract(undo, owner, Whose::own).size(), 2U);
    EXPECT_EQ(retract(batch, stranger, Whose::anybodys).size(), 2U);  // it stood again
}

TEST_F(Ledger, who_answers_the_same_media_at_once_comes_one_after_the_other) {
    const auto a = add_media(0), b = add_media(1);
    std::vector<std::jthread> people;
    for (int i = 0; i < 6; ++i)
        people.emplace_back([&, i] {
            const auto batch = BatchId::make();
            catalog.transaction([&](Transaction& tx) {
                // Each names the media in another order, and derives the consensus from what it then sees.
                auto answers = std::vector{answer(a, batch, owner, i), answer(b, batch, owner, i)};
                if (i % 2 == 1) std::swap(answers[0], answers[1]);
                append_answers(tx, scope, answers);
                const auto n = ledger_of_media(tx, scope, std::vector{a}).size();
                replace_observations(tx, scope,
                                     std::vector{MediaConsensus{a, "human", {animal("x", static_cast<int>(n))}}});
            });
        });
    people.clear();
    EXPECT_EQ(now(a).at(0).count, 6);
}

TEST_F(Ledger, the_consensus_of_a_media_is_replaced_and_unchanged_observations_keep_their_ids) {
    const auto media = add_media(0);
    auto boxed = animal("Budorcas taxicolor", 2);
    boxed.bbox = Box{0.1, 0.2, 0.3, 0.4};
    boxed.probability = 0.875;
    boxed.sex = camtrap::Sex::female;
    boxed.life_stage = camtrap::LifeStage::subadult;
    boxed.second = 1.5;
    boxed.behavior = "foraging";
    replace(media, "machine", {boxed, animal("Naemorhedus griseus")});
    const auto first = now(media);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].bbox, boxed.bbox);
    EXPECT_EQ(first[0].probability, 0.875);
    EXPECT_EQ(first[0].sex, camtrap::Sex::female);
    EXPECT_EQ(first[0].life_stage, camtrap::LifeStage::subadult);
    EXPECT_EQ(first[0].second, 1.5);
    EXPECT_EQ(first[0].behavior, "foraging");
    EXPECT_EQ(first[0].count, 2);
    EXPECT_EQ(first[0].captured_at, at(0));
    EXPECT_EQ(first[1].bbox, std::nullopt);
    EXPECT_EQ(first[1].ordinal, 1);
    replace(media, "human", {animal("Budorcas taxicolor", 3)});
    const auto second = now(media);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].observation_id, first[0].observation_id);
    EXPECT_EQ(second[0].count, 3);
    EXPECT_EQ(second[0].bbox, std::nullopt);
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return media_by_id(tx, scope, media)->consensus; }), "human");
    replace(media, "none", {});
    EXPECT_TRUE(now(media).empty());
    EXPECT_EQ(problem_of([&] { replace(MediaId::make(), "none", {}); }).code, Code::not_found);
    EXPECT_EQ(problem_of([&] { replace(media, "perhaps", {}); }).code, Code::invalid);
    EXPECT_EQ(problem_of([&] { replace(media, "human", {animal("x", 0)}); }).code, Code::invalid);
}

TEST_F(Ledger, pages_of_observations_cover_all_once_in_the_order_of_time) {
    std::vector<std::pair<int, MediaId>> by_time;
    for (int i = 0; i < 6; ++i) {
        const auto media = i < 5 ? add_media(i / 2) : add_media_without_time();
        replace(media, "human", {animal("A"), animal("B"), animal("A")});
        by_time.emplace_back(i < 5 ? i / 2 : 1000, media);
    }
    std::ranges::sort(by_time);
    std::vector<std::pair<MediaId, int>> expected;
    for (const auto& [time, media] : by_time)
        for (int n = 0; n < 3; ++n) expected.emplace_back(media, n);
    auto tx = catalog.begin();
    for (const int limit : {1, 2, 4, 5, 18, 50}) {
        std::vector<std::pair<MediaId, int>> seen;
        std::optional<ObservationCursor> after;
        do {
            const auto page = list_observations(tx, scope, {}, after, limit);
            for (const auto& o : page.items) seen.emplace_back(o.media_id, o.ordinal);
            after = page.next ? parse_observation_cursor(to_text(*page.next)) : std::nullopt;
        } while (after);
        EXPECT_EQ(seen, expected) << limit;
    }
    EXPECT_EQ(list_observations(tx, scope, "B", {}, 50).items.size(), 6U);
    const auto names = used_names(tx, scope);
    ASSERT_EQ(names.size(), 2U);
    EXPECT_EQ(names[0].media, 6);
}

}  // namespace
}  // namespace serow::catalog::test
