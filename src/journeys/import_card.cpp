#include "journeys/import_card.h"

#include <algorithm>
#include <format>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/caught.h"
#include "journeys/card_receipt.h"
#include "journeys/room.h"
#include "journeys/take_in.h"

namespace serow::journeys {
namespace {

const Viewer administrator = Viewer::system();

struct Known {
    std::int64_t bytes = 0;
    std::optional<Instant> modified_at;
    std::string sha256;
    bool is_here = false;
};

std::unordered_map<std::string, Known> files_of(const House& house, ProjectId project, UploadId upload) {
    std::unordered_map<std::string, Known> known;
    std::optional<std::string> after;
    do {
        const auto page = list_upload_files(house, administrator, project, upload, "", after, 1000);
        for (const auto& file : page.items)
            known[file.path] = {file.bytes, file.modified_at, file.sha256,
                                file.state == "stored" || file.state == "duplicate"};
        after = page.next;
    } while (after);
    return known;
}

// As `serow upload` knows a card again: by the sizes of its files.
bool is_same_card(const std::unordered_map<std::string, Known>& known, std::span<const ImportEntry> entries) {
    std::size_t present = 0;
    std::size_t same = 0;
    for (const auto& entry : entries)
        if (const auto file = known.find(entry.path); file != known.end()) {
            ++present;
            if (static_cast<std::uint64_t>(file->second.bytes) == entry.bytes) ++same;
        }
    return known.empty() || (present > 0 && same * 2 >= present);
}

class Import {
public:
    Import(const House& house, ProjectId project, ImportSource& source, const std::atomic<bool>& stop,
           const std::function<void(const ImportProgress&)>& tell)
        : house_(house),
          scope_(scope_for(administrator, project, people::Act::upload)),
          source_(source),
          stop_(stop),
          tell_(tell) {}

    ImportResult run(const NewUpload& upload) {
        content_ = source_.look();
        result_.left_out = content_.left_out;
        if (content_.entries.empty()) throw Failure(Code::invalid, "there is no photo or video in it");
        for (const auto& entry : content_.entries) result_.progress.bytes += entry.bytes;
        result_.progress.files = content_.entries.size();
        find_upload(upload);
        settled_.assign(content_.entries.size(), 0);
        refuse_clashes();
        refuse_large();
        settle_known();
        source_.bring(
            house_.store, [&](std::size_t at) { return !stop_ && !trouble() && !settled_[at]; },
            [&](std::size_t at, const Result<Brought>& brought) { take(at, brought); });
        if (trouble_) throw Failure(*trouble_);
        tell_(result_.progress);
        if (stop_)
            throw Failure(Code::interrupted,
                          std::format("{} of {} files are there; run the same command again to go on",
                                      result_.progress.files - left(), result_.progress.files));
        if (result_.failures.empty()) make_safe();
        return std::move(result_);
    }

private:
    [[nodiscard]] std::size_t left() const {
        return static_cast<std::size_t>(std::ranges::count(settled_, static_cast<char>(0)));
    }
    [[nodiscard]] bool trouble() {
        const std::scoped_lock lock(mutex_);
        return trouble_.has_value();
    }

    void find_upload(const NewUpload& wanted) {
        for (const auto& earlier : list_uploads(house_, administrator, scope_.project_id)) {
            const bool same_place = wanted.deployment_id ? earlier.deployment_id == *wanted.deployment_id
                                                         : earlier.location_id == wanted.location_id;
            if (!same_place || earlier.name != wanted.name) continue;
            known_ = files_of(house_, scope_.project_id, earlier.upload_id);
            if (!is_same_card(known_, content_.entries)) continue;
            result_.upload_id = earlier.upload_id;
            return;
        }
        known_.clear();
        result_.upload_id = begin_upload(house_, administrator, scope_.project_id, wanted).upload_id;
    }

    // Of two names that are one in UTF-8 (the one in GB18030, the other in UTF-8) the catalogue has a place for the
    // first alone.
    void refuse_clashes() {
        std::unordered_set<std::string_view> taken;
        for (std::size_t at = 0; at < settled_.size(); ++at) {
            if (taken.insert(content_.entries[at].path).second) continue;
            fail(at, "its name reads like that of another file there; give it another name and import again");
        }
    }

    void refuse_large() {
        const auto most = house_.config.max_file_bytes;
        for (std::size_t at = 0; at < settled_.size(); ++at)
            if (!settled_[at] && content_.entries[at].bytes > most)
                fail(at, std::format("it has {}; the limit here is {}", bytes_in_words(content_.entries[at].bytes),
                                     bytes_in_words(most)));
    }

    void fail(std::size_t at, std::string why) {
        const auto& entry = content_.entries[at];
        result_.failures.emplace_back(entry.path, std::move(why));
        ++result_.progress.failed;
        result_.progress.bytes_settled += entry.bytes;
        settled_[at] = 1;
    }

    // What an earlier run took in is not read again: where the source knows the hash, by that, else by size and time.
    void settle_known() {
        for (std::size_t at = 0; at < settled_.size(); ++at) {
            if (settled_[at] != 0) continue;
            const auto& entry = content_.entries[at];
            const auto file = known_.find(entry.path);
            if (file == known_.end() || !file->second.is_here ||
                static_cast<std::uint64_t>(file->second.bytes) != entry.bytes)
                continue;
            const auto hash = source_.known_hash(at);
            const bool same = hash ? hash->hex == file->second.sha256 : entry.modified_at == file->second.modified_at;
            if (!same) continue;
            settled_[at] = 1;
            ++result_.progress.here;
            result_.progress.bytes_settled += entry.bytes;
        }
    }

    void take(std::size_t at, const Result<Brought>& brought) {
        const auto& entry = content_.entries[at];
        std::optional<Problem> why;
        UploadFile file;
        if (brought) {
            try {
                AnnouncedFile announced;
                announced.path = entry.path;
                announced.bytes = static_cast<std::int64_t>(brought->bytes);
                announced.sha256 = brought->sha256.hex;
                announced.modified_at = entry.modified_at;
                file = announce(house_, administrator, scope_.project_id, result_.upload_id, std::span(&announced, 1),
                                Bytes::here)
                           .front();
                if (file.state == "wanted" || file.state == "failed") file = take_in(house_, scope_, file);
            } catch (const std::exception& error) {
                why = problem_of(error, "taking it in");
            }
        } else {
            why = brought.error();
        }
        const std::scoped_lock lock(mutex_);
        auto& progress = result_.progress;
        if (why) {
            // An object may be gone, or archived; the project or the card may not.
            if (why->code == Code::storage_full || why->code == Code::unavailable ||
                (why->code == Code::not_found && brought)) {
                if (!trouble_) trouble_ = why;
                return;
            }
            ++progress.failed;
            result_.failures.emplace_back(entry.path, why->detail);
        } else if (file.state == "duplicate") {
            ++progress.duplicates;
            result_.duplicates.emplace_back(entry.path, "the project has these bytes already");
        } else {
            ++progress.stored;
            if (brought->cloned) ++progress.cloned;
        }
        settled_[at] = 1;
        if (brought) progress.bytes_read += brought->bytes;
        progress.bytes_settled += entry.bytes;
        tell_(progress);
    }

    // What a worker does elsewhere: here the store is at hand.
    void make_safe() {
        const auto now = upload(house_, administrator, scope_.project_id, result_.upload_id);
        complete_upload(house_, administrator, scope_.project_id, result_.upload_id, now.counts.files);
        verify_card(house_, scope_.project_id, result_.upload_id);
        result_.receipt = card_receipt(house_, administrator, scope_.project_id, result_.upload_id);
    }

    const House& house_;
    catalog::Scope scope_;
    ImportSource& source_;
    const std::atomic<bool>& stop_;
    const std::function<void(const ImportProgress&)>& tell_;
    ImportContent content_;
    std::unordered_map<std::string, Known> known_;

    std::mutex mutex_;  // of all below, while files are brought
    std::vector<char> settled_;
    std::optional<Problem> trouble_;
    ImportResult result_;
};

}  // namespace

ImportResult import_card(const House& house, ProjectId project, const NewUpload& upload, ImportSource& source,
                         const std::atomic<bool>& stop, const std::function<void(const ImportProgress&)>& tell) {
    return Import(house, project, source, stop, tell).run(upload);
}

}  // namespace serow::journeys
