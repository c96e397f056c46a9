#include "journeys/examine_store.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "catalog/blobs.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "journeys/play_video.h"
#include "journeys/run_jobs.h"
#include "media/kind.h"
#include "media/renditions.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

struct Kept {
    std::optional<std::uint64_t> original_bytes;
    Instant changed_at;
    bool preview = false;
    bool thumbnail = false;
    bool proxy = false;
};
using Inventory = std::unordered_map<std::string, Kept>;

Inventory inventory_of(const store::Store& store) {
    Inventory inventory;
    store.each_file([&](const store::StoredFile& file) {
        auto& kept = inventory[file.sha256.hex];
        if (!file.rendition) {
            kept.original_bytes = file.bytes;
            kept.changed_at = file.changed_at;
        } else {
            switch (*file.rendition) {
                case store::Rendition::preview: kept.preview = true; break;
                case store::Rendition::thumbnail: kept.thumbnail = true; break;
                case store::Rendition::proxy: kept.proxy = true; break;
            }
        }
    });
    return inventory;
}

// Files in other places, found by their size first, so that few are hashed.
class OtherCopies {
public:
    explicit OtherCopies(std::span<const fs::path> folders) {
        for (const auto& folder : folders) {
            if (!fs::is_directory(folder))
                throw Failure(Code::not_found, std::format("{} is no folder to look for copies in", folder.string()));
            constexpr auto patient = fs::directory_options::skip_permission_denied;
            for (const auto& entry : fs::recursive_directory_iterator(folder, patient)) {
                std::error_code error;
                if (!entry.is_regular_file(error) || error) continue;
                if (const auto bytes = entry.file_size(error); !error) by_size_.emplace(bytes, entry.path());
            }
        }
    }
    std::optional<fs::path> find(const Sha256& sha256, std::uint64_t bytes) const {
        const auto [begin, end] = by_size_.equal_range(bytes);
        const auto found = std::find_if(begin, end, [&](const auto& one) {
            const auto hash = sha256_of_file(one.second);
            return hash && *hash == sha256;
        });
        if (found == end) return {};
        return found->second;
    }

private:
    std::multimap<std::uint64_t, fs::path> by_size_;
};

void put_back(store::Store& store, const Sha256& sha256, const fs::path& copy) {
    auto incoming = store.receive();
    std::ifstream file(copy, std::ios::binary);
    std::vector<char> buffer(1 << 18);
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        incoming->write(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
    }
    // The copy was hashed a moment ago, so the damaged bytes go only when there are good ones in their place.
    store.remove(sha256);
    incoming->keep(sha256);
}

// Where good bytes were found and put back; empty where there are none.
std::string repair(const House& house, const OtherCopies& copies, const catalog::Blob& blob) {
    const Sha256 sha256{blob.sha256};
    // A copy that the service's cache still has; of a local store that is the damaged file itself.
    if (const auto near = house.store.original_at_hand(sha256))
        if (const auto hash = sha256_of_file(near->path()); hash && *hash == sha256) {
            put_back(house.store, sha256, near->path());
            return "the local copy";
        }
    const auto copy = copies.find(sha256, static_cast<std::uint64_t>(blob.bytes));
    if (!copy) return {};
    put_back(house.store, sha256, *copy);
    return copy->string();
}

// What is wrong with the blob's original; nothing where it is well.
std::optional<Problem> ailment_of(const House& house, const catalog::Blob& blob, const Kept* kept,
                                  Examination::Depth depth) {
    const Sha256 sha256{blob.sha256};
    // One that came in after the store was listed is there, too.
    if ((kept == nullptr || !kept->original_bytes) && !house.store.has(sha256))
        return Problem{Code::not_found, "the store does not have it"};
    const auto bytes = kept != nullptr ? kept->original_bytes : std::nullopt;
    if (bytes && *bytes != static_cast<std::uint64_t>(blob.bytes))
        return Problem{Code::hash_mismatch, std::format("the store has {} bytes of {}", *bytes, blob.bytes)};
    if (depth == Examination::Depth::deep)
        if (auto verified = house.store.verify(sha256); !verified) {
            // The service's trouble is not the file's.
            if (verified.error().code == Code::unavailable) throw Failure(verified.error());
            return verified.error();
        }
    return {};
}

// Queues the proxies that should be there and are not: gone from the store, or never made since their job got lost.
std::int64_t queue_lost_proxies(const House& house, const std::unordered_set<std::string>& kept) {
    std::int64_t queued = 0;
    std::optional<catalog::MediaAddress> after;
    for (;;) {
        const auto page = house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::media_with_proxies(tx, after, 1000); });
        if (page.empty()) return queued;
        after = {page.back().project_id, page.back().media_id};
        std::vector<catalog::NewJob> jobs;
        for (const auto& one : page)
            if (one.playback == playback::pending || !kept.contains(one.sha256))
                jobs.push_back(proxy_job(one.project_id, one.media_id));
        queued += house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::enqueue(tx, jobs); });
    }
}

void look_after_orphans(const House& house, const Inventory& inventory, const Examination& examination,
                        StoreReport& report) {
    const auto old = house.clock.now() - examination.safety_age;
    std::vector<std::string> unknown;
    for (const auto& [hash, kept] : inventory)
        if (kept.original_bytes) unknown.push_back(hash);
    // Those whose row came after the list was read.
    const auto listed =
        house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::known_blobs(tx, unknown); });
    const std::unordered_set<std::string> known(listed.begin(), listed.end());
    for (const auto& hash : unknown) {
        if (known.contains(hash)) continue;
        const auto& kept = inventory.at(hash);
        ++report.orphans;
        report.orphan_bytes += static_cast<std::int64_t>(*kept.original_bytes);
        if (examination.orphans == Examination::Orphans::list || kept.changed_at > old) continue;
        house.store.remove(Sha256{hash});
        ++report.swept;
    }
    if (examination.orphans == Examination::Orphans::sweep)
        report.swept_unfinished = static_cast<std::int64_t>(house.store.sweep_unfinished(old));
}

}  // namespace

bool StoreReport::is_healthy() const {
    return std::ranges::none_of(ailments, [](const Ailment& one) { return one.repaired_from.empty(); });
}

StoreReport examine_store(const House& house, const Examination& examination,
                          const std::function<void(std::int64_t blobs)>& progress) {
    const OtherCopies copies(examination.other_copies);
    auto inventory = inventory_of(house.store);
    std::unordered_set<std::string> proxies;
    for (const auto& [hash, kept] : inventory)
        if (kept.proxy) proxies.insert(hash);
    StoreReport report;
    std::string after;
    for (;;) {
        const auto blobs =
            house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::list_blobs(tx, after, 1000); });
        if (blobs.empty()) break;
        after = blobs.back().sha256;
        std::vector<catalog::NewJob> again;
        for (const auto& blob : blobs) {
            const auto found = inventory.find(blob.sha256);
            const auto* kept = found == inventory.end() ? nullptr : &found->second;
            ++report.blobs;
            report.bytes += blob.bytes;
            bool is_well = true;
            bool has_pictures = kept != nullptr && kept->preview && kept->thumbnail;
            if (auto problem = ailment_of(house, blob, kept, examination.depth)) {
                Ailment ailment{blob.sha256, blob.file_path, std::move(*problem), repair(house, copies, blob)};
                is_well = !ailment.repaired_from.empty();
                if (is_well) {  // they went with the damaged original
                    has_pictures = false;
                    proxies.erase(blob.sha256);
                }
                report.ailments.push_back(std::move(ailment));
            }
            if (is_well && blob.has_renditions && !has_pictures)
                again.push_back({*blob.project_id, job::make_renditions, blob.media_id->text(), 5, {}});
            if (found != inventory.end()) inventory.erase(found);
        }
        if (!again.empty())
            report.renditions_queued +=
                house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::enqueue(tx, again); });
        if (progress) progress(report.blobs);
    }
    report.proxies_queued = queue_lost_proxies(house, proxies);
    look_after_orphans(house, inventory, examination, report);
    return report;
}

void make_renditions(const House& house, ProjectId project, std::span<const MediaId> ids) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto all =
        house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::media_by_ids(tx, scope, ids); });
    for (const auto& one : all) {
        const Sha256 sha256{one.sha256};
        const auto original = house.store.original(sha256);
        const auto made = value_or_throw(media::make_renditions(original.path(), media::sniff_file(original.path())));
        house.store.put_rendition(sha256, store::Rendition::preview, made.preview);
        house.store.put_rendition(sha256, store::Rendition::thumbnail, made.thumbnail);
    }
    house.store.flush_renditions();
}

std::string as_text(const StoreReport& report) {
    std::string out =
        std::format("{} files with {:.1f} MB\n", report.blobs, static_cast<double>(report.bytes) / 1'000'000);
    std::int64_t repaired = 0;
    for (const auto& one : report.ailments) {
        const auto name = one.file_path.empty() ? one.sha256 : std::format("{} ({})", one.sha256, one.file_path);
        if (one.repaired_from.empty()) {
            out += std::format("ILL       {}: {}\n", name, one.problem.detail);
        } else {
            ++repaired;
            out += std::format("repaired  {}: {}; put back from {}\n", name, one.problem.detail, one.repaired_from);
        }
    }
    const auto ill = static_cast<std::int64_t>(report.ailments.size()) - repaired;
    out += std::format("{} well, {} repaired, {} ill\n", report.blobs - repaired - ill, repaired, ill);
    if (report.renditions_queued > 0)
        out += std::format("{} previews will be made again by the workers\n", report.renditions_queued);
    if (report.proxies_queued > 0)
        out += std::format("{} videos will be made playable by the workers\n", report.proxies_queued);
    if (report.orphans > 0)
        out += std::format("{} files ({} bytes) that nothing refers to; {} were taken away\n", report.orphans,
                           report.orphan_bytes, report.swept);
    if (report.swept_unfinished > 0)
        out += std::format("{} unfinished files were taken away\n", report.swept_unfinished);
    if (ill > 0) out += "Look for the ill ones on cards and in backups, then: serow doctor --from FOLDER\n";
    return out;
}

}  // namespace serow::journeys
