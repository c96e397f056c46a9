// Cameras that send by themselves: keys that can do nothing but bring files to one deployment.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "catalog/camera_keys.h"
#include "journeys/bring_in.h"

namespace serow::journeys {

using catalog::CameraKey;

// Of one key. A camera that sends bursts all night stays below; a key that was found by others does not fill the disk.
inline constexpr std::int64_t camera_files_an_hour = 1200;
inline constexpr std::int64_t camera_bytes_a_day = std::int64_t{20} << 30;
inline constexpr std::uint64_t camera_file_bytes = std::uint64_t{1} << 30;

struct NewCameraKey {
    CameraKey key;
    std::string secret;  // shown this once
};
// Failures as in field_work.h; Failure(invalid) for a bad name.
NewCameraKey create_camera_key(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                               const std::string& name);
std::vector<CameraKey> list_camera_keys(const House& house, const Viewer& viewer, ProjectId project,
                                        DeploymentId deployment);
void revoke_camera_key(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                       CameraKeyId key);

// The key that a camera shows, for one request. Failure(unauthenticated) for a text that is no key, or none that holds.
CameraKey camera_of_key(const House& house, const std::string& secret);

struct Dropped {
    std::string file_name;
    Sha256 sha256;
    std::uint64_t bytes = 0;
    bool is_new = false;  // false: the project has these bytes already
};

// One file on its way from a camera. Destroyed before finish(): nothing happened.
class CameraFile {
public:
    // `name`: as the camera calls it; what would be no name of a file is made one. Failure(rate_limited) where the key
    // brought too much lately, Failure(storage_full), and Failure(unauthenticated) where it was taken back.
    CameraFile(const House& house, CameraKey key, const std::string& name);
    // Failure(unsupported) once the first bytes are no photo's or video's, Failure(too_large), and as above.
    void write(std::span<const std::byte> bytes);
    // Durable in the store, a media row, and the job that will read it. The same bytes again are there once.
    // Failure(invalid) for an empty file, Failure(storage_full) where the quota has no room for it: nothing is kept.
    Dropped finish();

private:
    void look_at_head();
    // What is on its way counts, whatever becomes of it.
    void count(std::int64_t files, std::uint64_t bytes);

    const House& house_;
    CameraKey key_;
    catalog::Scope scope_;
    std::string name_;
    std::uint64_t uncounted_ = 0;  // bytes
    std::vector<std::byte> head_;  // until it is known what comes
    bool is_known_ = false;
    std::unique_ptr<store::Incoming> incoming_;
};

}  // namespace serow::journeys
