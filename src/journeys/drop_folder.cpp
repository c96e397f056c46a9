#include "journeys/drop_folder.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <format>
#include <fstream>
#include <system_error>

#include "card/names.h"
#include "journeys/dropped.h"
#include "journeys/field_work.h"
#include "journeys/room.h"
#include "media/kind.h"
#include "media/whole.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
constexpr auto refused_folder = "refused";
constexpr auto taken_folder = ".taken";  // hidden: FTP servers show and look() reads none of these

// Beside what is there, "IMG_0001.JPG", "IMG_0001.JPG.2" …: nothing is replaced, also not what is written just now.
// Where it went.
fs::path move_to(const fs::path& from, const fs::path& wanted) {
    std::error_code error;
    fs::create_directories(wanted.parent_path(), error);
    auto place = wanted;
    for (int number = 2; !error; ++number) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) return place;
        const int why = errno;
        // Not every file system (NFS) can do it in one step.
        if (why == EINVAL && !fs::exists(fs::symlink_status(place))) {
            fs::rename(from, place, error);
            if (!error) return place;
        } else if (why != EEXIST && why != EINVAL) {
            error = {why, std::generic_category()};
        }
        place = fs::path(std::format("{}.{}", wanted.string(), number));
    }
    throw Failure(
        error == std::errc::no_such_file_or_directory ? Code::not_found : Code::unavailable,
        std::format("{} cannot be moved to {}: {}; may Serow write in both folders, and are they on one disk?",
                    from.string(), wanted.string(), error.message()));
}

FileLook look_of(const fs::path& file) {
    std::error_code error;
    FileLook look;
    look.bytes = fs::file_size(file, error);
    if (!error) look.changed_at = fs::last_write_time(file, error);
    return look;
}

}  // namespace

DropFolder::DropFolder(const House& house, const DropOptions& options, std::function<void(const std::string&)> say)
    : house_(house), options_(options), say_(std::move(say)) {}

void DropFolder::put_back() {
    const auto taken = options_.folder / taken_folder;
    const auto found = card::walk(taken);
    if (!found) return;
    for (const auto& file : found->files) move_to(taken / file.path, options_.folder / file.path);
}

void DropFolder::say_once(const std::string& line) {
    if (said_.size() > 10'000) said_.clear();
    if (said_.insert(line).second) say_(line);
}

std::optional<DeploymentId> DropFolder::deployment_of(const std::string& camera) const {
    const auto now = house_.clock.now();
    const Deployment* best = nullptr;
    const auto all = list_deployments(house_, Viewer::system(), options_.project);
    const auto began = [](const Deployment& each) { return each.deployment_start.value_or(Instant::max()); };
    for (const auto& each : all) {
        if (each.deployment_id.text() == camera) return each.deployment_id;
        if (each.camera_id != camera) continue;
        // Start and end that follow the files say nothing of when it ends.
        const bool runs = each.bounds_from_media || !each.deployment_end || *each.deployment_end > now;
        if (runs && (best == nullptr || began(each) >= began(*best))) best = &each;
    }
    return best != nullptr ? std::optional(best->deployment_id) : std::nullopt;
}

std::size_t DropFolder::look(std::chrono::steady_clock::time_point now) {
    put_back();
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(options_.folder, error)) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() && !entry.is_symlink() && name != refused_folder && !name.starts_with('.'))
            names.push_back(name);
        else if (entry.is_regular_file() && !name.starts_with('.'))
            say_once(std::format("{}: lies in no camera's folder, and stays", name));
    }
    if (error)
        throw Failure(Code::unavailable,
                      std::format("the folder {} cannot be read: {}", options_.folder.string(), error.message()));
    std::ranges::sort(names);
    std::size_t taken = 0;
    std::optional<Problem> no_room;
    for (const auto& name : names) {
        auto& camera = cameras_.try_emplace(name, Camera{card::Settling(options_.settle), {}, {}, {}}).first->second;
        const auto found = card::walk(options_.folder / name);
        if (!found) {
            say_once(std::format("{}: {}", name, found.error().detail));
            continue;
        }
        const auto settled = camera.settling.look(found->files, now);
        if (settled.empty()) continue;
        const auto deployment = deployment_of(name);
        if (!deployment) {
            say_once(std::format("{}: no deployment that runs has this camera ID; its files stay until one has", name));
            continue;
        }
        if (camera.deployment != deployment) {
            camera.deployment = deployment;
            camera.upload.reset();
        }
        for (const auto& file : settled) {
            try {
                if (take(name, camera, file, now)) ++taken;
            } catch (const Failure& failure) {
                if (failure.problem().code != Code::storage_full) throw;
                // A smaller one, or one that is known, may still fit.
                no_room = failure.problem();
            }
        }
    }
    if (no_room) throw Failure(*no_room);
    return taken;
}

bool DropFolder::take(const std::string& name, Camera& camera, const card::CardFile& file,
                      std::chrono::steady_clock::time_point now) {
    const auto place = options_.folder / name / file.path;
    const auto before = look_of(place);
    try {
        if (media::sniff_file(place).kind == media::Kind::other) {
            refuse(name, file.path, file.size == 0 ? "it is empty" : "it is no photo or video");
            return false;
        }
        if (media::is_whole(place) == media::Whole::no) {
            auto& cut_off = camera.cut_off.try_emplace(file.path, Camera::CutOff{before, now}).first->second;
            if (cut_off.look != before) cut_off = {before, now};  // another one of that name, or it goes on
            if (now - cut_off.since < options_.patience) return false;
            camera.cut_off.erase(file.path);
            refuse(name, file.path, "it is cut off: the camera did not send its end");
            return false;
        }
        bring(name, camera, file);
    } catch (const Failure& failure) {
        const auto code = failure.problem().code;
        // Still written, after all; or gone.
        if (code == Code::conflict || !fs::exists(place)) return false;
        if (code != Code::unreadable) throw;
        say_once(std::format("{}: {}; it stays", name, failure.problem().detail));
        return false;
    }
    camera.cut_off.erase(file.path);
    return take_away(fs::path(name) / file.path, before);
}

bool DropFolder::take_away(const fs::path& below, const FileLook& before) {
    const auto place = options_.folder / below;
    fs::path taken;
    try {
        taken = move_to(place, options_.folder / taken_folder / below);
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::not_found) return true;  // the camera has removed it
        throw;
    }
    if (look_of(taken) != before) {
        move_to(taken, place);
        return false;
    }
    std::error_code error;
    if (!options_.done.empty())
        move_to(taken, options_.done / below);
    else if (!fs::remove(taken, error) || error)
        throw Failure(Code::unavailable, std::format("{} is stored, but cannot be removed: {}; may Serow write there?",
                                                     taken.string(), error.message()));
    return true;
}

// Where it is killed at any point of this, the next look does it again, and finds what is there.
void DropFolder::bring(const std::string& name, Camera& camera, const card::CardFile& file) {
    const catalog::Scope scope = scope_for(Viewer::system(), options_.project, people::Act::upload);
    const auto place = options_.folder / name / file.path;
    require_room(house_, scope, file.size, [&] { return value_or_throw(sha256_of_file(place)); });
    const auto taken = house_.store.take(place);
    value_or_throw(house_.store.verify(taken.sha256));
    const auto shown = card::name_in_utf8(name);
    if (!camera.upload) {
        for (const auto& upload : list_uploads(house_, Viewer::system(), options_.project))
            // People's own cards may bear the same name.
            if (!upload.account_id && upload.name == shown && upload.deployment_id == *camera.deployment)
                camera.upload = upload.upload_id;
        if (!camera.upload)
            camera.upload =
                begin_upload(house_, Viewer::system(), options_.project, {camera.deployment, {}, shown}).upload_id;
    }
    const bool is_new = house_.catalog.transaction([&](catalog::Transaction& tx) {
        const bool fresh = list_dropped(tx, scope, *camera.upload, taken.sha256, taken.bytes, file_name_from(file.path),
                                        Instant(milliseconds(file.modified_ms)));
        catalog::notify(tx, options_.project);
        return fresh;
    });
    if (!is_new) say_(std::format("{}: {} was here already", shown, card::name_in_utf8(file.path)));
}

void DropFolder::refuse(const std::string& name, const std::string& path, const std::string& why) {
    const auto wanted = move_to(options_.folder / name / path, options_.folder / refused_folder / name / path);
    std::ofstream(wanted.string() + ".why.txt") << why << '\n';
    say_(std::format("{}: {} was refused: {}", card::name_in_utf8(name), card::name_in_utf8(path), why));
}

}  // namespace serow::journeys
