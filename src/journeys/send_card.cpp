#include "journeys/send_card.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <format>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/digest.h"
#include "card/walk.h"

namespace serow::journeys {
namespace {

using std::chrono::steady_clock;
constexpr std::size_t batch_size = 200;

struct Wanted {
    std::string id;
    std::size_t file = 0;  // index into the card's files
};

class Sending {
public:
    Sending(const SendOptions& options, const std::function<std::unique_ptr<CardReceiver>()>& make_receiver,
            const std::atomic<bool>& stop, const std::function<void(const SendProgress&)>& tell)
        : options_(options), make_receiver_(make_receiver), stop_(stop), tell_(tell) {}

    SendResult run() {
        auto card = value_or_throw(card::walk(options_.folder));
        for (auto& left : card.left_out) result_.left_out.emplace_back(std::move(left.path), std::move(left.reason));
        for (auto& file : card.files) {
            if (file.kind == card::NameKind::not_media) {
                result_.left_out.emplace_back(std::move(file.path), "no photo or video by its name");
                continue;
            }
            result_.progress.bytes += file.size;
            files_.push_back(std::move(file));
        }
        result_.progress.files = files_.size();
        started_ = steady_clock::now();
        {
            std::vector<std::jthread> threads;
            running_ =
                static_cast<std::size_t>(options_.hash_threads) + static_cast<std::size_t>(options_.send_threads);
            hashing_ = static_cast<std::size_t>(options_.hash_threads);
            for (int i = 0; i < options_.hash_threads; ++i)
                threads.emplace_back([this] { leave_after([this] { hash_and_announce(); }, hashing_); });
            for (int i = 0; i < options_.send_threads; ++i)
                threads.emplace_back([this] { leave_after([this] { send_wanted(); }, unused_); });
            watch();
        }
        result_.progress.seconds = seconds();
        tell_(result_.progress);
        if (trouble_) throw Failure(*trouble_);
        if (stop_)
            throw Failure(Code::interrupted,
                          std::format("{} of {} files are there; run the same command again to go on",
                                      result_.progress.stored + result_.progress.duplicates, result_.progress.files));
        return std::move(result_);
    }

private:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(steady_clock::now() - started_).count();
    }
    [[nodiscard]] bool ended() const { return stop_ || trouble_; }

    template <class Work>
    void leave_after(Work work, std::size_t& group) {
        try {
            work();
        } catch (const Failure& failure) {
            const std::scoped_lock lock(mutex_);
            if (!trouble_) trouble_ = failure.problem();
        }
        const std::scoped_lock lock(mutex_);
        if (&group == &hashing_) --hashing_;
        --running_;
        changed_.notify_all();
    }

    void watch() {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, std::chrono::seconds(1), [this] { return running_ == 0; })) {
            if (stop_) changed_.notify_all();
            result_.progress.seconds = seconds();
            const auto copy = result_.progress;
            lock.unlock();
            tell_(copy);
            lock.lock();
        }
    }

    void settle(std::size_t file, const std::string& state, const std::string& why) {
        auto& progress = result_.progress;
        progress.bytes_settled += files_[file].size;
        if (state == "stored")
            ++progress.stored;
        else if (state == "duplicate")
            ++progress.duplicates;
        else {
            ++progress.failed;
            result_.failures.emplace_back(files_[file].path, why);
        }
    }

    void hash_and_announce() {
        const auto receiver = make_receiver_();
        for (;;) {
            std::vector<std::size_t> batch;
            {
                const std::scoped_lock lock(mutex_);
                if (ended()) return;
                while (next_ < files_.size() && batch.size() < batch_size) batch.push_back(next_++);
            }
            if (batch.empty()) return;
            std::vector<CardFileHash> hashes;
            std::vector<std::size_t> places;
            for (const auto i : batch) {
                if (stop_) return;
                const auto hash = sha256_of_file(options_.folder / files_[i].path);
                const std::scoped_lock lock(mutex_);
                ++result_.progress.hashed;
                if (!hash) {
                    settle(i, "failed", hash.error().detail);
                    continue;
                }
                hashes.push_back({files_[i].path, files_[i].size, files_[i].modified_ms, hash->hex});
                places.push_back(i);
            }
            if (hashes.empty()) continue;
            const auto states = with_retries([&] { return receiver->announce(hashes); });
            const std::scoped_lock lock(mutex_);
            for (std::size_t k = 0; k < states.size() && k < places.size(); ++k) {
                if (states[k].state == "stored" || states[k].state == "duplicate")
                    settle(places[k], states[k].state, "");
                else
                    wanted_.push_back({states[k].id, places[k]});
            }
            changed_.notify_all();
        }
    }

    void send_wanted() {
        const auto receiver = make_receiver_();
        for (;;) {
            Wanted wanted;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return ended() || !wanted_.empty() || hashing_ == 0; });
                if (ended() || wanted_.empty()) return;
                wanted = wanted_.front();
                wanted_.pop_front();
            }
            std::string state = "failed";
            std::string why;
            try {
                state =
                    with_retries([&] { return receiver->send(wanted.id, options_.folder / files_[wanted.file].path); });
            } catch (const Failure& failure) {
                why = failure.problem().detail;
                // Without the right to go on no other file will fare better.
                const auto code = failure.problem().code;
                if (code == Code::unauthenticated || code == Code::forbidden || code == Code::storage_full) throw;
            }
            const std::scoped_lock lock(mutex_);
            if (stop_ && state == "failed") return;
            if (state == "stored") result_.progress.bytes_sent += files_[wanted.file].size;
            settle(wanted.file, state, why);
        }
    }

    // Waits longer each time; what will not change by waiting is not tried again.
    template <class Work>
    auto with_retries(Work work) -> decltype(work()) {
        for (int attempt = 1;; ++attempt) {
            try {
                return work();
            } catch (const Failure& failure) {
                const auto code = failure.problem().code;
                const bool may_pass = code == Code::unavailable || code == Code::timeout ||
                                      code == Code::hash_mismatch || code == Code::internal ||
                                      code == Code::rate_limited;
                if (!may_pass || attempt == options_.tries || stop_) throw;
            }
            for (int tenth = 0; tenth < (10 << (attempt - 1)) && !stop_; ++tenth)
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }

    const SendOptions& options_;
    const std::function<std::unique_ptr<CardReceiver>()>& make_receiver_;
    const std::atomic<bool>& stop_;
    const std::function<void(const SendProgress&)>& tell_;
    steady_clock::time_point started_;
    std::vector<card::CardFile> files_;

    std::mutex mutex_;  // of all below
    std::condition_variable changed_;
    std::size_t next_ = 0, running_ = 0, hashing_ = 0, unused_ = 0;
    std::deque<Wanted> wanted_;
    std::optional<Problem> trouble_;
    SendResult result_;
};

}  // namespace

SendResult send_card(const SendOptions& options, const std::function<std::unique_ptr<CardReceiver>()>& make_receiver,
                     const std::atomic<bool>& stop, const std::function<void(const SendProgress&)>& tell) {
    return Sending(options, make_receiver, stop, tell).run();
}

}  // namespace serow::journeys
