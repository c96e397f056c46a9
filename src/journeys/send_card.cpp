#include "journeys/send_card.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <format>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "base/caught.h"
#include "card/names.h"

namespace serow::journeys {
namespace {

using std::chrono::steady_clock;
constexpr int most_changes = 3;  // of one file while it is being sent

// No other file would fare better.
bool ends_all(Code code) {
    return code == Code::unauthenticated || code == Code::forbidden || code == Code::storage_full ||
           code == Code::not_found || code == Code::unavailable || code == Code::timeout || code == Code::interrupted ||
           code == Code::rate_limited;
}

struct Wanted {
    std::size_t file = 0;  // index into the card's files
    std::string id;
    card::HashedFile hashed;
    std::uint64_t received = 0;
};

class Sending {
public:
    Sending(const std::filesystem::path& folder, std::span<const CardFile> files, HashBook& book,
            const SendOptions& options, Line& line, const std::function<std::unique_ptr<CardReceiver>()>& make_receiver)
        : folder_(folder), files_(files), book_(book), options_(options), line_(line), make_receiver_(make_receiver) {
        result_.progress.files = files.size();
        std::unordered_set<std::string> taken;
        for (const auto& file : files) {
            result_.progress.bytes += file.size;
            names_.push_back(announced_name(file));
            clashes_.push_back(!taken.insert(names_.back()).second);
        }
    }

    SendResult run(const std::function<void(const SendProgress&)>& tell) {
        const auto began = steady_clock::now();
        const auto told = [&](SendProgress progress) {
            progress.seconds = std::chrono::duration<double>(steady_clock::now() - began).count();
            tell(progress);
        };
        {
            std::vector<std::jthread> threads;
            hashing_ = options_.hash_threads;
            running_ = options_.hash_threads + options_.send_threads;
            for (int i = 0; i < options_.hash_threads; ++i)
                threads.emplace_back([this] { guarded([this] { hash_and_announce(); }, 1); });
            for (int i = 0; i < options_.send_threads; ++i)
                threads.emplace_back([this] { guarded([this] { send_wanted(); }, 0); });
            std::unique_lock lock(mutex_);
            while (!changed_.wait_for(lock, std::chrono::milliseconds(500), [this] { return running_ == 0; })) {
                if (line_.stopped()) changed_.notify_all();
                const auto progress = result_.progress;
                lock.unlock();
                told(progress);
                lock.lock();
            }
        }
        told(result_.progress);
        if (trouble_) throw Failure(*trouble_);
        if (line_.stopped()) {
            const auto& p = result_.progress;
            throw Failure(Code::interrupted,
                          std::format("{} of {} files are there; run the same command again to go on",
                                      p.stored + p.here + p.duplicates, p.files));
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool ended() const { return line_.stopped() || trouble_; }

    template <class Work>
    void guarded(Work work, int was_hashing) {
        std::optional<Problem> problem;
        try {
            work();
        } catch (const std::exception& error) {
            problem = problem_of(error, "sending the card");
        }
        const std::scoped_lock lock(mutex_);
        if (problem && !trouble_ && !line_.stopped()) trouble_ = std::move(problem);
        hashing_ -= was_hashing;
        --running_;
        changed_.notify_all();
    }

    // All settle functions: with the lock.
    void settle(std::size_t file) {
        result_.progress.bytes_settled += files_[file].size;
        ++settled_;
        changed_.notify_all();
    }
    void settle_failed(std::size_t file, const std::string& why) {
        ++result_.progress.failed;
        result_.failures.emplace_back(names_[file], why);
        settle(file);
    }
    void settle_duplicate(std::size_t file, const std::string& of) {
        ++result_.progress.duplicates;
        result_.duplicates.emplace_back(names_[file], of);
        settle(file);
    }

    void hash_and_announce() {
        const auto receiver = make_receiver_();
        std::vector<std::pair<std::size_t, card::HashedFile>> batch;
        auto begun = steady_clock::now();
        for (;;) {
            std::size_t at = 0;
            {
                const std::scoped_lock lock(mutex_);
                if (ended()) return;
                at = next_ < files_.size() ? next_++ : files_.size();
            }
            if (at == files_.size()) break;
            auto hashed = clashes_[at]
                              ? problem(Code::invalid, "its name reads like that of another file of the folder")
                              : book_.hash(folder_, files_[at].path);
            {
                const std::scoped_lock lock(mutex_);
                ++result_.progress.hashed;
                if (!hashed) settle_failed(at, hashed.error().detail);
            }
            if (hashed) batch.emplace_back(at, std::move(*hashed));
            // Lines should not lie idle while the rest of a slow card is read.
            if (batch.size() >= options_.batch || steady_clock::now() - begun > std::chrono::seconds(2)) {
                announce(*receiver, batch);
                batch.clear();
                begun = steady_clock::now();
            }
        }
        announce(*receiver, batch);
    }

    void announce(CardReceiver& receiver, std::span<const std::pair<std::size_t, card::HashedFile>> batch) {
        if (batch.empty()) return;
        std::vector<CardFileHash> list;
        list.reserve(batch.size());
        for (const auto& [at, hashed] : batch)
            list.push_back({names_[at], hashed.size, hashed.modified_ms, hashed.sha256.hex});
        std::vector<CardFileState> states;
        try {
            states = announced(receiver, list);
        } catch (const Failure& failure) {
            const auto code = failure.problem().code;
            if (ends_all(code)) throw;
            // One file that the service refuses (too large, a name) must not keep the others back.
            if (batch.size() > 1) {
                announce(receiver, batch.first(batch.size() / 2));
                announce(receiver, batch.subspan(batch.size() / 2));
                return;
            }
            const std::scoped_lock lock(mutex_);
            settle_failed(batch.front().first, failure.problem().detail);
            return;
        }
        const std::scoped_lock lock(mutex_);
        for (std::size_t i = 0; i < batch.size(); ++i)
            place({batch[i].first, std::move(states[i].id), batch[i].second, states[i].received}, states[i]);
    }

    // A state for each of them.
    std::vector<CardFileState> announced(CardReceiver& receiver, std::span<const CardFileHash> files) {
        auto states = line_.patiently([&] { return receiver.announce(files); });
        if (states.size() != files.size())
            throw Failure(Code::unavailable, "the service did not answer for each announced file");
        return states;
    }

    // With the lock.
    void place(Wanted wanted, const CardFileState& now) {
        if (now.state == "stored") {
            ++result_.progress.here;
            settle(wanted.file);
        } else if (now.state == "failed") {
            settle_failed(wanted.file, refusal(now));
        } else if (now.state == "duplicate") {
            // Either from before, or since a moment ago because another file of this card brought them.
            const auto sender = senders_.find(wanted.hashed.sha256.hex);
            settle_duplicate(wanted.file, sender == senders_.end() || sender->second == wanted.file
                                              ? "the project has these bytes already"
                                              : "the same bytes as " + names_[sender->second]);
        } else if (const auto sent = sent_.find(wanted.hashed.sha256.hex); sent != sent_.end()) {
            settle_duplicate(wanted.file, "the same bytes as " + names_[sent->second]);
        } else if (const auto [first, is_first] = senders_.try_emplace(wanted.hashed.sha256.hex, wanted.file);
                   !is_first && first->second != wanted.file) {
            twins_[wanted.hashed.sha256.hex].push_back(std::move(wanted));
        } else {
            wanted_.push_back(std::move(wanted));
        }
        changed_.notify_all();
    }

    // With the lock. The file's twins need not be sent.
    void sent(const std::string& sha256, std::size_t file) {
        sent_.emplace(sha256, file);
        if (const auto found = twins_.find(sha256); found != twins_.end()) {
            for (const auto& twin : found->second) settle_duplicate(twin.file, "the same bytes as " + names_[file]);
            twins_.erase(found);
        }
    }
    // With the lock. One of the twins has to be sent in its place.
    void not_sent(const std::string& sha256) {
        const auto found = twins_.find(sha256);
        if (found == twins_.end()) {
            senders_.erase(sha256);
            return;
        }
        auto next = std::move(found->second.front());
        found->second.erase(found->second.begin());
        if (found->second.empty()) twins_.erase(found);
        senders_[sha256] = next.file;
        wanted_.push_back(std::move(next));
    }

    void send_wanted() {
        const auto receiver = make_receiver_();
        for (;;) {
            Wanted wanted;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] {
                    return ended() || !wanted_.empty() || (hashing_ == 0 && settled_ == files_.size());
                });
                if (ended() || wanted_.empty()) return;
                wanted = std::move(wanted_.front());
                wanted_.pop_front();
            }
            const auto sha256 = wanted.hashed.sha256.hex;
            try {
                const auto now = send_until_stored(*receiver, std::move(wanted));
                const std::scoped_lock lock(mutex_);
                if (now.sha256.hex != sha256) not_sent(sha256);
                sent(now.sha256.hex, now.file);
            } catch (const FileFailure& failure) {
                const std::scoped_lock lock(mutex_);
                settle_failed(failure.file, failure.why.detail);
                not_sent(sha256);
            }
        }
    }

    static std::string refusal(const CardFileState& state) {
        return state.problem.empty() ? "the service refuses it, without saying why" : state.problem;
    }

    struct FileFailure {
        std::size_t file;
        Problem why;
    };
    struct Stored {
        std::size_t file;
        Sha256 sha256;  // as it was when it was sent
    };

    Stored send_until_stored(CardReceiver& receiver, Wanted wanted) {
        const auto file = wanted.file;
        try {
            for (int change = 0;; ++change) {
                try {
                    send(receiver, wanted);
                    const std::scoped_lock lock(mutex_);
                    ++result_.progress.stored;
                    settle(file);
                    return {file, wanted.hashed.sha256};
                } catch (const Failure& failure) {
                    const auto code = failure.problem().code;
                    if ((code != Code::hash_mismatch && code != Code::unreadable) || change == most_changes) throw;
                }
                // Either the bytes were damaged on their way, or the file is another one by now.
                wanted.hashed = value_or_throw(book_.hash(folder_, files_[file].path, HashBook::Use::fresh));
                const CardFileHash anew{names_[file], wanted.hashed.size, wanted.hashed.modified_ms,
                                        wanted.hashed.sha256.hex};
                const auto state = announced(receiver, std::span(&anew, 1)).front();
                if (state.state == "failed") throw Failure(Code::invalid, refusal(state));
                wanted.id = state.id;
                wanted.received = state.received;
                if (state.state == "stored" || state.state == "duplicate") {
                    const std::scoped_lock lock(mutex_);
                    if (state.state == "stored") {
                        ++result_.progress.here;
                        settle(file);
                    } else {
                        settle_duplicate(file, "the project has these bytes already");
                    }
                    return {file, wanted.hashed.sha256};
                }
            }
        } catch (const Failure& failure) {
            if (ends_all(failure.problem().code)) throw;
            throw FileFailure{file, failure.problem()};
        }
    }

    // Piece by piece, and on from wherever it stands after a line was lost.
    void send(CardReceiver& receiver, const Wanted& wanted) {
        const Line::Seat seat(line_);
        const auto total = wanted.hashed.size;
        auto at = wanted.received;
        // Where all of it came and was not stored, asking stores it.
        bool is_known = at < total || total == 0;
        auto piece_bytes = options_.least_piece;
        for (int attempt = 1;;) {
            if (line_.stopped()) throw Failure(Code::interrupted, "stopped");
            std::uint64_t counted = 0;
            try {
                if (!is_known) at = receiver.offset(wanted.id).value_or(0);
                is_known = true;
                if (at >= total && at > 0) return;
                CardPiece piece{folder_ / files_[wanted.file].path, at, std::min(piece_bytes, total - at), total, {}};
                piece.on_way = [&](std::uint64_t left) {
                    const std::scoped_lock lock(mutex_);
                    if (left > counted) result_.progress.bytes_sent += left - std::exchange(counted, left);
                    return !line_.stopped();
                };
                const auto began = steady_clock::now();
                at = receiver.send(wanted.id, piece);
                line_.answered();
                attempt = 1;
                if (at >= total) return;
                const auto took = std::max(steady_clock::now() - began, steady_clock::duration(1));
                const double fitting =
                    static_cast<double>(piece.bytes) * (std::chrono::seconds(10) / std::chrono::duration<double>(took));
                piece_bytes = static_cast<std::uint64_t>(
                    std::clamp(std::min(fitting, 4.0 * static_cast<double>(piece_bytes)),
                               static_cast<double>(options_.least_piece), static_cast<double>(options_.largest_piece)));
            } catch (const Failure& failure) {
                const auto code = failure.problem().code;
                if (code == Code::hash_mismatch || code == Code::unreadable) throw;
                // What had come may have been forgotten meanwhile: it is then begun anew.
                const bool is_gone = code == Code::not_found && attempt < line_.tries();
                if (!is_gone && !line_.wait_to_try_again(failure.problem(), attempt)) throw;
                ++attempt;
                is_known = false;
            }
        }
    }

    const std::filesystem::path& folder_;
    std::span<const CardFile> files_;
    HashBook& book_;
    const SendOptions& options_;
    Line& line_;
    const std::function<std::unique_ptr<CardReceiver>()>& make_receiver_;
    std::vector<std::string> names_;  // of the files, in UTF-8
    std::vector<bool> clashes_;

    std::mutex mutex_;  // of all below
    std::condition_variable changed_;
    std::size_t next_ = 0, settled_ = 0;
    int running_ = 0, hashing_ = 0;
    std::deque<Wanted> wanted_;
    std::unordered_map<std::string, std::size_t> senders_;  // by hash: the file that is sent for all that share it
    std::unordered_map<std::string, std::vector<Wanted>> twins_;
    std::unordered_map<std::string, std::size_t> sent_;
    std::optional<Problem> trouble_;
    SendResult result_;
};

}  // namespace

SendResult send_card(const std::filesystem::path& folder, std::span<const CardFile> files, HashBook& book,
                     const SendOptions& options, Line& line,
                     const std::function<std::unique_ptr<CardReceiver>()>& make_receiver,
                     const std::function<void(const SendProgress&)>& tell) {
    return Sending(folder, files, book, options, line, make_receiver).run(tell);
}

std::string announced_name(const CardFile& file) {
    return card::name_in_utf8(file.path);
}

CardContent look_at_card(const std::filesystem::path& folder) {
    auto found = value_or_throw(card::walk(folder));
    CardContent content;
    for (auto& left : found.left_out)
        content.left_out.emplace_back(card::name_in_utf8(left.path), std::move(left.reason));
    for (auto& file : found.files) {
        if (file.kind == card::NameKind::not_media)
            content.left_out.emplace_back(card::name_in_utf8(file.path), "no photo or video by its name");
        else
            content.media.push_back(std::move(file));
    }
    return content;
}

}  // namespace serow::journeys
