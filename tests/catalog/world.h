// A real PostgreSQL for the tests of the catalogue: one private cluster for the program, one migrated
// database for each test, and people, places and media to put into it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "catalog/access.h"
#include "catalog/media.h"
#include "catalog/pool.h"
#include "catalog/private_cluster.h"
#include "catalog/upload_files.h"

namespace serow::catalog::test {

// A folder of its own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The cluster of the whole program, started on first use.
PrivateCluster& cluster();
// A new database with the migrations applied; its url.
std::string new_database();
// A new database without anything in it.
std::string empty_database();

// One organisation with an owner, one project with one point and one deployment.
class World : public ::testing::Test {
protected:
    World();

    // A media of the deployment, ready, taken `seconds` after 2024-05-01T00:00:00Z, of bytes that nobody else has.
    // A card with one file, whose bytes have come; no job is left about it.
    MediaId add_card(const Scope& s, DeploymentId into, const AnnouncedFile& file);
    MediaId add_media(int seconds, const std::string& kind = "image");
    MediaId add_media_without_time();
    // Received only: no facts yet.
    MediaId add_received();
    AccountId add_account(const std::string& email);
    // What `work` throws; fails the test where it throws nothing.
    static Problem problem_of(const std::function<void()>& work);

    std::string url;
    Catalog catalog;
    AccountId owner, stranger;
    OrganisationId organisation, other_organisation;
    ProjectId project;
    LocationId location;
    DeploymentId deployment;
    Scope scope;       // the owner's
    Scope foreign;     // the stranger's view of the same project
    Scope for_system;  // a worker's
};

Instant at(int seconds);  // after 2024-05-01T00:00:00Z
std::string hash_of(int n);

}  // namespace serow::catalog::test
