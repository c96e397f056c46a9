#include "journeys/bring_in.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <format>
#include <unordered_map>
#include <utility>

#include "base/digest.h"
#include "card/folder_proposal.h"
#include "catalog/deployments.h"
#include "catalog/jobs.h"
#include "catalog/locations.h"
#include "catalog/media.h"
#include "catalog/projects.h"
#include "catalog/receipts.h"
#include "catalog/upload_folders.h"
#include "journeys/continue_file.h"
#include "journeys/found.h"
#include "journeys/map_card.h"
#include "journeys/take_in.h"

namespace serow::journeys {
namespace {

// A path is kept as the card had it, but it may never lead out of the card.
void check_path(const std::string& path) {
    const auto refuse = [&](std::string_view why) {
        throw Failure(Code::invalid,
                      std::format("the path \"{}\" {}; give paths below the card's root, with /", path, why));
    };
    if (path.empty() || path.size() > 4096) refuse("is empty or longer than 4096 bytes");
    if (path.front() == '/') refuse("begins with /");
    if (path.back() == '/') refuse("names a folder");
    if (path.contains('\0')) refuse("holds a NUL character");
    for (const auto& part : std::filesystem::path(path))
        if (part == "..") refuse("leaves the card");
}

// Each with the folder that says where it belongs, where the card goes by folders.
std::vector<AnnouncedFile> with_folders(catalog::Transaction& tx, const catalog::Scope& scope, UploadId id,
                                        std::span<const AnnouncedFile> files) {
    std::vector<AnnouncedFile> placed(files.begin(), files.end());
    const auto folders = catalog::mapped_folders(tx, scope, id);
    for (auto& file : placed) file.mapped_folder = card::folder_holding(file.path, folders);
    return placed;
}

}  // namespace

Upload begin_upload(const House& house, const Viewer& viewer, ProjectId project, const NewUpload& upload) {
    if (upload.deployment_id.has_value() + upload.location_id.has_value() + !upload.folders.empty() != 1)
        throw Failure(Code::invalid, "say where the card belongs: give one of deploymentID, locationID and folders");
    if (upload.name.size() > 800) throw Failure(Code::invalid, "the upload's name is longer than 200 characters");
    return in_project(
        house, viewer, project, people::Act::upload, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            catalog::Upload row;
            row.upload_id = UploadId::make();
            row.account_id = viewer.account_id();
            row.name = upload.name;
            if (!upload.folders.empty()) {
                catalog::create_upload(tx, scope, row);
                map_folders(tx, scope, row.upload_id, upload.name, upload.folders);
                catalog::touch_project(tx, project);
                catalog::notify(tx, project);
                return found(catalog::upload_by_id(tx, scope, row.upload_id), "upload");
            }
            if (upload.deployment_id) {
                row.deployment_id = *upload.deployment_id;
            } else {
                const auto location = found(catalog::location_by_id(tx, scope, *upload.location_id), "sample point");
                catalog::Deployment deployment;
                deployment.deployment_id = DeploymentId::make();
                deployment.location_id = location.location_id;
                deployment.name = upload.name;
                deployment.bounds_from_media = true;
                deployment.time_zone = found(catalog::project_by_id(tx, viewer, project), "project").time_zone;
                catalog::create_deployment(tx, scope, deployment);
                row.deployment_id = deployment.deployment_id;
            }
            catalog::create_upload(tx, scope, row);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return found(catalog::upload_by_id(tx, scope, row.upload_id), "upload");
        });
}

std::vector<Upload> list_uploads(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(
        house, viewer, project, people::Act::see,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) { return catalog::list_uploads(tx, scope); });
}

Upload upload(const House& house, const Viewer& viewer, ProjectId project, UploadId id) {
    return in_project(house, viewer, project, people::Act::see,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          return found(catalog::upload_by_id(tx, scope, id), "upload");
                      });
}

catalog::UploadFilePage list_upload_files(const House& house, const Viewer& viewer, ProjectId project, UploadId id,
                                          const std::string& state, const std::optional<std::string>& after,
                                          int limit) {
    constexpr std::array<std::string_view, 5> states{"", "wanted", "stored", "duplicate", "failed"};
    if (std::ranges::find(states, state) == states.end())
        throw Failure(Code::invalid, std::format("\"{}\" is no state of an upload's file", state));
    return in_project(house, viewer, project, people::Act::see,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          found(catalog::upload_by_id(tx, scope, id), "upload");
                          return catalog::list_upload_files(tx, scope, id, state, after, limit);
                      });
}

std::vector<UploadFile> announce(const House& house, const Viewer& viewer, ProjectId project, UploadId id,
                                 std::span<const AnnouncedFile> files, Bytes bytes) {
    if (files.empty() || files.size() > 1000)
        throw Failure(Code::invalid, "announce between 1 and 1000 files at a time");
    for (const auto& file : files) {
        check_path(file.path);
        if (!Sha256::parse(file.sha256))
            throw Failure(Code::invalid, std::format("the sha256 of \"{}\" is not 64 hexadecimal digits", file.path));
        if (file.bytes < 0) throw Failure(Code::invalid, std::format("the size of \"{}\" is negative", file.path));
        if (static_cast<std::uint64_t>(file.bytes) > house.config.max_file_bytes)
            throw Failure(Code::too_large, std::format("\"{}\" has {} bytes; the limit here is {}", file.path,
                                                       file.bytes, house.config.max_file_bytes));
    }
    return in_project(
        house, viewer, project, people::Act::upload, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            auto announced = catalog::announce_files(tx, scope, id, with_folders(tx, scope, id, files));
            bool linked = false;
            for (auto& file : announced) {
                // An earlier file of this batch may have brought the same bytes in already: take_in() sees that.
                if (file.state == "wanted" && file.can_be_linked && house.store.has(Sha256{file.sha256})) {
                    file = take_in(tx, scope, file);
                    linked = true;
                }
            }
            note_received(house, announced);
            if (bytes == Bytes::to_come &&
                std::ranges::any_of(announced, [](const auto& file) { return file.state == "wanted"; })) {
                std::uint64_t here = 0;
                for (const auto& file : announced) here += file.received;
                require_room_for_card(house, tx, scope, id, here);
            }
            if (linked) catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            catalog::reopen_upload(tx, scope, id);
            return announced;
        });
}

Arrival::Arrival(const House& house, const Viewer& viewer, ProjectId project, UploadId upload, UploadFileId file)
    : house_(house),
      scope_(scope_for(viewer, project, people::Act::upload)),
      file_(announced_file(house, scope_, upload, file)) {
    if (file_.state == "wanted" || file_.state == "failed") room_ = hold_room(house, scope_, file_);
    // Sent again after its answer was lost: what comes is read and dropped.
    if (file_.state != "stored") incoming_ = house.store.receive();
}

void Arrival::write(std::span<const std::byte> bytes) {
    if (!incoming_) return;
    if (incoming_->size() + bytes.size() > static_cast<std::uint64_t>(file_.bytes))
        throw Failure(Code::conflict, std::format("more bytes came for \"{}\" than the {} announced; announce it anew",
                                                  file_.path, file_.bytes));
    incoming_->write(bytes);
}

UploadFile Arrival::finish() {
    if (!incoming_) return file_;
    try {
        incoming_->keep(Sha256{file_.sha256});
    } catch (const Failure& failure) {
        // Gone from the disk at once; the row tells why, so that the file is seen as failed and sent again.
        incoming_.reset();
        mark_failed(house_, scope_, file_.upload_file_id, failure.problem());
        throw;
    }
    auto taken = take_in(house_, scope_, file_);
    room_.release();
    return taken;
}

}  // namespace serow::journeys
