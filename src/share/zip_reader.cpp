#include "share/zip_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT(modernize-deprecated-headers): uselocale is POSIX

#include <algorithm>
#include <format>
#include <system_error>
#include <utility>

namespace serow::share {
namespace {

struct Close {
    void operator()(archive* zip) const { ::archive_read_free(zip); }
};

// libarchive forgets a name that the locale's language cannot write; in UTF-8 it hands on whatever bytes there are.
class InUtf8 {
public:
    InUtf8() : utf8_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", static_cast<locale_t>(nullptr))) {
        if (utf8_ != nullptr) before_ = ::uselocale(utf8_);
    }
    ~InUtf8() {
        if (utf8_ == nullptr) return;
        ::uselocale(before_);
        ::freelocale(utf8_);
    }
    InUtf8(const InUtf8&) = delete;
    InUtf8& operator=(const InUtf8&) = delete;

private:
    locale_t utf8_;
    locale_t before_ = nullptr;
};

std::string why(archive* zip) {
    const char* said = ::archive_error_string(zip);
    return said != nullptr ? said : "it is damaged";
}

}  // namespace

struct ZipReader::State {
    std::unique_ptr<archive, Close> zip;
    std::filesystem::path path;
    ZipLimits limits;
    std::uint64_t zip_bytes = 0;
    std::uint64_t unpacked = 0;
    std::size_t entries = 0;
    ZipEntry entry;

    [[nodiscard]] std::unexpected<Problem> damaged() const {
        return problem(Code::unreadable, std::format("{}: {}", path.string(), why(zip.get())));
    }
    [[nodiscard]] bool is_over_ratio() const {
        return unpacked > limits.ratio_floor_bytes && unpacked / limits.ratio > zip_bytes;
    }
};

ZipReader::ZipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;

Result<ZipReader> ZipReader::open(const std::filesystem::path& zip, const ZipLimits& limits) {
    const InUtf8 in_utf8;
    auto state = std::make_unique<State>();
    state->path = zip;
    state->limits = limits;
    std::error_code error;
    state->zip_bytes = std::filesystem::file_size(zip, error);
    if (error) return problem(Code::unreadable, std::format("cannot read {}: {}", zip.string(), error.message()));
    state->zip.reset(::archive_read_new());
    if (!state->zip) return problem(Code::internal, "libarchive could not be started");
    // By its list at the end alone: a stream of local headers may say something else than the list that people see.
    ::archive_read_support_format_zip_seekable(state->zip.get());
    if (::archive_read_open_filename(state->zip.get(), zip.c_str(), 1 << 18) != ARCHIVE_OK)
        return problem(Code::unreadable,
                       std::format("{} is no zip, or its end is missing ({})", zip.string(), why(state->zip.get())));
    return ZipReader(std::move(state));
}

Result<std::optional<ZipEntry>> ZipReader::next() {
    auto& s = *state_;
    const InUtf8 in_utf8;
    for (;;) {
        archive_entry* entry = nullptr;
        const int status = ::archive_read_next_header(s.zip.get(), &entry);
        if (status == ARCHIVE_EOF) return std::nullopt;
        // A warning is about a name that this machine's language cannot write: its bytes are there.
        if (status < ARCHIVE_WARN) return s.damaged();
        if (++s.entries > s.limits.entries)
            return problem(Code::too_large, std::format("{} holds more than {} entries; take it in parts",
                                                        s.path.string(), s.limits.entries));
        if (::archive_entry_filetype(entry) != AE_IFREG) continue;
        s.entry = {};
        const char* name = ::archive_entry_pathname_utf8(entry);
        if (name == nullptr) name = ::archive_entry_pathname(entry);
        if (name == nullptr)
            return problem(Code::unreadable, std::format("{}: an entry without a name", s.path.string()));
        s.entry.name = name;
        s.entry.bytes = static_cast<std::uint64_t>(std::max<la_int64_t>(::archive_entry_size(entry), 0));
        if (::archive_entry_mtime_is_set(entry) != 0)
            s.entry.modified_at = Instant(std::chrono::seconds(::archive_entry_mtime(entry)));
        s.entry.is_encrypted = ::archive_entry_is_encrypted(entry) != 0;
        return s.entry;
    }
}

Result<void> ZipReader::read(const ZipPieces& receive) {
    auto& s = *state_;
    if (s.entry.is_encrypted) return problem(Code::unreadable, "it is encrypted; unpack it with its password first");
    for (std::uint64_t came = 0;;) {
        const void* bytes = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = ::archive_read_data_block(s.zip.get(), &bytes, &size, &offset);
        if (status == ARCHIVE_EOF) return {};
        if (status != ARCHIVE_OK) return s.damaged();
        came += size;
        s.unpacked += size;
        if (came > s.limits.entry_bytes)
            return problem(Code::too_large, std::format("it unpacks to more than {} bytes", s.limits.entry_bytes));
        if (s.is_over_ratio())
            return problem(Code::too_large, std::format("{} unpacks to more than {} times its size: that is no card of "
                                                        "photos",
                                                        s.path.string(), s.limits.ratio));
        receive({static_cast<const std::byte*>(bytes), size});
    }
}

std::string_view fault_of_entry_name(std::string_view name) {
    if (name.empty()) return "it has no name";
    if (name.size() > 4096) return "its name is longer than 4096 bytes";
    if (name.front() == '/' || name.front() == '\\') return "its name begins at the root of a disk";
    if (name.size() > 1 && name[1] == ':') return "its name begins with a drive";
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return "its name holds control characters";
    for (std::size_t begin = 0; begin <= name.size();) {
        const auto end = std::min(name.find_first_of("/\\", begin), name.size());
        const auto part = name.substr(begin, end - begin);
        if (part == "..") return "its name leads out of the zip";
        if (part.empty() || part == ".") return "its name has an empty part";
        begin = end + 1;
    }
    return {};
}

}  // namespace serow::share
