// A card's way to a Serow that runs elsewhere: hash, announce, send what is wanted, and go on after whatever happens.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "card/hash_book.h"
#include "card/settling.h"
#include "card/walk.h"
#include "journeys/line.h"

namespace serow::journeys {

struct CardFileHash {
    std::string path;  // below the card's root, with "/", in UTF-8
    std::uint64_t bytes = 0;
    std::int64_t modified_ms = 0;  // since 1970 UTC
    std::string sha256;
};

struct CardFileState {
    std::string id;
    std::string state;           // wanted stored duplicate failed
    std::uint64_t received = 0;  // of a wanted file: bytes that are there already
    std::string problem = {};    // of a failed one: why sending it would not help
};

// Some of a file's bytes on their way.
struct CardPiece {
    std::filesystem::path file;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint64_t total = 0;                    // of the file
    std::function<bool(std::uint64_t)> on_way;  // bytes of the piece that left; false stops
};

// The other side. Used from one thread; send_card() asks for one of its own for each of its threads.
class CardReceiver {
public:
    virtual ~CardReceiver() = default;
    // In the order given. Throws Failure.
    virtual std::vector<CardFileState> announce(std::span<const CardFileHash> files) = 0;
    // How many bytes of the file came; nullopt where none was begun. Throws Failure.
    virtual std::optional<std::uint64_t> offset(const std::string& id) = 0;
    // Begins the file anew where the piece begins at 0, else goes on. How many of its bytes are there afterwards: with
    // the last piece it is verified and stored. Throws Failure: hash_mismatch where other bytes came than were
    // announced or left here, conflict where something else is there than `offset` bytes.
    virtual std::uint64_t send(const std::string& id, const CardPiece& piece) = 0;
};

struct SendOptions {
    int hash_threads = 2;
    int send_threads = 6;                 // of this card; the line has seats for all cards
    std::size_t batch = 500;              // files of one announcement, at most 1000
    std::uint64_t least_piece = 1 << 20;  // bytes; a piece should take about ten seconds
    std::uint64_t largest_piece = 32 << 20;
};

struct SendProgress {
    std::size_t files = 0;    // of this sending
    std::uint64_t bytes = 0;  // of them
    std::size_t hashed = 0;
    std::size_t stored = 0;      // sent and stored
    std::size_t here = 0;        // there already, from an earlier sending of this card
    std::size_t duplicates = 0;  // the project has these bytes already, or another file of the card has them
    std::size_t failed = 0;
    std::uint64_t bytes_settled = 0;  // of files stored, here, duplicate or failed
    std::uint64_t bytes_sent = 0;     // that left, some perhaps twice
    double seconds = 0;
};

struct SendResult {
    SendProgress progress;
    std::vector<std::pair<std::string, std::string>> failures;    // path, reason
    std::vector<std::pair<std::string, std::string>> duplicates;  // path, of what
};

// Sends `files` of the card in `folder`. Bytes that two files share are sent once. A file that changed since it was
// hashed is hashed and announced again. What concerns one file is among the failures. Throws Failure where nothing can
// go on: unauthenticated, forbidden, storage_full, not_found (the upload is gone), unavailable and timeout (after the
// line's patience), interrupted (asked to stop). What was sent is there, and sending the card again goes on.
SendResult send_card(const std::filesystem::path& folder, std::span<const card::CardFile> files, card::HashBook& book,
                     const SendOptions& options, Line& line,
                     const std::function<std::unique_ptr<CardReceiver>()>& make_receiver,
                     const std::function<void(const SendProgress&)>& tell);

using card::CardFile;
using card::HashBook;
using card::Settling;

// What there is to send in a folder. Failures as card::walk.
struct CardContent {
    std::vector<CardFile> media;
    std::vector<std::pair<std::string, std::string>> left_out;  // path, reason: no media, hidden …
};
CardContent look_at_card(const std::filesystem::path& folder);
// The path under which it is announced.
std::string announced_name(const CardFile& file);

}  // namespace serow::journeys
