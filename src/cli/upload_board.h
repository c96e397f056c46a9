// What people see of a running upload: one line that moves, and above it what is to be read.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "journeys/send_card.h"

namespace serow::cli {

// Safe to use from several threads.
class UploadBoard {
public:
    UploadBoard();

    // A card's place on the board.
    std::size_t add_card();
    void update(std::size_t card, const journeys::SendProgress& progress);
    void say(const std::string& line);    // standard error
    void print(const std::string& line);  // standard output
    // Call it once a second: draws the line anew at a terminal, else writes one in ten seconds.
    void tick();
    // The line goes away.
    void close();

private:
    [[nodiscard]] std::string line(double rate) const;  // with the lock
    void clear();                                       // with the lock

    std::mutex mutex_;
    bool is_terminal_;
    bool shows_line_ = false;
    std::string last_;
    std::chrono::steady_clock::time_point next_line_;
    std::vector<journeys::SendProgress> cards_;
    std::deque<std::pair<std::chrono::steady_clock::time_point, std::uint64_t>> sent_;  // of the last half minute
};

// "3 h 20 min", "45 s".
std::string duration_text(double seconds);
// "1.2 GB", "13 kB".
std::string bytes_text(double bytes);

}  // namespace serow::cli
