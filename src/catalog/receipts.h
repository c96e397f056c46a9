// When may a card be wiped? What was announced, stored and read a second time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Completion {
    std::int64_t files = 0;    // announced
    std::int64_t missing = 0;  // of them wanted or failed
    bool done = false;         // `files` are as many as said, and none is missing: the upload is now complete
};
Completion complete_upload(Transaction& tx, const Scope& scope, UploadId upload_id, std::int64_t files);
// Not complete any more where a file of it is wanted again.
void reopen_upload(Transaction& tx, const Scope& scope, UploadId upload_id);

struct UnverifiedFile {
    UploadFileId upload_file_id;
    std::string sha256;
};
// Files that are here and were not read again, at most `limit`.
std::vector<UnverifiedFile> unverified_files(Transaction& tx, const Scope& scope, UploadId upload_id, int limit);
void mark_verified(Transaction& tx, const Scope& scope, UploadId upload_id, std::span<const UploadFileId> files);
// Failed, with the reason; the upload is not complete any more.
void mark_damaged(Transaction& tx, const Scope& scope, UploadId upload_id, UploadFileId file, const Problem& why);
// Verified, where it is complete and each of its files is. False otherwise.
bool finish_verification(Transaction& tx, const Scope& scope, UploadId upload_id);

}  // namespace serow::catalog
