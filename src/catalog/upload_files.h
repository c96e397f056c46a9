// The manifest of a card: which files there are, and which bytes are still wanted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "catalog/access.h"

namespace serow::catalog {

struct AnnouncedFile {
    std::string path;  // below the card's root, with "/"; each once in a call
    std::int64_t bytes = 0;
    std::string sha256;
    std::optional<Instant> modified_at;
    std::optional<std::string> mapped_folder = {};  // the longest that holds it; journeys fill it in
};

struct UploadFile {
    UploadFileId upload_file_id;
    UploadId upload_id;
    std::optional<DeploymentId> deployment_id;  // the upload's, or its folder's; none: it lies in no mapped folder
    std::string path;
    std::int64_t bytes = 0;
    std::optional<Instant> modified_at;
    std::string sha256;
    std::string state;  // wanted stored duplicate failed
    std::optional<MediaId> media_id;
    // Of a duplicate: where the file with the same bytes was, and the card it came with.
    std::string twin_path;
    std::optional<UploadId> twin_upload_id;
    std::string twin_upload_name;
    std::string problem_code, problem_detail;
    std::string tus_metadata;  // what the client of a resumable upload said of it
    // Wanted, but the same bytes are in the store for another project of the same organisation that the
    // viewer may see: make the media from the blob, nothing need be sent. Only announce_files() tells.
    bool can_be_linked = false;
    // Its organisation has a quota. Only upload_file_by_id() tells.
    bool is_limited = false;
    // Wanted: bytes of it that came already. The store knows; journeys fill it in.
    std::uint64_t received = 0;
};

// The files in the order given, with their states: `duplicate` (with media_id) where a media of this
// project has the same bytes, `failed` where no deployment is there for it, else `wanted`. A path announced before is
// updated; one that is stored with the same bytes stays stored. Failure(not_found) where the upload does not exist,
// Failure(invalid) for a path given twice.
std::vector<UploadFile> announce_files(Transaction& tx, const Scope& scope, UploadId upload_id,
                                       std::span<const AnnouncedFile> files);

// What is still wanted of a card, each file once under however many names.
std::int64_t wanted_bytes(Transaction& tx, const Scope& scope, UploadId upload_id);

std::optional<UploadFile> upload_file_by_id(Transaction& tx, const Scope& scope, UploadId upload_id,
                                            UploadFileId upload_file_id);

struct UploadFilePage {
    std::vector<UploadFile> items;
    std::optional<std::string> next;  // the last path, where there are more
};
// By path (byte order), at most `limit`, after the path `after`; `state` empty: all.
UploadFilePage list_upload_files(Transaction& tx, const Scope& scope, UploadId upload_id, std::string_view state,
                                 const std::optional<std::string>& after, int limit);

struct Received {
    MediaId media_id;
    bool is_new = false;  // false: the project has these bytes already, as this media
};
// The file's bytes are in the store: it becomes a media of state `received`, with a job of `job_kind` about it, or a
// duplicate. Other files of the project that want the same bytes become duplicates, too. Tells every Listener. Safe to
// do twice. Failure(not_found).
Received receive_file(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, std::string_view job_kind,
                      int priority);
void set_tus_metadata(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, std::string_view metadata);
// A file that is stored stays stored.
void mark_failed(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, const Problem& why);

}  // namespace serow::catalog
