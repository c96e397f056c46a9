#include "journeys/map_card.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "card/name_key.h"
#include "card/names.h"
#include "card/walk.h"
#include "catalog/areas.h"
#include "catalog/deployments.h"
#include "catalog/locations.h"
#include "catalog/projects.h"
#include "earth/time_zone.h"
#include "journeys/field_work.h"
#include "journeys/found.h"
#include "media/facts.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

card::KnownField known_field(catalog::Transaction& tx, const catalog::Scope& scope) {
    card::KnownField field;
    for (auto& point : catalog::list_locations(tx, scope))
        field.points.push_back({point.location_id, std::move(point.name), point.place});
    for (auto& area : catalog::list_areas(tx, scope)) field.areas.push_back(std::move(area.name));
    for (auto& deployment : catalog::list_deployments(tx, scope)) {
        card::KnownDeployment known{
            deployment.deployment_id, deployment.location_id, std::move(deployment.camera_id), {}, {}};
        const auto zone = earth::find_zone(deployment.time_zone);
        if (!deployment.bounds_from_media && zone) {
            if (deployment.deployment_start) known.start = earth::to_camera_time(*deployment.deployment_start, *zone);
            if (deployment.deployment_end) known.end = earth::to_camera_time(*deployment.deployment_end, *zone);
        }
        field.deployments.push_back(std::move(known));
    }
    return field;
}

void check_folder(const std::string& folder) {
    const auto refuse = [&](std::string_view why) {
        throw Failure(Code::invalid, std::format("the folder \"{}\" {}; give folders below the card's root, with /, or "
                                                 "nothing for all of the card",
                                                 folder, why));
    };
    if (folder.size() > 4096) refuse("is longer than 4096 bytes");
    if (folder.starts_with('/') || folder.ends_with('/')) refuse("begins or ends with /");
    if (folder.contains('\0')) refuse("holds a NUL character");
    for (const auto& part : std::filesystem::path(folder))
        if (part == "..") refuse("leaves the card");
}

std::string checked_text(const std::string& text, std::string_view what) {
    if (text.size() > 800) throw Failure(Code::invalid, std::format("{} is longer than 200 characters", what));
    return text;
}

// Makes what the folders need, each thing once.
class Making {
public:
    Making(catalog::Transaction& tx, const catalog::Scope& scope, std::string card_name)
        : tx_(tx), scope_(scope), card_name_(std::move(card_name)) {
        time_zone_ = found(catalog::project_by_id(tx, scope.viewer, scope.project_id), "project").time_zone;
    }

    DeploymentId deployment(const GivenFolder& given) {
        if (given.deployment_id.has_value() + given.location_id.has_value() + given.point.has_value() != 1)
            throw Failure(Code::invalid, std::format("say where the folder \"{}\" belongs: give one of deploymentID, "
                                                     "locationID and location",
                                                     given.folder));
        if (given.deployment_id) return *given.deployment_id;
        const auto location =
            given.location_id
                ? found(catalog::location_by_id(tx_, scope_, *given.location_id), "sample point").location_id
                : point(*given.point);
        const auto [known, is_new] = deployments_.try_emplace(
            {location, card::name_key(given.camera_id), card::name_key(given.visit)}, DeploymentId::make());
        if (is_new) {
            catalog::Deployment row;
            row.deployment_id = known->second;
            row.location_id = location;
            row.name = checked_text(given.visit.empty() ? card_name_ : given.visit, "the visit");
            row.camera_id = checked_text(given.camera_id, "the camera's id");
            row.camera_model = checked_text(given.camera_model, "the camera's model");
            row.bounds_from_media = true;
            row.time_zone = time_zone_;
            catalog::create_deployment(tx_, scope_, row);
        }
        return known->second;
    }

private:
    LocationId point(const GivenPoint& given) {
        const auto key = card::name_key(given.name);
        if (const auto made = points_.find(key); made != points_.end()) return made->second;
        // Bringing in needs less than setting up the field.
        if (points_.empty())
            catalog::require(tx_, scope_for(scope_.viewer, scope_.project_id, people::Act::manage_places));
        LocationChange fields;
        fields.name = given.name;
        fields.latitude = given.latitude;
        fields.longitude = given.longitude;
        if (!given.latitude || !given.longitude)
            throw Failure(
                Code::invalid,
                std::format("the new sample point \"{}\" needs a latitude and a longitude: its photos carry none",
                            given.name));
        auto location = new_location(fields);
        if (!given.area.empty()) location.area_id = area(given.area);
        catalog::create_location(tx_, scope_, location);
        return points_[key] = location.location_id;
    }

    AreaId area(const std::string& name) {
        if (areas_.empty())
            for (const auto& area : catalog::list_areas(tx_, scope_)) areas_[card::name_key(area.name)] = area.area_id;
        const auto key = card::name_key(name);
        if (const auto known = areas_.find(key); known != areas_.end()) return known->second;
        catalog::Area row;
        row.area_id = AreaId::make();
        row.name = value_or_throw(people::check_name(name, "The area's name"));
        catalog::create_area(tx_, scope_, row);
        return areas_[key] = row.area_id;
    }

    catalog::Transaction& tx_;
    const catalog::Scope& scope_;
    std::string card_name_, time_zone_;
    std::map<std::tuple<LocationId, std::string, std::string>, DeploymentId> deployments_;
    std::map<std::string, LocationId> points_;
    std::map<std::string, AreaId> areas_;
};

}  // namespace

card::FolderProposal propose_folders(const House& house, const Viewer& viewer, ProjectId project,
                                     std::span<const card::FolderSeen> folders, const std::string& card_name,
                                     const std::optional<std::string>& pattern) {
    if (folders.empty() || folders.size() > most_folders)
        throw Failure(Code::invalid,
                      std::format("give between 1 and {} folders; a larger card is brought in in parts", most_folders));
    for (const auto& folder : folders) check_folder(folder.folder);
    const auto field =
        in_project(house, viewer, project, people::Act::upload,
                   [&](catalog::Transaction& tx, const catalog::Scope& scope) { return known_field(tx, scope); });
    return value_or_throw(card::propose_destinations(folders, field, card_name, pattern));
}

std::vector<UploadFolder> list_folders(const House& house, const Viewer& viewer, ProjectId project, UploadId upload) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        found(catalog::upload_by_id(tx, scope, upload), "upload");
        return catalog::upload_folders(tx, scope, upload);
    });
}

void map_folders(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, const std::string& card_name,
                 std::span<const GivenFolder> folders) {
    if (folders.empty() || folders.size() > most_folders)
        throw Failure(Code::invalid,
                      std::format("give between 1 and {} folders; a larger card is brought in in parts", most_folders));
    Making making(tx, scope, card_name);
    std::vector<UploadFolder> rows;
    std::set<std::string> seen;
    for (const auto& given : folders) {
        check_folder(given.folder);
        if (!seen.insert(given.folder).second)
            throw Failure(Code::invalid, std::format("the folder \"{}\" is named twice", given.folder));
        rows.push_back({given.folder, making.deployment(given), {}, {}, {}});
    }
    catalog::map_folders(tx, scope, upload, rows);
}

std::vector<UploadFolder> add_folders(const House& house, const Viewer& viewer, ProjectId project, UploadId id,
                                      std::span<const GivenFolder> folders) {
    return in_project(
        house, viewer, project, people::Act::upload, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto card = found(catalog::upload_by_id(tx, scope, id), "upload");
            if (card.deployment_id)
                throw Failure(Code::conflict,
                              "all of this card belongs to one deployment; begin another upload by folders");
            map_folders(tx, scope, id, card.name, folders);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return catalog::upload_folders(tx, scope, id);
        });
}

std::vector<card::FolderSeen> look_at_folders(const std::filesystem::path& root, int each) {
    const auto on_card = value_or_throw(card::walk(root));
    std::map<std::string, std::pair<card::FolderSeen, std::vector<const card::CardFile*>>> folders;
    for (const auto& file : on_card.files) {
        if (file.kind == card::NameKind::not_media) continue;
        const auto path = card::name_in_utf8(file.path);
        const auto slash = path.rfind('/');
        auto name = slash == path.npos ? std::string() : path.substr(0, slash);
        auto& [seen, photos] = folders[name];
        seen.folder = std::move(name);
        ++seen.files;
        seen.bytes += static_cast<std::int64_t>(file.size);
        if (file.kind == card::NameKind::image) photos.push_back(&file);
    }
    std::vector<card::FolderSeen> found;
    for (auto& [name, folder] : folders) {
        auto& [seen, photos] = folder;
        // Spread from the first to the last: the first may be of the setting up, the last of the taking down.
        const auto n = std::min(photos.size(), static_cast<std::size_t>(each));
        for (std::size_t i = 0; i < n; ++i) {
            const auto at = n == 1 ? 0 : i * (photos.size() - 1) / (n - 1);
            const auto facts = media::read_facts(root / photos[at]->path);
            if (!facts) continue;
            seen.samples.push_back({facts->camera_time, facts->make, facts->model, facts->serial, facts->place});
        }
        found.push_back(std::move(seen));
    }
    return found;
}

}  // namespace serow::journeys
