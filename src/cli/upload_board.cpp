#include "cli/upload_board.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <format>

namespace serow::cli {

using std::chrono::steady_clock;

std::string duration_text(double seconds) {
    const auto whole = std::lround(seconds);
    if (whole < 90) return std::format("{} s", whole);
    if (whole < 5400) return std::format("{} min", (whole + 30) / 60);
    if (whole < 172'800) return std::format("{} h {} min", whole / 3600, whole % 3600 / 60);
    return std::format("{} days", (whole + 43200) / 86400);
}

std::string bytes_text(double bytes) {
    if (bytes < 1e6) return std::format("{:.0f} kB", bytes / 1e3);
    if (bytes < 1e9) return std::format("{:.1f} MB", bytes / 1e6);
    return std::format("{:.2f} GB", bytes / 1e9);
}

UploadBoard::UploadBoard() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

std::size_t UploadBoard::add_card() {
    const std::scoped_lock lock(mutex_);
    cards_.emplace_back();
    return cards_.size() - 1;
}

void UploadBoard::update(std::size_t card, const journeys::SendProgress& progress) {
    const std::scoped_lock lock(mutex_);
    cards_[card] = progress;
}

void UploadBoard::clear() {
    if (std::exchange(shows_line_, false)) std::fputs("\r\033[K", stderr);
}

void UploadBoard::say(const std::string& line) {
    const std::scoped_lock lock(mutex_);
    clear();
    std::fprintf(stderr, "%s\n", line.c_str());
}

void UploadBoard::print(const std::string& line) {
    const std::scoped_lock lock(mutex_);
    clear();
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

std::string UploadBoard::line(double rate) const {
    journeys::SendProgress all;
    for (const auto& card : cards_) {
        all.files += card.files;
        all.bytes += card.bytes;
        all.hashed += card.hashed;
        all.stored += card.stored;
        all.here += card.here;
        all.duplicates += card.duplicates;
        all.failed += card.failed;
        all.bytes_settled += card.bytes_settled;
    }
    if (all.files == 0) return {};
    const auto settled = all.stored + all.here + all.duplicates + all.failed;
    const auto share =
        all.bytes > 0 ? 100.0 * static_cast<double>(all.bytes_settled) / static_cast<double>(all.bytes) : 100.0;
    auto text =
        std::format("{:3.0f} %  {} of {} files  {} of {}", share, settled, all.files,
                    bytes_text(static_cast<double>(all.bytes_settled)), bytes_text(static_cast<double>(all.bytes)));
    if (settled < all.files) {
        text += rate > 0                 ? std::format("  {}/s  {} left", bytes_text(rate),
                                                       duration_text(static_cast<double>(all.bytes - all.bytes_settled) / rate))
                : all.hashed < all.files ? std::format("  {} hashed", all.hashed)
                                         : "  waiting for the service";
    }
    if (all.duplicates > 0) text += std::format("  {} known already", all.duplicates);
    if (all.failed > 0) text += std::format("  {} FAILED", all.failed);
    return text;
}

void UploadBoard::tick() {
    const std::scoped_lock lock(mutex_);
    const auto now = steady_clock::now();
    std::uint64_t sent = 0;
    for (const auto& card : cards_) sent += card.bytes_sent;
    // A watched folder begins to count anew.
    if (!sent_.empty() && sent < sent_.back().second) sent_.clear();
    sent_.emplace_back(now, sent);
    while (now - sent_.front().first > std::chrono::seconds(30)) sent_.pop_front();
    const auto span = std::chrono::duration<double>(now - sent_.front().first).count();
    auto text = line(span > 0 ? static_cast<double>(sent - sent_.front().second) / span : 0);
    if (text.empty()) return;
    if (is_terminal_) {
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
        std::fflush(stderr);
        shows_line_ = true;
    } else if (now >= next_line_ && text != last_) {
        std::fprintf(stderr, "%s\n", text.c_str());
        next_line_ = now + std::chrono::seconds(10);
        last_ = std::move(text);
    }
}

void UploadBoard::close() {
    const std::scoped_lock lock(mutex_);
    clear();
}

}  // namespace serow::cli
