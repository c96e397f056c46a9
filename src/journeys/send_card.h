// A card's way to a Serow that runs elsewhere: walk, hash, announce, send what is wanted.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"

namespace serow::journeys {

struct CardFileHash {
    std::string path;  // below the card's root, with "/"
    std::uint64_t bytes = 0;
    std::int64_t modified_ms = 0;  // since 1970 UTC
    std::string sha256;
};

struct CardFileState {
    std::string id;
    std::string path;
    std::string state;  // wanted stored duplicate failed
};

// The other side. Used from one thread; send_card() asks for one of its own for each of its threads.
class CardReceiver {
public:
    virtual ~CardReceiver() = default;
    // In the order given. Throws Failure.
    virtual std::vector<CardFileState> announce(std::span<const CardFileHash> files) = 0;
    // The state afterwards. Throws Failure.
    virtual std::string send(const std::string& id, const std::filesystem::path& file) = 0;
};

struct SendOptions {
    std::filesystem::path folder;
    int hash_threads = 2;
    int send_threads = 4;
    int tries = 4;  // of one file; waits 1, 2, 4 … s between them
};

struct SendProgress {
    std::size_t files = 0;    // media on the card
    std::uint64_t bytes = 0;  // of them
    std::size_t hashed = 0;
    std::size_t stored = 0;      // there now, sent by us or before
    std::size_t duplicates = 0;  // the project had these bytes already
    std::size_t failed = 0;
    std::uint64_t bytes_settled = 0;  // of files stored, duplicate or failed
    std::uint64_t bytes_sent = 0;
    double seconds = 0;
};

struct SendResult {
    SendProgress progress;
    std::vector<std::pair<std::string, std::string>> failures;  // path, reason
    std::vector<std::pair<std::string, std::string>> left_out;  // path, reason: no media, hidden …
};

// Failure(interrupted) where `stop` becomes true: what was sent is there, and running it again goes on. Throws what
// card::walk and the first announcement throw; later problems with a file are among the failures.
SendResult send_card(const SendOptions& options, const std::function<std::unique_ptr<CardReceiver>()>& make_receiver,
                     const std::atomic<bool>& stop, const std::function<void(const SendProgress&)>& tell);

}  // namespace serow::journeys
