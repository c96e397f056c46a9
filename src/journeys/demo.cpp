#include "journeys/demo.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "camtrap/csv.h"
#include "catalog/accounts.h"
#include "catalog/jobs.h"
#include "journeys/bring_in.h"
#include "journeys/field_work.h"
#include "journeys/organise.h"
#include "journeys/rendered_scene.h"
#include "journeys/run_jobs.h"
#include "media/decode.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

constexpr auto demo_email = "demo@serow.invalid";
constexpr auto demo_title = "Demo reserve";

// One file of the demo's cards.
struct DemoFile {
    std::string name;
    std::vector<std::byte> bytes;
};

// A sample point of the demo and what its card holds. The places are invented, and the project says so.
struct DemoPoint {
    std::string name;
    camtrap::Place place;
    std::string prefix;  // of the real photos' names
};

const std::array<DemoPoint, 6> points{{{"Ridge trail", {33.652, 107.812}, "images/sdzg173_"},
                                       {"Meadow burrows", {33.633, 107.851}, "images/buow_"},
                                       {"Oak slope", {33.618, 107.796}, "images/nd_"},
                                       {"River crossing", {33.601, 107.833}, "images/sw_"},
                                       {"Reed bank", {33.589, 107.871}, "images/mica_"},
                                       {"Salt lick", {33.642, 107.889}, "images/sn_"}}};

constexpr std::size_t most_at_a_point = 24;

// The real photos that show no person and no vehicle: people are nobody's demo.
std::map<std::string, std::vector<fs::path>> real_photos(const fs::path& shared) {
    std::map<std::string, std::vector<fs::path>> by_point;
    std::ifstream labels(shared / "media/labels.csv");
    if (!labels) return by_point;
    camtrap::CsvReader reader(labels, "labels.csv");
    std::vector<std::string> cells;
    value_or_throw(reader.next(cells));
    while (value_or_throw(reader.next(cells))) {
        if (cells.size() < 2 || (cells[1] != "animal" && cells[1] != "empty")) continue;
        for (const auto& point : points) {
            auto& photos = by_point[point.name];
            if (cells[0].starts_with(point.prefix) && photos.size() < most_at_a_point)
                photos.push_back(shared / "media" / cells[0]);
        }
    }
    return by_point;
}

// Ten days of a point's season, drawn: quiet by day, deer at dusk, boar by night, birds in the morning, and wind.
std::vector<Scene> drawn_season(std::size_t point) {
    struct Visit {
        int day, hour, minute;
        Subject subject;
        int frames;
    };
    static constexpr std::array<Visit, 12> visits{{{0, 6, 40, Subject::bird, 2},
                                                   {0, 18, 55, Subject::deer, 3},
                                                   {1, 2, 10, Subject::boar, 2},
                                                   {2, 13, 5, Subject::nothing, 1},
                                                   {3, 19, 20, Subject::deer, 3},
                                                   {4, 5, 50, Subject::deer, 2},
                                                   {4, 23, 15, Subject::boar, 3},
                                                   {5, 11, 30, Subject::nothing, 1},
                                                   {6, 7, 5, Subject::bird, 2},
                                                   {7, 18, 30, Subject::deer, 2},
                                                   {8, 3, 45, Subject::boar, 1},
                                                   {9, 15, 0, Subject::nothing, 1}}};
    using namespace std::chrono;
    const auto start = local_days{year{2024} / May / 1};
    std::vector<Scene> scenes;
    for (std::size_t i = 0; i < visits.size(); ++i) {
        // Each point misses some of the visits, so that the map has a pattern.
        if ((i * 7 + point * 5) % 4 == 0) continue;
        const auto& visit = visits[i];
        for (int frame = 0; frame < visit.frames; ++frame) {
            Scene scene;
            scene.place_seed = point + 1;
            scene.frame_seed = i * 16 + static_cast<std::size_t>(frame) + point * 1000;
            scene.subject = visit.subject;
            scene.light = visit.hour < 6 || visit.hour >= 19 ? Light::infrared : Light::day;
            scene.taken = start + days{visit.day} + hours{visit.hour} +
                          minutes{visit.minute + static_cast<int>(point) * 3} + seconds{frame * 2};
            scene.sequence_number = frame + 1;
            scene.sequence_total = visit.frames;
            scenes.push_back(scene);
        }
    }
    return scenes;
}

std::vector<DemoFile> card_of(const House& house, std::size_t point) {
    std::vector<DemoFile> card;
    auto real = real_photos(house.config.shared);
    for (const auto& path : real[points[point].name])
        if (auto bytes = media::read_whole_file(path)) card.push_back({path.filename().string(), std::move(*bytes)});
    if (!card.empty() || !real.empty()) return card;
    int number = 0;
    for (const auto& scene : drawn_season(point))
        card.push_back({std::format("RENDERED_{:04}.JPG", ++number), render_scene(scene)});
    return card;
}

void bring_in(const House& house, ProjectId project, const Location& location, const std::vector<DemoFile>& card) {
    const auto viewer = Viewer::system();
    std::vector<AnnouncedFile> announced;
    for (const auto& file : card) {
        auto& one = announced.emplace_back();
        one.path = "DCIM/100DEMO/" + file.name;
        one.bytes = static_cast<std::int64_t>(file.bytes.size());
        one.sha256 = sha256_of(file.bytes).hex;
    }
    // A second try goes on with the card of the first.
    std::optional<UploadId> upload;
    for (const auto& earlier : list_uploads(house, viewer, project))
        if (earlier.location_id == location.location_id) upload = earlier.upload_id;
    if (!upload)
        upload =
            begin_upload(house, viewer, project, {{}, location.location_id, "Demo card, " + location.name}).upload_id;
    const auto states = announce(house, viewer, project, *upload, announced);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i].state != "wanted" && states[i].state != "failed") continue;
        Arrival arrival(house, viewer, project, *upload, states[i].upload_file_id);
        arrival.write(card[i].bytes);
        arrival.finish();
    }
}

std::string kept_password(const fs::path& file) {
    std::ifstream in(file);
    std::string password;
    std::getline(in, password);
    return password;
}

void keep_password(const fs::path& file, const std::string& password) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool kept = fd >= 0 && ::write(fd, password.data(), password.size()) == static_cast<ssize_t>(password.size());
    if (fd >= 0) ::close(fd);
    if (!kept) throw Failure(Code::unavailable, "the demo's password cannot be kept in " + file.string());
}

}  // namespace

catalog::Project begin_demo(const House& house, const Caller& caller) {
    const auto viewer = caller.viewer();
    for (const auto& project : list_projects(house, viewer))
        if (project.title == demo_title)
            throw Failure(Code::conflict, "you have the demo reserve already; it is among your projects");
    const bool real = fs::is_regular_file(house.config.shared / "media/labels.csv");
    const auto organisation = create_organisation(house, caller.account_id, demo_title);
    ProjectChange fields;
    fields.title = demo_title;
    fields.description =
        real ? "Real photos of several open collections, put at invented sample points to show the whole way."
             : "Scenes drawn by the program (rendered, no photographs), at invented sample points, to show the whole "
               "way.";
    fields.time_zone = "Asia/Shanghai";
    fields.data_licence = "CC0-1.0";
    fields.media_licence = real ? "CC-BY-4.0" : "CC0-1.0";
    const auto project = create_project(house, viewer, organisation.organisation_id, fields);

    AreaChange outline;
    outline.name = "Demo valley";
    outline.geometry = json::value{
        {"type", "Polygon"},
        {"coordinates",
         json::array{json::array{json::array{107.77, 33.57}, json::array{107.92, 33.57}, json::array{107.92, 33.67},
                                 json::array{107.77, 33.67}, json::array{107.77, 33.57}}}}};
    const auto area = create_area(house, viewer, project.project_id, outline);
    for (const auto& point : points) {
        LocationChange place;
        place.name = point.name;
        place.area_id = std::optional<AreaId>(area.area_id);
        place.latitude = point.place.latitude;
        place.longitude = point.place.longitude;
        place.coordinate_uncertainty = std::optional<int>(30);
        create_location(house, viewer, project.project_id, place);
    }
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::enqueue(
            tx, std::vector<catalog::NewJob>{{project.project_id, job::make_demo, project.project_id.text(), 20, {}}});
        catalog::notify(tx, project.project_id);
    });
    return project;
}

DemoAccess ensure_demo(const House& house) {
    const auto file = house.config.data_folder / "demo-password";
    const auto account =
        house.catalog.transaction([](catalog::Transaction& tx) { return catalog::account_by_email(tx, demo_email); });
    DemoAccess access{demo_email, kept_password(file)};
    if (account && !access.password.empty()) return access;
    if (account)
        throw Failure(Code::conflict,
                      std::format("the account {} exists, but its password is not in {}", demo_email, file.string()));
    access.password = random_token(9);
    keep_password(file, access.password);
    const auto signed_in = register_account(house, {access.email, access.password, "Demo", {}});
    begin_demo(house, signed_in.caller);
    return access;
}

void fill_demo(const House& house, ProjectId project) {
    const auto locations = list_locations(house, Viewer::system(), project);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto location = std::ranges::find(locations, points[i].name, &Location::name);
        if (location == locations.end()) continue;  // the user took it away
        if (const auto card = card_of(house, i); !card.empty()) bring_in(house, project, *location, card);
    }
}

}  // namespace serow::journeys
