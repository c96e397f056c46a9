// One card, or watched folder, on its way to a Serow that runs elsewhere.
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

#include "cli/api_receiver.h"
#include "cli/card_destination.h"
#include "cli/upload_board.h"
#include "journeys/line.h"
#include "journeys/send_card.h"

namespace serow::cli {

struct UploadOptions {
    std::string project;  // title or id
    AskedDestination destination;
    std::string name;  // of the card; empty: the folder's
    journeys::SendOptions send;
    bool watch = false;
    std::chrono::milliseconds settle{5000};  // watched: a file that is as long as that unchanged is whole
    std::filesystem::path receipt;           // file; folder: one file for each card in it; empty: none is wanted
};

// The uploads that this run is busy with: two cards of the same name are two uploads.
class ClaimedUploads {
public:
    bool claim(const std::string& upload) {
        const std::scoped_lock lock(mutex_);
        return claimed_.insert(upload).second;
    }

private:
    std::mutex mutex_;
    std::set<std::string> claimed_;
};

class CardUpload {
public:
    CardUpload(const Config& config, const UploadOptions& options, std::filesystem::path folder, journeys::Line& line,
               UploadBoard& board, ClaimedUploads& claimed);

    // Looks at the folder, sends what is settled and not there yet, and once all of it is there has it read again: the
    // card is then safe to wipe. True where everything in the folder is. Throws what journeys::send_card throws;
    // Failure(unreadable) where files could not be sent (they are listed; in a watched folder they are tried again
    // later instead), Failure(invalid) where there is nothing to send.
    bool go_on();
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    struct Mark {
        std::uint64_t size = 0;
        std::int64_t modified_ms = 0;
        bool operator==(const Mark&) const = default;
    };
    struct Later {
        std::chrono::steady_clock::time_point when;
        std::chrono::seconds pause{15};
    };

    void find_upload(const journeys::CardContent& content);
    [[nodiscard]] bool find_earlier(const json::object& body, const journeys::CardContent& content);
    [[nodiscard]] bool is_same_card(const std::string& upload, const journeys::CardContent& content);
    void send(std::span<const journeys::CardFile> files);
    void tell(const journeys::SendResult& result);
    void tell_left_out(const journeys::CardContent& content);
    void make_safe();
    void start_anew();

    const Config& config_;
    const UploadOptions& options_;
    std::filesystem::path folder_;
    journeys::Line& line_;
    UploadBoard& board_;
    ClaimedUploads& claimed_;
    std::string name_;
    std::size_t place_;  // on the board
    Client client_;
    journeys::HashBook book_;
    journeys::Settling settling_;
    std::string uploads_;  // "/projects/…/uploads"
    std::string upload_;   // id
    std::unordered_map<std::string, Mark> there_;
    std::unordered_map<std::string, Later> later_;  // failed, to be tried again
    std::set<std::string> told_left_out_;
    bool is_safe_ = false;
};

}  // namespace serow::cli
