// Work that several threads bring at once, done by one of them for all ("group commit").
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace serow {

// Pieces that come under one key while earlier ones are worked on wait, and are then worked on together, in the order
// of coming. Safe from several threads; each waits for its own piece.
template <class Key, class Piece>
class Together {
public:
    explicit Together(std::size_t most = 64) : most_(most) {}  // pieces at once, at least 1

    // Calls work(span of pointers to pieces) for this piece and those that wait with it, here or on another thread
    // that joins with the same key; returns when it is done. Where the work on several throws, each is worked on by
    // itself, so that nobody suffers from another's piece: `work` has to leave nothing behind when it throws. Throws
    // what the work on this piece threw.
    template <class Work>
    void join(const Key& key, Piece& piece, const Work& work) {
        Waiting own{&piece, {}, false};
        std::unique_lock lock(mutex_);
        auto& line = lines_[key];
        line.waiting.push_back(&own);
        ++line.threads;
        line.changed.wait(lock, [&] { return own.done || !line.busy; });
        while (!own.done) {
            line.busy = true;
            const auto end = line.waiting.begin() + static_cast<std::ptrdiff_t>(std::min(most_, line.waiting.size()));
            const std::vector<Waiting*> batch(line.waiting.begin(), end);
            line.waiting.erase(line.waiting.begin(), end);
            lock.unlock();
            work_on(batch, work);
            lock.lock();
            for (auto* each : batch) each->done = true;
            line.busy = false;
            line.changed.notify_all();
        }
        if (--line.threads == 0) lines_.erase(key);
        if (own.fault) std::rethrow_exception(own.fault);
    }

private:
    struct Waiting {
        Piece* piece;
        std::exception_ptr fault;
        bool done;
    };
    struct Line {
        std::deque<Waiting*> waiting;
        std::size_t threads = 0;  // that are in join()
        bool busy = false;        // one of them works
        std::condition_variable changed;
    };

    template <class Work>
    static void work_on(std::span<Waiting* const> batch, const Work& work) {
        std::vector<Piece*> pieces;
        pieces.reserve(batch.size());
        for (const auto* each : batch) pieces.push_back(each->piece);
        try {
            work(std::span<Piece* const>(pieces));
        } catch (...) {
            if (batch.size() == 1)
                batch.front()->fault = std::current_exception();
            else
                for (auto* each : batch) work_on(std::span(&each, 1), work);
        }
    }

    const std::size_t most_;
    std::mutex mutex_;
    std::map<Key, Line> lines_;
};

}  // namespace serow
