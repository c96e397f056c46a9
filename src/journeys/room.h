// How much an organisation stores and may store; and that nothing is taken in that does not fit.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/digest.h"
#include "base/id.h"
#include "catalog/access.h"
#include "catalog/upload_files.h"

namespace serow::journeys {

struct House;

// Bytes that are on their way into each organisation with a quota. Of one process: one serves a data folder.
class Promises {
public:
    // Until destroyed or released.
    class Promise {
    public:
        Promise() = default;
        Promise(Promises& book, OrganisationId organisation, UploadFileId file, std::uint64_t all_bytes)
            : book_(&book), organisation_(organisation), file_(file), all_bytes_(all_bytes) {}
        ~Promise() { release(); }
        Promise(Promise&& other) noexcept;
        Promise& operator=(Promise&& other) noexcept;
        void release();
        // All that was promised in the organisation when this was, itself included.
        [[nodiscard]] std::uint64_t all_bytes() const { return all_bytes_; }

    private:
        Promises* book_ = nullptr;
        OrganisationId organisation_;
        UploadFileId file_;
        std::uint64_t all_bytes_ = 0;
    };

    // A file is counted once, however many requests bring it: the broken one's end may be noticed late.
    Promise make(OrganisationId organisation, UploadFileId file, std::uint64_t bytes);

private:
    struct Coming {
        std::uint64_t bytes = 0;
        int requests = 0;
    };
    void end(OrganisationId organisation, UploadFileId file);

    std::mutex mutex_;
    std::map<OrganisationId, std::map<UploadFileId, Coming>> coming_;
};

// Room for a file, kept while it comes in; release it once the media is there. Failure(storage_full) where it would
// not fit with what is stored and what else comes. Nothing is kept where the organisation has no quota.
Promises::Promise hold_room(const House& house, const catalog::Scope& scope, const catalog::UploadFile& file);

// Failure(storage_full) where what is still wanted of the card fits neither the quota nor the disk. `here_bytes` of it
// lie in unfinished files already.
void require_room_for_card(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload,
                           std::uint64_t here_bytes);

// Failure(storage_full) where the organisation has no room for a file that came from outside of a card, unless it
// stores these bytes already. Asked before they are kept; that no quota is overstepped is the database's work
// (db/migrations/0014_quotas.sql).
// `hash` is asked for only where that matters.
void require_room(const House& house, const catalog::Scope& scope, std::uint64_t bytes,
                  const std::function<Sha256()>& hash);
// The same before the first byte: whether there is room at all.
void require_some_room(const House& house, const catalog::Scope& scope);

struct Storage {
    std::int64_t stored_bytes = 0, stored_files = 0;  // originals of the organisation, each once
    std::optional<std::int64_t> quota_bytes;          // none: no limit
    std::optional<std::int64_t> free_bytes;           // what still fits the quota and the disk; none: nobody can tell
};
// Of the organisation that the project belongs to. Failure(not_found, forbidden).
Storage storage_of(const House& house, const catalog::Viewer& viewer, ProjectId project);

// For the operator alone; none: no limit. What is stored already stays, also where it is more. Failure(not_found).
void set_quota(const House& house, OrganisationId organisation, std::optional<std::int64_t> quota_bytes);
// What the setting organisation-quota gives a new organisation.
std::optional<std::int64_t> first_quota(const House& house);

// "312 MB", for people.
std::string bytes_in_words(std::uint64_t bytes);

}  // namespace serow::journeys
