// Files on their way in that may stop and go on: after a lost connection, a restart, from another computer.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/digest.h"
#include "base/problem.h"
#include "base/time.h"

namespace serow::store {

// One file of a folder for each; its length on the disk is how far it came, so that a killed program loses nothing
// that was acknowledged. Safe to use from several threads; one process at a time uses a folder.
class Partials {
public:
    // Bytes are refused with Failure(storage_full) once no more than `reserve_bytes` are free on the disk.
    Partials(std::filesystem::path folder, std::uint64_t reserve_bytes);
    ~Partials();

    // One stretch of bytes. While it lives another may begin (the client's connection was lost, and it came back before
    // we noticed): this one's next write() then throws Failure(interrupted), and what it wrote stays.
    class Stretch {
    public:
        ~Stretch();
        Stretch(Stretch&&) noexcept;
        Stretch& operator=(Stretch&&) = delete;

        // Failure(storage_full, interrupted, internal).
        void write(std::span<const std::byte> bytes);
        [[nodiscard]] std::uint64_t size() const;  // of the whole file so far
        // What this stretch wrote is forgotten, as if it had not begun.
        void undo();
        // What was written is on the disk when this returns.
        void flush();
        // Of the whole file. Costs no second reading where the stretches followed each other in this process.
        Sha256 hash();

    private:
        friend class Partials;
        struct State;
        explicit Stretch(std::unique_ptr<State> state);
        std::unique_ptr<State> state_;
    };

    // How far it came; nullopt where nothing is here. `name`: letters, digits, "." and "-", at most 200.
    [[nodiscard]] std::optional<std::uint64_t> size(const std::string& name) const;
    // When it was last written to; only where size() gives something.
    [[nodiscard]] Instant touched(const std::string& name) const;
    // Where a stretch is open, waits until it ends, writes nothing for a moment, or `until`: of a line that was lost
    // some bytes may be here that are not written yet, and whoever asks at once how far it came would send them again.
    void let_settle(const std::string& name, std::chrono::steady_clock::time_point until) const;
    // Goes on at `offset`, which must be its size (0: it may be new); otherwise Failure(conflict) saying the size.
    // `expected`: bytes of the whole file, for which the disk makes room ahead of them; 0 where nobody knows.
    Stretch go_on(const std::string& name, std::uint64_t offset, std::uint64_t expected = 0);
    [[nodiscard]] std::filesystem::path path(const std::string& name) const;
    // Whoever writes it is cut off. False where there was none.
    bool drop(const std::string& name);
    // Drops those that were not touched for so long; how many.
    int sweep(std::chrono::seconds age);

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace serow::store
