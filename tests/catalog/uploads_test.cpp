#include <algorithm>
#include <format>

#include "catalog/deployments.h"
#include "catalog/locations.h"
#include "catalog/projects.h"
#include "catalog/receipts.h"
#include "catalog/upload_files.h"
#include "catalog/uploads.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Uploads : public World {
protected:
    Uploads() { upload = begin_upload(scope, deployment); }

    UploadId begin_upload(const Scope& s, DeploymentId into) {
        Upload u;
        u.upload_id = UploadId::make();
        u.deployment_id = into;
        u.account_id = owner;
        u.name = "card 12";
        catalog.transaction([&](Transaction& tx) { create_upload(tx, s, u); });
        return u.upload_id;
    }
    std::vector<UploadFile> announce(const std::vector<AnnouncedFile>& files) {
        return catalog.transaction([&](Transaction& tx) { return announce_files(tx, scope, upload, files); });
    }
    // The bytes come, as when a file was sent.
    MediaId receive(const Scope& s, const UploadFile& file) {
        return catalog.transaction(
            [&](Transaction& tx) { return receive_file(tx, s, file.upload_file_id, "read_media", 0).media_id; });
    }
    // A project beside ours with the bytes of hash_of(n) in it.
    void put_elsewhere(OrganisationId organisation_id, const Scope& as, int n) {
        Scope there{as.viewer, ProjectId::make(), 3};
        Deployment d;
        d.deployment_id = DeploymentId::make();
        catalog.transaction([&](Transaction& tx) {
            Project p;
            p.project_id = there.project_id;
            p.organisation_id = organisation_id;
            p.title = "Beside";
            create_project(tx, as.viewer, p);
            Location l;
            l.location_id = LocationId::make();
            l.name = "Q";
            create_location(tx, there, l);
            d.location_id = l.location_id;
            d.time_zone = "UTC";
            create_deployment(tx, there, d);
        });
        add_card(there, d.deployment_id, {"x", 5, hash_of(n), {}});
    }

    UploadId upload;
};

TEST_F(Uploads, unknown_bytes_are_wanted_in_the_order_announced) {
    const auto files = announce({{"z.jpg", 1, hash_of(1), at(5)}, {"a.jpg", 2, hash_of(2), {}}});
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].path, "z.jpg");
    EXPECT_EQ(files[0].modified_at, at(5));
    EXPECT_EQ(files[1].path, "a.jpg");
    for (const auto& file : files) {
        EXPECT_EQ(file.state, "wanted");
        EXPECT_EQ(file.media_id, std::nullopt);
        EXPECT_FALSE(file.can_be_linked);
        EXPECT_EQ(file.deployment_id, deployment);
    }
}

TEST_F(Uploads, bytes_that_the_project_has_are_a_duplicate_of_that_media) {
    const auto media = receive(scope, announce({{"a.jpg", 1, hash_of(1), {}}}).at(0));
    const auto again = announce({{"copy of a.jpg", 1, hash_of(1), {}}}).at(0);
    EXPECT_EQ(again.state, "duplicate");
    EXPECT_EQ(again.media_id, media);
}

TEST_F(Uploads, bytes_of_a_sister_project_can_be_linked_those_of_another_organisation_must_be_sent) {
    put_elsewhere(organisation, scope, 1);
    put_elsewhere(other_organisation, foreign, 2);
    const auto files = announce({{"a.jpg", 5, hash_of(1), {}}, {"b.jpg", 5, hash_of(2), {}}});
    EXPECT_EQ(files[0].state, "wanted");
    EXPECT_TRUE(files[0].can_be_linked);
    EXPECT_EQ(files[1].state, "wanted");
    EXPECT_FALSE(files[1].can_be_linked);
}

TEST_F(Uploads, bytes_of_a_sister_project_that_one_may_not_see_must_be_sent) {
    put_elsewhere(organisation, scope, 1);
    catalog.transaction([&](Transaction& tx) { set_project_member(tx, scope, "stranger@example.org", 2); });
    const Scope annotator{foreign.viewer, project, 2};
    const std::vector<AnnouncedFile> files{{"a.jpg", 5, hash_of(1), {}}};
    const auto answer =
        catalog.transaction([&](Transaction& tx) { return announce_files(tx, annotator, upload, files); });
    EXPECT_FALSE(answer.at(0).can_be_linked);
}

TEST_F(Uploads, a_path_announced_again_is_updated_and_what_is_stored_stays_stored) {
    const auto file = announce({{"a.jpg", 1, hash_of(1), {}}}).at(0);
    const auto media = receive(scope, file);
    const auto same = announce({{"a.jpg", 1, hash_of(1), {}}}).at(0);
    EXPECT_EQ(same.upload_file_id, file.upload_file_id);
    EXPECT_EQ(same.state, "stored");
    EXPECT_EQ(same.media_id, media);
    const auto changed = announce({{"a.jpg", 9, hash_of(2), {}}}).at(0);
    EXPECT_EQ(changed.upload_file_id, file.upload_file_id);
    EXPECT_EQ(changed.state, "wanted");
    EXPECT_EQ(changed.bytes, 9);
    EXPECT_EQ(changed.media_id, std::nullopt);
}

TEST_F(Uploads, the_same_bytes_under_two_paths_are_stored_once) {
    const auto files = announce({{"a.jpg", 1, hash_of(1), {}}, {"b.jpg", 1, hash_of(1), {}}});
    const auto media = receive(scope, files[0]);
    auto tx = catalog.begin();
    const auto twin = upload_file_by_id(tx, scope, upload, files[1].upload_file_id);
    EXPECT_EQ(twin->state, "duplicate");
    EXPECT_EQ(twin->media_id, media);
    EXPECT_EQ(twin->twin_path, "a.jpg");
    EXPECT_EQ(twin->twin_upload_id, upload);
    EXPECT_EQ(twin->twin_upload_name, "card 12");
}

TEST_F(Uploads, a_file_that_comes_is_found_without_a_look_through_its_card) {
    std::vector<AnnouncedFile> card;
    for (int i = 0; i < 1000; ++i) card.push_back({std::format("{:03}.jpg", i), 1, hash_of(i), {}});
    const auto files = announce(card);
    // All in one transaction, of which the database counts what it reads. Of the plans that are made first one is kept.
    catalog.transaction([&](Transaction& tx) {
        const auto looked_at = [&] {
            return tx.connection()
                .execute(
                    "select seq_tup_read + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables"
                    " where relname = 'upload_file'")[0]
                .as<std::int64_t>("rows");
        };
        const auto before = looked_at();
        for (std::size_t i = 0; i < 20; ++i) {
            const auto id = files[i].upload_file_id;
            EXPECT_EQ(upload_file_by_id(tx, scope, upload, id)->state, "wanted");
            receive_file(tx, scope, id, "read_media", 0);
        }
        EXPECT_LE(looked_at() - before, 20 * 8);
    });
}

TEST_F(Uploads, a_failed_file_keeps_its_reason_until_it_is_announced_again) {
    const auto file = announce({{"a.jpg", 1, hash_of(1), {}}}).at(0);
    catalog.transaction([&](Transaction& tx) {
        mark_failed(tx, scope, file.upload_file_id, {Code::hash_mismatch, "Other bytes came."});
        const auto failed = *upload_file_by_id(tx, scope, upload, file.upload_file_id);
        EXPECT_EQ(failed.state, "failed");
        EXPECT_EQ(failed.problem_code, "hash-mismatch");
        EXPECT_EQ(failed.problem_detail, "Other bytes came.");
    });
    EXPECT_EQ(announce({{"a.jpg", 1, hash_of(1), {}}}).at(0).problem_code, "");
    receive(scope, file);
    catalog.transaction([&](Transaction& tx) {
        mark_failed(tx, scope, file.upload_file_id, {Code::timeout, "late"});
        EXPECT_EQ(upload_file_by_id(tx, scope, upload, file.upload_file_id)->state, "stored");
    });
}

TEST_F(Uploads, refuses_a_path_given_twice_a_bad_hash_and_an_upload_that_is_not_there) {
    EXPECT_EQ(problem_of([&] { announce({{"a", 1, hash_of(1), {}}, {"a", 1, hash_of(2), {}}}); }).code, Code::invalid);
    EXPECT_EQ(problem_of([&] { announce({{"a", 1, "ABC", {}}}); }).code, Code::invalid);
    EXPECT_EQ(problem_of([&] { announce({{"a", -1, hash_of(1), {}}}); }).code, Code::invalid);
    EXPECT_EQ(problem_of([&] { announce({{"", 1, hash_of(1), {}}}); }).code, Code::invalid);
    upload = UploadId::make();
    EXPECT_EQ(problem_of([&] { announce({{"a", 1, hash_of(1), {}}}); }).code, Code::not_found);
}

TEST_F(Uploads, counts_and_pages_cover_every_file_once) {
    std::vector<AnnouncedFile> files;
    for (int i = 0; i < 25; ++i) files.push_back({"p/" + std::to_string(i), 10, hash_of(i), {}});
    const auto announced = announce(files);
    receive(scope, announced[3]);
    std::vector<std::string> paths;
    auto tx = catalog.begin();
    std::optional<std::string> after;
    do {
        const auto page = list_upload_files(tx, scope, upload, "", after, 7);
        for (const auto& file : page.items) paths.push_back(file.path);
        after = page.next;
    } while (after);
    EXPECT_EQ(paths.size(), 25U);
    EXPECT_TRUE(std::ranges::is_sorted(paths));
    EXPECT_EQ(list_upload_files(tx, scope, upload, "stored", {}, 7).items.size(), 1U);
    const auto counts = upload_by_id(tx, scope, upload)->counts;
    EXPECT_EQ(counts.files, 25);
    EXPECT_EQ(counts.bytes, 250);
    EXPECT_EQ(counts.wanted, 24);
    EXPECT_EQ(counts.stored, 1);
    EXPECT_EQ(list_uploads(tx, scope).size(), 1U);
}

TEST_F(Uploads, the_same_bytes_received_twice_are_one_media) {
    const auto file = announce({{"a.jpg", 1, hash_of(1), {}}}).at(0);
    const auto first = receive(scope, file);
    EXPECT_EQ(receive(scope, file), first);
}

TEST_F(Uploads, a_file_that_is_announced_in_the_moment_its_bytes_come_is_no_missing_one) {
    const auto first = announce({{"a.jpg", 10, hash_of(1), {}}}).front();
    // Another request: neither sees what the other does.
    auto announcing = catalog.begin();
    const std::vector<AnnouncedFile> copy{{"copy of a.jpg", 10, hash_of(1), {}}};
    EXPECT_EQ(announce_files(announcing, scope, upload, copy).front().state, "wanted");
    const auto media = receive(scope, first);
    announcing.commit();

    const auto completion = catalog.transaction([&](Transaction& tx) { return complete_upload(tx, scope, upload, 2); });
    EXPECT_EQ(completion.missing, 0);
    EXPECT_TRUE(completion.done);
    auto tx = catalog.begin();
    const auto files = list_upload_files(tx, scope, upload, "duplicate", {}, 10).items;
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].path, "copy of a.jpg");
    EXPECT_EQ(files[0].media_id, media);
}

}  // namespace
}  // namespace serow::catalog::test
