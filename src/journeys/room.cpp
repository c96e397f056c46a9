#include "journeys/room.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>
#include <utility>

#include "catalog/organisations.h"
#include "journeys/house.h"

namespace serow::journeys {
namespace {

std::uint64_t unsigned_of(std::int64_t bytes) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(bytes, 0));
}

std::uint64_t left(const catalog::Room& room) {
    return unsigned_of(*room.quota_bytes - room.stored_bytes);
}

// What may be said of a free disk that has no end, as a bucket.
constexpr auto endless = std::uint64_t{1} << 53;

}  // namespace

Promises::Promise::Promise(Promise&& other) noexcept
    : book_(std::exchange(other.book_, nullptr)),
      organisation_(other.organisation_),
      file_(other.file_),
      all_bytes_(other.all_bytes_) {}

Promises::Promise& Promises::Promise::operator=(Promise&& other) noexcept {
    if (this == &other) return *this;
    release();
    book_ = std::exchange(other.book_, nullptr);
    organisation_ = other.organisation_;
    file_ = other.file_;
    all_bytes_ = other.all_bytes_;
    return *this;
}

void Promises::Promise::release() {
    if (auto* book = std::exchange(book_, nullptr)) book->end(organisation_, file_);
}

Promises::Promise Promises::make(OrganisationId organisation, UploadFileId file, std::uint64_t bytes) {
    const std::scoped_lock lock(mutex_);
    auto& files = coming_[organisation];
    auto& coming = files[file];
    coming.bytes = std::max(coming.bytes, bytes);
    ++coming.requests;
    std::uint64_t all = 0;
    for (const auto& [_, each] : files) all += each.bytes;
    return {*this, organisation, file, all};
}

void Promises::end(OrganisationId organisation, UploadFileId file) {
    const std::scoped_lock lock(mutex_);
    const auto files = coming_.find(organisation);
    const auto coming = files->second.find(file);
    if (--coming->second.requests > 0) return;
    files->second.erase(coming);
    if (files->second.empty()) coming_.erase(files);
}

Promises::Promise hold_room(const House& house, const catalog::Scope& scope, const catalog::UploadFile& file) {
    if (!file.is_limited) return {};
    const auto look = [&] {
        return house.catalog.single([&](catalog::Transaction& tx) { return catalog::room_of_project(tx, scope); });
    };
    const auto before = look();
    if (!before.quota_bytes) return {};
    auto promise = house.promises.make(before.organisation_id, file.upload_file_id, unsigned_of(file.bytes));
    // Asked again: what others promised before us is either stored by now or still promised.
    const auto room = look();
    if (!room.quota_bytes) return {};
    if (promise.all_bytes() > left(room))
        throw Failure(
            Code::storage_full,
            std::format("\"{}\" has {}, but the organisation stores {} of the {} that it may, and other files "
                        "are on their way; ask whoever runs this service for a larger quota",
                        file.path, bytes_in_words(unsigned_of(file.bytes)),
                        bytes_in_words(unsigned_of(room.stored_bytes)),
                        bytes_in_words(unsigned_of(*room.quota_bytes))));
    return promise;
}

void require_room_for_card(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload,
                           std::uint64_t here_bytes) {
    const auto wanted = unsigned_of(catalog::wanted_bytes(tx, scope, upload));
    const auto room = catalog::room_of_project(tx, scope);
    if (room.quota_bytes && wanted > left(room))
        throw Failure(Code::storage_full,
                      std::format("{} of this card are to be sent, but only {} of the organisation's quota of {} are "
                                  "free; ask whoever runs this service for a larger one",
                                  bytes_in_words(wanted), bytes_in_words(left(room)),
                                  bytes_in_words(unsigned_of(*room.quota_bytes))));
    // Unfinished files take their room already.
    const auto to_come = wanted - std::min(here_bytes, wanted);
    if (const auto free = house.store.free_bytes(); to_come > free)
        throw Failure(Code::storage_full, std::format("{} are to be sent, but only {} are free here; make room first",
                                                      bytes_in_words(to_come), bytes_in_words(free)));
}

void require_some_room(const House& house, const catalog::Scope& scope) {
    const auto room =
        house.catalog.single([&](catalog::Transaction& tx) { return catalog::room_of_project(tx, scope); });
    if (room.quota_bytes && left(room) == 0)
        throw Failure(Code::storage_full, std::format("the organisation's quota of {} is full",
                                                      bytes_in_words(unsigned_of(*room.quota_bytes))));
}

void require_room(const House& house, const catalog::Scope& scope, std::uint64_t bytes,
                  const std::function<Sha256()>& hash) {
    const auto room =
        house.catalog.single([&](catalog::Transaction& tx) { return catalog::room_of_project(tx, scope); });
    if (!room.quota_bytes || bytes <= left(room)) return;
    const auto sha256 = hash();
    const auto is_stored = [&](catalog::Transaction& tx) {
        return catalog::organisation_stores(tx, scope, sha256.hex);
    };
    if (house.catalog.single(is_stored)) return;
    throw Failure(Code::storage_full,
                  std::format("{} came, but only {} of the organisation's quota of {} are free", bytes_in_words(bytes),
                              bytes_in_words(left(room)), bytes_in_words(unsigned_of(*room.quota_bytes))));
}

Storage storage_of(const House& house, const catalog::Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, people::Act::see,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto room = catalog::room_of_project(tx, scope);
                          auto free = house.store.free_bytes();
                          if (room.quota_bytes) free = std::min(free, left(room));
                          Storage storage{room.stored_bytes, room.stored_files, room.quota_bytes, {}};
                          if (free < endless) storage.free_bytes = static_cast<std::int64_t>(free);
                          return storage;
                      });
}

void set_quota(const House& house, OrganisationId organisation, std::optional<std::int64_t> quota_bytes) {
    house.catalog.transaction(
        [&](catalog::Transaction& tx) { catalog::set_organisation_quota(tx, organisation, quota_bytes); });
}

std::optional<std::int64_t> first_quota(const House& house) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (house.config.organisation_quota == 0) return {};
    return static_cast<std::int64_t>(std::min(house.config.organisation_quota, most));
}

std::string bytes_in_words(std::uint64_t bytes) {
    constexpr std::array units{"bytes", "kB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    // Three digits and no rounding up to 1000 of a unit.
    for (; amount >= 999.5 && unit + 1 < units.size(); ++unit) amount /= 1000;
    return unit == 0 ? std::format("{} bytes", bytes)
                     : std::format("{:.{}f} {}", amount, amount < 9.95 ? 1 : 0, units[unit]);
}

}  // namespace serow::journeys
