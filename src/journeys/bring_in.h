// A card's way in: begin an upload, announce its files, send the bytes that are wanted.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/upload_files.h"
#include "catalog/uploads.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::AnnouncedFile;
using catalog::Upload;
using catalog::UploadFile;

// A sample point that is made when the folders are confirmed.
struct GivenPoint {
    std::string name;
    std::optional<double> latitude, longitude;  // degrees
    std::string area;  // its sample area's name, made where the project has none such; "": none
};
// Where the files of one folder belong: exactly one of deployment, location and point.
struct GivenFolder {
    std::string folder;  // below the card's root, with "/"; "": all of the card
    std::optional<DeploymentId> deployment_id;
    std::optional<LocationId> location_id;
    std::optional<GivenPoint> point;
    // Of the deployment that is made. Folders of the same point, camera and visit share one.
    std::string camera_id, camera_model, visit;
};

// Into a deployment, or to a location, where a deployment is then made whose start and end follow the files, or by
// folders. Exactly one of the three; Failure(invalid) otherwise.
struct NewUpload {
    std::optional<DeploymentId> deployment_id;
    std::optional<LocationId> location_id;
    std::string name;
    std::vector<GivenFolder> folders = {};
};
Upload begin_upload(const House& house, const Viewer& viewer, ProjectId project, const NewUpload& upload);
std::vector<Upload> list_uploads(const House& house, const Viewer& viewer, ProjectId project);
Upload upload(const House& house, const Viewer& viewer, ProjectId project, UploadId id);
catalog::UploadFilePage list_upload_files(const House& house, const Viewer& viewer, ProjectId project, UploadId id,
                                          const std::string& state, const std::optional<std::string>& after, int limit);

// The manifest: which of these bytes are wanted. Bytes that another project of the organisation has become media
// at once; nothing need be sent. Failure(invalid) naming the path for paths that leave the card ("..", a leading
// "/"), sizes over the limit or hashes that are none; Failure(storage_full) where what is wanted of the card so far
// fits neither the organisation's quota nor the disk: nothing of the batch is then announced.
// `bytes`: here, where they lie in the store already and want no more room on its disk.
enum class Bytes { to_come, here };
std::vector<UploadFile> announce(const House& house, const Viewer& viewer, ProjectId project, UploadId id,
                                 std::span<const AnnouncedFile> files, Bytes bytes = Bytes::to_come);

// The bytes of one announced file as they arrive. Destroyed before finish(): nothing happened.
class Arrival {
public:
    // Failure(not_found), Failure(forbidden), Failure(storage_full: the quota).
    Arrival(const House& house, const Viewer& viewer, ProjectId project, UploadId upload, UploadFileId file);
    // Failure(conflict) for more bytes than announced.
    void write(std::span<const std::byte> bytes);
    // Synced, verified, a media row, and the job that will read it: all of it is so once this returns.
    // Failure(hash_mismatch) where other bytes came; the file is then marked failed and may be sent again.
    UploadFile finish();

private:
    const House& house_;
    catalog::Scope scope_;
    UploadFile file_;
    Promises::Promise room_;
    std::unique_ptr<store::Incoming> incoming_;  // none where the bytes were here already
};

}  // namespace serow::journeys
