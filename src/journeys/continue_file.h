// The bytes of one announced file in as many stretches as it takes: the resumable way in.
#pragma once

#include <optional>
#include <span>

#include "journeys/bring_in.h"
#include "store/partials.h"

namespace serow::journeys {

// How far a file came.
struct FileProgress {
    UploadFile file;
    std::uint64_t received = 0;         // bytes; all of them where the file is stored or a duplicate
    std::optional<Instant> expires_at;  // what came is then forgotten; none where there is nothing to forget
};

// How far the files of one announcement came: fills `received` of those that are wanted.
void note_received(const House& house, std::span<UploadFile> files);

// A file of which all bytes came is stored by that, if it is not yet: what is told as whole is safe.
// Failure(not_found) for a file that was not announced, or of which nothing was begun; Failure(hash_mismatch) as
// FileStretch::finish().
FileProgress file_progress(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                           UploadFileId file);
// What came of it is forgotten; the announcement stays. Failure(not_found, conflict: it is stored).
void forget_file_progress(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                          UploadFileId file);

// One stretch of a file's bytes. Destroyed before finish(): what came is kept, and can be gone on from.
class FileStretch {
public:
    struct Begin {
        std::uint64_t length = 0;  // what the client takes for the file's size
        std::string metadata;      // tus: to be told again by file_progress()
    };
    struct GoOn {
        std::uint64_t offset = 0;
    };
    // Begins at the first byte; what came before is forgotten. Failure(conflict) where the length is not the announced
    // one; Failure(not_found, forbidden, storage_full: the quota).
    FileStretch(const House& house, const Viewer& viewer, ProjectId project, UploadId upload, UploadFileId file,
                const Begin& begin);
    // Failure(conflict) where `offset` is not how far the file came; Failure(not_found) where it was not begun;
    // Failure(storage_full) where the quota is used up meanwhile.
    FileStretch(const House& house, const Viewer& viewer, ProjectId project, UploadId upload, UploadFileId file,
                const GoOn& go_on);

    [[nodiscard]] const UploadFile& file() const { return file_; }
    // Failure(conflict) for more bytes than announced, Failure(interrupted) where another stretch began.
    void write(std::span<const std::byte> bytes);
    // The bytes of this stretch were not what the client meant: they are forgotten.
    void undo();
    // On the disk. Where it was the last stretch also verified against the announced hash, a media row and the job that
    // will read it. Failure(hash_mismatch) where the whole is not what was announced: all of it is then forgotten and
    // the file marked failed; it may be sent again.
    FileProgress finish();

private:
    const House& house_;
    catalog::Scope scope_;
    UploadFile file_;
    Promises::Promise room_;
    std::optional<store::Partials::Stretch> stretch_;  // none where the bytes were here already
};

}  // namespace serow::journeys
