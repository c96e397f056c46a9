// Accounts, organisations, projects, and what stands in the field.
#include <functional>

#include "catalog/accounts.h"
#include "catalog/areas.h"
#include "catalog/deployments.h"
#include "catalog/locations.h"
#include "catalog/organisations.h"
#include "catalog/projects.h"
#include "catalog/sessions.h"
#include "catalog/tokens.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Field : public World {};

TEST_F(Field, an_email_belongs_to_one_account) {
    const auto problem = problem_of([&] { add_account("owner@example.org"); });
    EXPECT_EQ(problem.code, Code::conflict);
    EXPECT_NE(problem.detail.find("e-mail"), std::string::npos);
    auto tx = catalog.begin();
    EXPECT_EQ(account_by_email(tx, "owner@example.org")->account_id, owner);
    EXPECT_FALSE(account_by_email(tx, "nobody@example.org").has_value());
    EXPECT_TRUE(any_account(tx));
}

TEST_F(Field, a_session_ends_at_its_hour_and_can_be_extended) {
    auto tx = catalog.begin();
    create_session(tx, {"hash", owner, "csrf", at(100)});
    EXPECT_EQ(session_by_hash(tx, "hash", at(99))->account.email, "owner@example.org");
    EXPECT_FALSE(session_by_hash(tx, "hash", at(100)).has_value());
    EXPECT_FALSE(session_by_hash(tx, "other", at(0)).has_value());
    extend_session(tx, "hash", at(200));
    EXPECT_EQ(session_by_hash(tx, "hash", at(150))->session.csrf_token, "csrf");
    EXPECT_EQ(delete_expired_sessions(tx, at(199)), 0);
    EXPECT_EQ(delete_expired_sessions(tx, at(200)), 1);
}

TEST_F(Field, a_token_names_its_account_until_it_is_revoked_by_that_account) {
    const auto id = TokenId::make();
    catalog.transaction([&](Transaction& tx) { create_token(tx, {id, owner, "laptop", "hash", {}, {}}); });
    catalog.transaction([&](Transaction& tx) {
        EXPECT_EQ(list_tokens(tx, owner).at(0).last_used_at, std::nullopt);
        EXPECT_EQ(account_by_token(tx, "hash")->account_id, owner);
        EXPECT_FALSE(account_by_token(tx, "other").has_value());
    });
    auto tx = catalog.begin();
    EXPECT_NE(list_tokens(tx, owner).at(0).last_used_at, std::nullopt);
    EXPECT_FALSE(delete_token(tx, stranger, id));
    EXPECT_TRUE(delete_token(tx, owner, id));
    EXPECT_FALSE(account_by_token(tx, "hash").has_value());
}

TEST_F(Field, an_organisation_always_has_an_owner) {
    const auto viewer = scope.viewer;
    auto tx = catalog.begin();
    EXPECT_EQ(problem_of([&] { set_organisation_member(tx, viewer, organisation, "owner@example.org", 2); }).code,
              Code::conflict);
    EXPECT_EQ(problem_of([&] { remove_organisation_member(tx, viewer, organisation, owner); }).code, Code::conflict);
    EXPECT_EQ(problem_of([&] { set_organisation_member(tx, viewer, organisation, "no@example.org", 2); }).code,
              Code::not_found);
    EXPECT_EQ(set_organisation_member(tx, viewer, organisation, "stranger@example.org", 4).account_id, stranger);
    EXPECT_NO_THROW(remove_organisation_member(tx, viewer, organisation, owner));
    EXPECT_EQ(problem_of([&] { rename_organisation(tx, viewer, organisation, "x"); }).code, Code::not_found);
    EXPECT_NO_THROW(rename_organisation(tx, foreign.viewer, organisation, "New name"));
    EXPECT_EQ(organisation_by_id(tx, foreign.viewer, organisation)->name, "New name");
    EXPECT_EQ(list_organisations(tx, foreign.viewer).size(), 2U);
    EXPECT_EQ(list_organisations(tx, viewer).size(), 0U);
}

TEST_F(Field, a_project_needs_a_manager_of_the_organisation_and_the_greater_role_counts) {
    auto tx = catalog.begin();
    Project p;
    p.project_id = ProjectId::make();
    p.organisation_id = organisation;
    p.title = "x";
    EXPECT_EQ(problem_of([&] { create_project(tx, foreign.viewer, p); }).code, Code::not_found);
    set_organisation_member(tx, scope.viewer, organisation, "stranger@example.org", 1);
    EXPECT_EQ(problem_of([&] { create_project(tx, foreign.viewer, p); }).code, Code::forbidden);
    EXPECT_EQ(project_role(tx, foreign.viewer, project), 1);
    set_project_member(tx, scope, "stranger@example.org", 3);
    EXPECT_EQ(project_role(tx, foreign.viewer, project), 3);
    EXPECT_EQ(project_by_id(tx, foreign.viewer, project)->role, 3);
    EXPECT_EQ(list_projects(tx, foreign.viewer).at(0).role, 3);
    EXPECT_EQ(list_project_members(tx, scope).size(), 1U);
    remove_project_member(tx, scope, stranger);
    EXPECT_EQ(project_role(tx, foreign.viewer, project), 1);
}

TEST_F(Field, a_project_counts_what_is_in_it_and_is_deleted_only_empty) {
    add_media(5);
    auto tx = catalog.begin();
    auto p = *project_by_id(tx, scope.viewer, project);
    EXPECT_EQ(p.counts.locations, 1);
    EXPECT_EQ(p.counts.deployments, 1);
    EXPECT_EQ(p.counts.media, 1);
    EXPECT_EQ(p.counts.bytes, 1000);
    EXPECT_EQ(p.organisation_name, "Qinling reserve");
    EXPECT_EQ(problem_of([&] { delete_project(tx, scope); }).code, Code::conflict);
    p.title = "Renamed";
    p.sequence_gap_s = 60;
    p.sampling_design = camtrap::SamplingDesign::systematicRandom;
    update_project(tx, scope, p);
    const auto after = *project_by_id(tx, scope.viewer, project);
    EXPECT_EQ(after.title, "Renamed");
    EXPECT_EQ(after.sequence_gap_s, 60);
    EXPECT_EQ(after.sampling_design, camtrap::SamplingDesign::systematicRandom);
    EXPECT_GT(after.changed_at, p.changed_at);
}

TEST_F(Field, names_of_areas_and_points_are_unique_in_a_project) {
    const AreaId area = AreaId::make();
    catalog.transaction([&](Transaction& tx) {
        create_area(tx, scope, {area, "North", json::parse(R"({"type":"Polygon","coordinates":[]})"), 0});
        Location l = *location_by_id(tx, scope, location);
        l.area_id = area;
        l.coordinate_uncertainty = 30;
        update_location(tx, scope, l);
    });
    const auto again = [&] {
        catalog.transaction([&](Transaction& tx) { create_area(tx, scope, {AreaId::make(), "North", {}, 0}); });
    };
    EXPECT_EQ(problem_of(again).code, Code::conflict);
    catalog.transaction([&](Transaction& tx) {
        EXPECT_EQ(area_by_id(tx, scope, area)->locations, 1);
        EXPECT_EQ(area_by_id(tx, scope, area)->geometry.at("type").as_string(), "Polygon");
        delete_area(tx, scope, area);
        const auto point = *location_by_id(tx, scope, location);
        EXPECT_EQ(point.area_id, std::nullopt);  // the point stays, without an area
        EXPECT_EQ(point.coordinate_uncertainty, 30);
        EXPECT_EQ(point.deployments, 1);
        EXPECT_EQ(list_locations(tx, scope).at(0).deployments, 1);
    });
}

TEST_F(Field, what_is_in_use_is_not_deleted_and_what_is_not_there_is_not_found) {
    add_media(1);
    const auto in_a_transaction = [&](const std::function<void(Transaction&)>& work) {
        return problem_of([&] { catalog.transaction([&](Transaction& tx) { work(tx); }); }).code;
    };
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) { delete_location(tx, scope, location); }), Code::conflict);
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) { delete_deployment(tx, scope, deployment); }), Code::conflict);
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) { delete_area(tx, scope, AreaId::make()); }), Code::not_found);
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) {
                  auto d = *deployment_by_id(tx, scope, deployment);
                  d.location_id = LocationId::make();
                  update_deployment(tx, scope, d);
              }),
              Code::not_found);
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) {
                  auto d = *deployment_by_id(tx, scope, deployment);
                  d.deployment_end = at(-7200);
                  update_deployment(tx, scope, d);
              }),
              Code::invalid);
    EXPECT_EQ(in_a_transaction([&](Transaction& tx) {
                  auto l = *location_by_id(tx, scope, location);
                  l.place.latitude = 91;
                  update_location(tx, scope, l);
              }),
              Code::invalid);
}

TEST_F(Field, a_deployment_can_follow_its_first_and_last_file) {
    add_media(100);
    const auto video = add_media(500);
    auto tx = catalog.begin();
    auto facts = media_by_id(tx, scope, video)->facts;
    facts.duration_s = 12.5;
    set_facts(tx, scope, std::vector{FactsOfMedia{video, facts, ""}});
    EXPECT_FALSE(follow_media_bounds(tx, scope, deployment));  // it has bounds of its own
    auto d = *deployment_by_id(tx, scope, deployment);
    d.bounds_from_media = true;
    d.bait_use = false;
    update_deployment(tx, scope, d);
    EXPECT_TRUE(follow_media_bounds(tx, scope, deployment));
    EXPECT_FALSE(follow_media_bounds(tx, scope, deployment));
    d = list_deployments(tx, scope).at(0);
    EXPECT_EQ(d.deployment_start, at(100));
    EXPECT_EQ(d.deployment_end, at(512) + milliseconds(500));
    EXPECT_EQ(d.bait_use, false);
    EXPECT_EQ(d.media, 2);
    EXPECT_EQ(d.location_name, "P01");
}

}  // namespace
}  // namespace serow::catalog::test
