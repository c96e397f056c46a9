#include "catalog/world.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "base/digest.h"
#include "catalog/accounts.h"
#include "catalog/deployments.h"
#include "catalog/locations.h"
#include "catalog/migrate.h"
#include "catalog/organisations.h"
#include "catalog/projects.h"
#include "catalog/uploads.h"

namespace serow::catalog::test {
namespace fs = std::filesystem;
namespace {

struct Ground {
    TemporaryFolder folder;
    PrivateCluster cluster = PrivateCluster::start(folder.path(), Durability::disposable);
    std::atomic<int> databases = 0;
};
std::unique_ptr<Ground> ground;

// Stops the server before the program ends, when logs and statics are still alive.
class StopAtEnd : public ::testing::Environment {
public:
    void TearDown() override { ground.reset(); }
};
[[maybe_unused]] const auto* const stop_at_end = ::testing::AddGlobalTestEnvironment(new StopAtEnd);

std::string make_database(const std::string& source) {
    auto& c = cluster();
    const auto name = "test_" + std::to_string(++ground->databases);
    Connection(c.url_for("postgres")).execute("create database " + name + " template " + source);
    return c.url_for(name);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "serow-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Failure(Code::unavailable, "No temporary folder.");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

PrivateCluster& cluster() {
    if (!ground) {
        ground = std::make_unique<Ground>();
        Connection(ground->cluster.url_for("postgres")).execute("create database migrated");
        Connection connection(ground->cluster.url_for("migrated"));
        migrate(connection);
    }
    return ground->cluster;
}

std::string new_database() {
    return make_database("migrated");
}
std::string empty_database() {
    return make_database("template0");
}

Instant at(int seconds) {
    return *parse_instant("2024-05-01T00:00:00Z") + std::chrono::seconds(seconds);
}
std::string hash_of(int n) {
    return sha256_of("bytes " + std::to_string(n)).hex;
}

World::World()
    : url(new_database()),
      catalog(url, {.connections = 12}),
      owner(add_account("owner@example.org")),
      stranger(add_account("stranger@example.org")),
      project(ProjectId::make()),
      location(LocationId::make()),
      deployment(DeploymentId::make()),
      scope{Viewer::account(owner), project, 4},
      foreign{Viewer::account(stranger), project, 1},
      for_system{Viewer::system(), project, 1} {
    catalog.transaction([&](Transaction& tx) {
        organisation = create_organisation(tx, owner, "Qinling reserve").organisation_id;
        other_organisation = create_organisation(tx, stranger, "Elsewhere").organisation_id;
        Project p;
        p.project_id = project;
        p.organisation_id = organisation;
        p.title = "Takin survey";
        p.time_zone = "Asia/Shanghai";
        create_project(tx, scope.viewer, p);
        Location l;
        l.location_id = location;
        l.name = "P01";
        l.place = {33.55, 107.85};
        create_location(tx, scope, l);
        Deployment d;
        d.deployment_id = deployment;
        d.location_id = location;
        d.time_zone = "Asia/Shanghai";
        d.deployment_start = at(-3600);
        d.deployment_end = at(86400 * 10);
        create_deployment(tx, scope, d);
    });
}

AccountId World::add_account(const std::string& email) {
    const Account account{AccountId::make(), email, "Name of " + email, "$argon2id$", {}};
    catalog.transaction([&](Transaction& tx) { create_account(tx, account); });
    return account.account_id;
}

MediaId World::add_received() {
    static std::atomic<int> count = 1'000'000;
    const int n = ++count;
    return add_card(for_system, deployment, {"DCIM/IMG_" + std::to_string(n) + ".JPG", 1000, hash_of(n), {}});
}

MediaId World::add_card(const Scope& s, DeploymentId into, const AnnouncedFile& file) {
    return catalog.transaction([&](Transaction& tx) {
        Upload u;
        u.upload_id = UploadId::make();
        u.deployment_id = into;
        create_upload(tx, s, u);
        const auto announced = announce_files(tx, s, u.upload_id, std::span(&file, 1)).at(0);
        const auto media_id = receive_file(tx, s, announced.upload_file_id, "arrival", 0).media_id;
        tx.connection().execute("delete from job where kind = 'arrival'");
        return media_id;
    });
}

MediaId World::add_media(int seconds, const std::string& kind) {
    const auto id = add_received();
    MediaFacts facts;
    facts.kind = kind;
    facts.file_mediatype = "image/jpeg";
    facts.captured_at = at(seconds);
    facts.camera_time_source = "exif";
    facts.has_renditions = true;
    catalog.transaction(
        [&](Transaction& tx) { set_facts(tx, for_system, std::vector{FactsOfMedia{id, facts, "{}"}}); });
    return id;
}

MediaId World::add_media_without_time() {
    const auto id = add_received();
    MediaFacts facts;
    facts.kind = "image";
    catalog.transaction([&](Transaction& tx) { set_facts(tx, for_system, std::vector{FactsOfMedia{id, facts, ""}}); });
    return id;
}

Problem World::problem_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure.problem();
    }
    ADD_FAILURE() << "nothing was refused";
    return {Code::internal, "nothing was refused"};
}

}  // namespace serow::catalog::test
