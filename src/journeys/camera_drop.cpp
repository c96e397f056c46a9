#include "journeys/camera_drop.h"

#include <algorithm>
#include <format>
#include <utility>

#include "catalog/deployments.h"
#include "catalog/uploads.h"
#include "journeys/dropped.h"
#include "journeys/room.h"
#include "media/kind.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

// So much comes before the day's limit, and whether the key still holds, is looked at again.
constexpr std::uint64_t counted_at_once = 16 << 20;

}  // namespace

NewCameraKey create_camera_key(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                               const std::string& name) {
    const auto said = value_or_throw(people::check_name(name, "The key's name"));
    const auto made = people::make_camera_key();
    const auto id = CameraKeyId::make();
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          catalog::create_camera_key(tx, scope, deployment, id, said, made.hash.hex);
                          for (auto& key : catalog::list_camera_keys(tx, scope, deployment))
                              if (key.camera_key_id == id) return NewCameraKey{std::move(key), made.secret};
                          throw Failure(Code::internal, "the key that was made is not there");
                      });
}

std::vector<CameraKey> list_camera_keys(const House& house, const Viewer& viewer, ProjectId project,
                                        DeploymentId deployment) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        if (!catalog::deployment_by_id(tx, scope, deployment))
            throw Failure(Code::not_found, "the project has no such deployment");
        return catalog::list_camera_keys(tx, scope, deployment);
    });
}

void revoke_camera_key(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                       CameraKeyId key) {
    in_project(house, viewer, project, people::Act::manage_places,
               [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                   catalog::revoke_camera_key(tx, scope, deployment, key);
               });
}

CameraKey camera_of_key(const House& house, const std::string& secret) {
    const auto hash = value_or_throw(people::camera_key_hash(secret));
    auto key = house.catalog.single([&](catalog::Transaction& tx) { return catalog::use_camera_key(tx, hash.hex); });
    if (!key) throw Failure(Code::unauthenticated, "this camera's key is not known here, or was taken back");
    return std::move(*key);
}

CameraFile::CameraFile(const House& house, CameraKey key, const std::string& name)
    : house_(house),
      key_(std::move(key)),
      scope_{Viewer::system(), key_.project_id, least_role(people::Act::upload)},
      name_(file_name_from(name)) {
    count(1, 0);
    require_some_room(house_, scope_);
    incoming_ = house_.store.receive();
}

void CameraFile::count(std::int64_t files, std::uint64_t bytes) {
    const auto use = house_.catalog.single([&](catalog::Transaction& tx) {
        return catalog::count_camera_use(tx, key_, files, static_cast<std::int64_t>(bytes));
    });
    if (!use) throw Failure(Code::unauthenticated, "this camera's key was taken back");
    if (use->hour_files > camera_files_an_hour || use->day_bytes > camera_bytes_a_day)
        throw Failure(Code::rate_limited, std::format("this camera may bring {} files an hour and {} GiB a day; later",
                                                      camera_files_an_hour, camera_bytes_a_day >> 30));
}

void CameraFile::look_at_head() {
    is_known_ = true;
    if (media::sniff(head_).kind == media::Kind::other)
        throw Failure(Code::unsupported, std::format("\"{}\" is no photo or video", name_));
    incoming_->write(head_);
    head_ = {};
}

void CameraFile::write(std::span<const std::byte> bytes) {
    const auto most = std::min(camera_file_bytes, house_.config.max_file_bytes);
    if (incoming_->size() + head_.size() + bytes.size() > most)
        throw Failure(Code::too_large, std::format("\"{}\" is larger than {} MB", name_, most >> 20));
    uncounted_ += bytes.size();
    if (uncounted_ >= counted_at_once) count(0, std::exchange(uncounted_, 0));
    if (is_known_) {
        incoming_->write(bytes);
        return;
    }
    head_.insert(head_.end(), bytes.begin(), bytes.end());
    if (head_.size() >= media::sniff_bytes) look_at_head();
}

Dropped CameraFile::finish() {
    if (!is_known_) {
        if (head_.empty()) throw Failure(Code::invalid, std::format("\"{}\" is empty", name_));
        look_at_head();
    }
    count(0, std::exchange(uncounted_, 0));
    Dropped dropped{name_, incoming_->hash(), incoming_->size(), false};
    require_room(house_, scope_, dropped.bytes, [&] { return dropped.sha256; });
    incoming_->keep(dropped.sha256);
    house_.catalog.transaction([&](catalog::Transaction& tx) {
        auto upload = catalog::lock_camera_upload(tx, key_);
        // It may have been taken away with what is in it.
        if (upload && !catalog::upload_by_id(tx, scope_, *upload)) upload.reset();
        if (!upload) {
            catalog::Upload row;
            row.upload_id = UploadId::make();
            row.deployment_id = key_.deployment_id;
            row.name = key_.name;
            catalog::create_upload(tx, scope_, row);
            catalog::set_camera_upload(tx, key_, row.upload_id);
            upload = row.upload_id;
        }
        dropped.is_new = list_dropped(tx, scope_, *upload, dropped.sha256, dropped.bytes, name_, {});
        catalog::count_camera_file(tx, key_, static_cast<std::int64_t>(dropped.bytes));
        catalog::notify(tx, key_.project_id);
    });
    return dropped;
}

}  // namespace serow::journeys
