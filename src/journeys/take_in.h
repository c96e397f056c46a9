// What happens to an announced file when its bytes are in the store, or were not the right ones.
#pragma once

#include "journeys/bring_in.h"

namespace serow::journeys {

// The announced file as it stands. Failure(not_found), Failure(forbidden); Failure(conflict) where it has no place to
// go.
UploadFile announced_file(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, UploadFileId file);
UploadFile announced_file(const House& house, const catalog::Scope& scope, UploadId upload, UploadFileId file);

// A media row, and the job that will read it; whoever watches the project is told. The file as it is then.
UploadFile take_in(catalog::Transaction& tx, const catalog::Scope& scope, const UploadFile& file);
// The same as a step of its own.
UploadFile take_in(const House& house, const catalog::Scope& scope, const UploadFile& file);
// The row tells why, so that the file is seen as failed and sent again.
void mark_failed(const House& house, const catalog::Scope& scope, UploadFileId file, const Problem& why);

}  // namespace serow::journeys
