#include "journeys/continue_file.h"

#include <format>
#include <utility>

#include "journeys/take_in.h"

namespace serow::journeys {
namespace {

// A file that changed on the card is another file: what came of the old one does not fit.
std::string partial_name(const UploadFile& file) {
    return file.upload_file_id.text() + "." + file.sha256.substr(0, 16);
}

bool is_here(const UploadFile& file) {
    return file.state == "stored" || file.state == "duplicate";
}

// Longer than a disk takes to write what a connection holds.
std::chrono::steady_clock::time_point settled_by() {
    return std::chrono::steady_clock::now() + std::chrono::seconds(2);
}

FileProgress progress_of(const House& house, UploadFile file) {
    FileProgress progress{std::move(file), 0, {}};
    if (is_here(progress.file)) {
        progress.received = static_cast<std::uint64_t>(progress.file.bytes);
    } else if (const auto size = house.partials.size(partial_name(progress.file))) {
        progress.received = *size;
        progress.expires_at = house.partials.touched(partial_name(progress.file)) + house.config.partial_lifetime;
    }
    return progress;
}

FileProgress begun(const House& house, const UploadFile& file) {
    if (!is_here(file) && !house.partials.size(partial_name(file)))
        throw Failure(Code::not_found, std::format("nothing of \"{}\" has come; begin it", file.path));
    return progress_of(house, file);
}

}  // namespace

void note_received(const House& house, std::span<UploadFile> files) {
    const auto until = settled_by();
    for (auto& file : files) {
        if (file.state != "wanted") continue;
        house.partials.let_settle(partial_name(file), until);
        file.received = house.partials.size(partial_name(file)).value_or(0);
    }
}

FileProgress file_progress(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                           UploadFileId file) {
    const auto scope = scope_for(viewer, project, people::Act::upload);
    auto known = announced_file(house, scope, upload, file);
    if (!is_here(known)) house.partials.let_settle(partial_name(known), settled_by());
    const auto came = house.partials.size(partial_name(known));
    if (is_here(known) || !came || *came < static_cast<std::uint64_t>(known.bytes)) return begun(house, known);
    // All bytes came, but the program ended before they were stored. Whoever hears that all are here sends no more: so
    // they are stored now.
    try {
        return FileStretch(house, viewer, project, upload, file, FileStretch::GoOn{*came}).finish();
    } catch (const Failure&) {
        // The request that brought the last of them may be doing the same at this moment.
        known = announced_file(house, scope, upload, file);
        if (is_here(known)) return progress_of(house, known);
        throw;
    }
}

void forget_file_progress(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                          UploadFileId file) {
    const auto known = announced_file(house, scope_for(viewer, project, people::Act::upload), upload, file);
    if (is_here(known))
        throw Failure(Code::conflict, std::format("\"{}\" is stored already; delete the media instead", known.path));
    if (!house.partials.drop(partial_name(known)))
        throw Failure(Code::not_found, std::format("nothing of \"{}\" has come", known.path));
}

FileStretch::FileStretch(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                         UploadFileId file, const Begin& begin)
    : house_(house), scope_(scope_for(viewer, project, people::Act::upload)) {
    file_ = house.catalog.single([&](catalog::Transaction& tx) {
        auto known = announced_file(tx, scope_, upload, file);
        if (known.tus_metadata != begin.metadata) {
            catalog::set_tus_metadata(tx, scope_, file, begin.metadata);
            known.tus_metadata = begin.metadata;
        }
        return known;
    });
    if (!is_here(file_)) room_ = hold_room(house, scope_, file_);
    if (begin.length != static_cast<std::uint64_t>(file_.bytes))
        throw Failure(Code::conflict, std::format("{} bytes were announced of \"{}\", not {}; announce it anew",
                                                  file_.bytes, file_.path, begin.length));
    // Sent again after its answer was lost: what comes is read and dropped.
    if (is_here(file_)) return;
    house.partials.drop(partial_name(file_));
    stretch_.emplace(house.partials.go_on(partial_name(file_), 0, begin.length));
}

FileStretch::FileStretch(const House& house, const Viewer& viewer, ProjectId project, UploadId upload,
                         UploadFileId file, const GoOn& go_on)
    : house_(house),
      scope_(scope_for(viewer, project, people::Act::upload)),
      file_(announced_file(house, scope_, upload, file)) {
    if (!is_here(file_)) room_ = hold_room(house, scope_, file_);
    const auto progress = begun(house, file_);
    if (go_on.offset != progress.received)
        throw Failure(Code::conflict, std::format("{} bytes of \"{}\" are here already, not {}; go on from there",
                                                  progress.received, file_.path, go_on.offset));
    if (!is_here(file_))
        stretch_.emplace(
            house.partials.go_on(partial_name(file_), go_on.offset, static_cast<std::uint64_t>(file_.bytes)));
}

void FileStretch::write(std::span<const std::byte> bytes) {
    if (!stretch_) return;
    if (stretch_->size() + bytes.size() > static_cast<std::uint64_t>(file_.bytes))
        throw Failure(Code::conflict, std::format("more bytes came for \"{}\" than the {} announced; announce it anew",
                                                  file_.path, file_.bytes));
    stretch_->write(bytes);
}

void FileStretch::undo() {
    if (stretch_) stretch_->undo();
}

FileProgress FileStretch::finish() {
    if (!stretch_) return progress_of(house_, file_);
    const auto name = partial_name(file_);
    if (stretch_->size() < static_cast<std::uint64_t>(file_.bytes)) {
        stretch_->flush();
        return progress_of(house_, file_);
    }
    const Sha256 expected{file_.sha256};
    if (const auto came = stretch_->hash(); came != expected) {
        house_.partials.drop(name);
        const Problem why{Code::hash_mismatch, std::format("the {} bytes of \"{}\" have the hash {}, announced was {}; "
                                                           "send the file again",
                                                           file_.bytes, file_.path, came.hex, expected.hex)};
        mark_failed(house_, scope_, file_.upload_file_id, why);
        throw Failure(why);
    }
    house_.store.adopt(house_.partials.path(name), expected);
    stretch_.reset();
    house_.partials.drop(name);  // what was remembered of it
    file_ = take_in(house_, scope_, file_);
    room_.release();
    return progress_of(house_, file_);
}

}  // namespace serow::journeys
