#include "share/zip_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <exception>
#include <string>
#include <utility>

#include "base/problem.h"

namespace serow::share {

// libarchive 3.6 never ends its zlib stream (260 KiB) once an archive has failed. So to libarchive no
// write ever fails: after the sink has thrown, or where the zip is given up, its bytes go nowhere.
struct ZipStream::State {
    Sink sink;
    archive* zip = nullptr;
    bool entry_open = false;
    bool muted = false;
    std::exception_ptr from_sink;  // an exception must not cross libarchive's C code

    void require(int status) {
        if (from_sink) std::rethrow_exception(std::exchange(from_sink, nullptr));
        if (muted) throw Failure(Code::conflict, "this zip was given up when its receiver failed");
        if (status >= ARCHIVE_WARN) return;
        const char* why = archive_error_string(zip);
        throw Failure(Code::internal, std::string("the zip cannot be written: ") + (why != nullptr ? why : "unknown"));
    }

    static la_ssize_t take(archive*, void* self, const void* bytes, std::size_t size) {
        auto& state = *static_cast<State*>(self);
        try {
            if (!state.muted) state.sink({static_cast<const std::byte*>(bytes), size});
        } catch (...) {
            state.from_sink = std::current_exception();
            state.muted = true;
        }
        return static_cast<la_ssize_t>(size);
    }
};

ZipStream::ZipStream(Sink sink) : state_(std::make_unique<State>()) {
    state_->sink = std::move(sink);
    state_->zip = archive_write_new();
    if (state_->zip == nullptr) throw Failure(Code::internal, "the zip cannot be written: no memory");
    try {
        state_->require(archive_write_set_format_zip(state_->zip));
        state_->require(archive_write_set_bytes_per_block(state_->zip, 64 << 10));
        state_->require(archive_write_set_bytes_in_last_block(state_->zip, 1));  // no padding at the end
        state_->require(archive_write_open(state_->zip, state_.get(), nullptr, &State::take, nullptr));
    } catch (...) {
        archive_write_free(state_->zip);
        throw;
    }
}

ZipStream::~ZipStream() {
    if (state_->zip == nullptr) return;
    // Unfinished: the directory must not go out, or a cut export would look whole.
    state_->muted = true;
    archive_write_free(state_->zip);
}

void ZipStream::begin_entry(std::string_view path) {
    struct Free {
        void operator()(archive_entry* entry) const { archive_entry_free(entry); }
    };
    const std::unique_ptr<archive_entry, Free> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), std::string(path).c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    // No time: libarchive would write it in the machine's zone, and equal data would differ in bytes.
    if (state_->entry_open) state_->require(archive_write_finish_entry(state_->zip));
    state_->require(archive_write_header(state_->zip, entry.get()));
    state_->entry_open = true;
}

void ZipStream::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto took = archive_write_data(state_->zip, bytes.data(), bytes.size());
        state_->require(took < 0 ? ARCHIVE_FATAL : ARCHIVE_OK);
        if (took == 0) throw Failure(Code::internal, "the zip cannot be written: no entry is open");
        bytes.remove_prefix(static_cast<std::size_t>(took));
    }
}

void ZipStream::finish() {
    if (state_->entry_open) state_->require(archive_write_finish_entry(state_->zip));
    state_->require(archive_write_close(state_->zip));
    archive_write_free(std::exchange(state_->zip, nullptr));
}

}  // namespace serow::share
