// A folder into which an FTP server writes what cameras send: taken in when it is whole, then gone from there.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "card/settling.h"
#include "journeys/bring_in.h"

namespace serow::journeys {

struct DropOptions {
    std::filesystem::path folder;  // a folder in it for each camera
    ProjectId project;
    std::filesystem::path done;  // taken files go there, below their camera's name; empty: they are removed
    std::chrono::milliseconds settle{30'000};  // without a change: whole, as far as time tells
    // A file that its own structure shows to be cut off is waited for so long (the camera may go on with it).
    std::chrono::milliseconds patience{3'600'000};
};

// By what a file is told from one that was written in its place.
struct FileLook {
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type changed_at;
    bool operator==(const FileLook&) const = default;
};

// Keeps what it has seen between the looks; nothing that matters: after a restart it begins anew.
class DropFolder {
public:
    // `say`: a line for people, each once.
    DropFolder(const House& house, const DropOptions& options, std::function<void(const std::string&)> say);

    // One look at every camera's folder. The camera is the folder's name: its files go to the deployment with that id,
    // or to the one of the camera with that id (cameraID) that runs: of several the one that began last. A file is in
    // the store, read again and has its row before it is taken away. What is no photo or video, or stayed cut off, goes
    // to `refused/` with the reason beside it. How many files were taken. Throws Failure where nothing can be taken now
    // (database, disk).
    std::size_t look(std::chrono::steady_clock::time_point now);

private:
    struct Camera {
        card::Settling settling;
        struct CutOff {
            FileLook look;
            std::chrono::steady_clock::time_point since;
        };
        std::map<std::string, CutOff> cut_off;
        std::optional<UploadId> upload;
        std::optional<DeploymentId> deployment;
    };

    std::optional<DeploymentId> deployment_of(const std::string& camera) const;
    bool take(const std::string& name, Camera& camera, const card::CardFile& file,
              std::chrono::steady_clock::time_point now);
    // Out of the camera's reach first: it may have used the name again since the bytes were read. False where it has:
    // that file stays.
    bool take_away(const std::filesystem::path& below, const FileLook& before);
    // Where it was killed, or could not go on, before they were gone.
    void put_back();
    void bring(const std::string& name, Camera& camera, const card::CardFile& file);
    void refuse(const std::string& name, const std::string& path, const std::string& why);
    void say_once(const std::string& line);

    const House& house_;
    const DropOptions options_;
    std::function<void(const std::string&)> say_;
    std::map<std::string, Camera> cameras_;
    std::set<std::string> said_;
};

}  // namespace serow::journeys
