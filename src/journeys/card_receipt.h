// When a card may be wiped: all of it announced and stored, every stored file read a second time, and a signed list.
#pragma once

#include <string>
#include <string_view>

#include "journeys/bring_in.h"

namespace serow::journeys {

// The sender has announced and sent all `files` of the card. Queues the second reading. Failure(conflict) saying what
// is missing, or that another number was announced.
Upload complete_upload(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                       std::int64_t files);

// A worker's part: reads every file of the upload again. A file whose bytes changed in the store fails, with the
// reason, and the upload is open again.
void verify_card(const House& house, ProjectId project, UploadId upload);

// The signed list, a text: a head, one line "sha256 bytes mediaID path" a file, the public key and the signature of all
// above. The same upload gives the same text. Failure(conflict) until every file was read again.
std::string card_receipt(const House& house, const Viewer& viewer, ProjectId project, UploadId upload);

// The public key under which a receipt's text is as it was signed; Failure(invalid) where it was changed, or is none.
std::string check_receipt(std::string_view receipt);

}  // namespace serow::journeys
