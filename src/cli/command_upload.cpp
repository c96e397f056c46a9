// serow upload DIR… --project P --location L, and serow receipt FILE
#include <algorithm>
#include <cstdio>
#include <format>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "base/caught.h"
#include "base/pause.h"
#include "cli/card_upload.h"
#include "cli/commands.h"
#include "journeys/card_receipt.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

struct Asked {
    UploadOptions upload;
    journeys::LineOptions line;
    std::vector<fs::path> folders;
    bool each = false;  // the folders hold cards
    int cards_at_once = 4;
    int settle_s = 5;
    int patience_s = 600;
};

// The folders in `folder`, without those that systems hide. Cards come and go while it is read.
std::vector<fs::path> cards_in(const fs::path& folder) {
    std::vector<fs::path> cards;
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error)) {
        std::error_code gone;
        if (fs::symlink_status(entries->path(), gone).type() == fs::file_type::directory &&
            !entries->path().filename().string().starts_with('.'))
            cards.push_back(entries->path());
    }
    std::ranges::sort(cards);
    return cards;
}

// Many cards, each in a thread of its own.
class Cards {
public:
    Cards(const Config& config, const Asked& asked)
        : config_(config),
          asked_(asked),
          stop_or_trouble_(false),
          line_(asked.line, stop_or_trouble_),
          at_once_(asked.cards_at_once) {}

    void run() {
        // Before anything is read: is there a service, a project, the right to it?
        Client(config_).project_id(asked_.upload.project);
        std::map<fs::path, std::jthread> threads;
        // Whatever ends this: the threads are told before they are waited for.
        struct Ending {
            std::atomic<bool>& stop;
            ~Ending() { stop = true; }
        };
        {
            const Ending ending{stop_or_trouble_};
            run_cards(threads);
        }
        threads.clear();
        board_.close();
        finish();
    }

private:
    void run_cards(std::map<fs::path, std::jthread>& threads) {
        do {
            for (const auto& folder : folders()) {
                if (threads.contains(folder)) continue;
                threads.emplace(folder, std::jthread([this, folder] { run_card(folder); }));
            }
            if (threads.empty() && !asked_.upload.watch)
                throw Failure(Code::not_found, "there is no folder in " + asked_.folders.front().string());
            for (int i = 0; i < 20 && running(threads.size()); ++i) {
                if (stop_asked || fatal()) stop_or_trouble_ = true;
                std::this_thread::sleep_for(100ms);
                if (i % 10 == 0) board_.tick();
            }
        } while (!stop_or_trouble_ && (asked_.upload.watch || running(threads.size())));
    }

    [[nodiscard]] std::vector<fs::path> folders() const {
        if (!asked_.each) return asked_.folders;
        std::vector<fs::path> all;
        for (const auto& folder : asked_.folders) std::ranges::copy(cards_in(folder), std::back_inserter(all));
        return all;
    }
    [[nodiscard]] bool running(std::size_t threads) {
        const std::scoped_lock lock(mutex_);
        return ended_ < threads || asked_.upload.watch;
    }
    [[nodiscard]] bool fatal() {
        const std::scoped_lock lock(mutex_);
        return fatal_.has_value();
    }

    void run_card(const fs::path& folder) {
        std::string name = folder.filename().string();
        try {
            CardUpload card(config_, asked_.upload, folder, line_, board_, claimed_);
            name = card.name();
            if (asked_.upload.watch)
                watch(card);
            else
                in_turn([&] { card.go_on(); });
        } catch (const std::exception& error) {
            note(name, problem_of(error, "bringing it in"));
        }
        const std::scoped_lock lock(mutex_);
        ++ended_;
    }

    template <class Work>
    void in_turn(Work work) {
        while (!at_once_.try_acquire_for(200ms))
            if (stop_or_trouble_) return;
        struct Back {
            std::counting_semaphore<256>& seats;
            ~Back() { seats.release(); }
        } back{at_once_};
        if (!stop_or_trouble_) work();
    }

    // Until stopped. What a person must see to first (a token, a project) ends it; all else is waited for.
    void watch(CardUpload& card) {
        std::string said;
        while (!stop_or_trouble_) {
            const auto began = std::chrono::steady_clock::now();
            auto until_next = 1s;
            try {
                in_turn([&] { card.go_on(); });
                said.clear();
            } catch (const std::exception& error) {
                const auto why = problem_of(error, "looking at the card");
                if (why.code == Code::unauthenticated || why.code == Code::forbidden || why.code == Code::bad_request ||
                    stop_or_trouble_)
                    throw;
                const auto text = std::format("{}: {}; tried again later", card.name(), why.detail);
                if (text != said) board_.say(text);
                said = text;
                until_next = 30s;
            }
            // A large folder on a slow disk is not looked at all the time.
            const auto took = std::chrono::steady_clock::now() - began;
            pause(std::max<std::chrono::steady_clock::duration>(until_next, std::min(took * 10, 60s + 0ns)),
                  stop_or_trouble_);
        }
    }

    void note(const std::string& name, const Problem& problem) {
        const std::scoped_lock lock(mutex_);
        // No other card would fare better.
        for (const auto code : {Code::unauthenticated, Code::forbidden, Code::storage_full, Code::unavailable,
                                Code::timeout, Code::bad_request})
            if (problem.code == code && !fatal_) fatal_ = problem;
        unfinished_.emplace_back(name, problem);
    }

    void finish() {
        if (stop_asked && !asked_.upload.watch && !unfinished_.empty())
            throw Failure(Code::interrupted,
                          "what was sent is there; keep the card, and run the same command again to "
                          "go on");
        if (fatal_) throw Failure(*fatal_);
        if (stop_asked && asked_.upload.watch) {
            board_.print("Stopped. What was sent is there.");
            return;
        }
        if (unfinished_.size() == 1 && ended_ == 1) throw Failure(unfinished_.front().second);
        if (unfinished_.empty()) {
            if (ended_ > 1) board_.print(std::format("All {} cards are safe to wipe.", ended_));
            return;
        }
        std::string text = std::format("{} of {} cards are not all there:", unfinished_.size(), ended_);
        for (const auto& [name, problem] : unfinished_) text += std::format("\n  {}: {}", name, problem.detail);
        throw Failure(unfinished_.front().second.code, text);
    }

    const Config& config_;
    const Asked& asked_;
    std::atomic<bool> stop_or_trouble_;
    journeys::Line line_;
    UploadBoard board_;
    ClaimedUploads claimed_;
    std::counting_semaphore<256> at_once_;

    std::mutex mutex_;  // of all below
    std::size_t ended_ = 0;
    std::optional<Problem> fatal_;
    std::vector<std::pair<std::string, Problem>> unfinished_;
};

}  // namespace

void add_upload(CLI::App& app, const Config& config) {
    auto asked = std::make_shared<Asked>();
    auto* command =
        app.add_subcommand("upload", "Bring cards in, each a folder; run it again to go on after an interruption");
    command->fallthrough();
    auto& upload = asked->upload;
    command->add_option("folders", asked->folders, "The cards' folders")->required();
    command->add_flag("--each", asked->each, "The folders hold cards: every folder in them is one");
    command->add_option("--project", upload.project, "Title or id")->required();
    auto* location = command->add_option("--location", upload.destination.location,
                                         "Name or id of the sample point; a deployment is made there. Without it the "
                                         "folders' names say where each belongs");
    auto* by_name = command
                        ->add_flag("--location-by-name", upload.destination.location_by_name,
                                   "To the sample point that is called like the card")
                        ->excludes(location);
    command->add_option("--deployment", upload.destination.deployment, "Id of a deployment, in place of --location")
        ->excludes(location)
        ->excludes(by_name);
    command
        ->add_option("--pattern", upload.destination.folders.pattern,
                     "How the folders are named, in place of --location: \"{area}/{point}\", \"{point}_{date}\" …")
        ->excludes(location)
        ->excludes(by_name);
    command->add_flag("--yes", upload.destination.folders.yes, "Begin as the folders' names say, without asking");
    command->add_option("--name", upload.name, "What to call the card; default: the folder's name");
    command->add_option("--receipt", upload.receipt,
                        "Where to put the signed list once a card is safe to wipe; for several cards a folder");
    command->add_option("--parallel", asked->line.parallel, "Files sent at a time")->check(CLI::Range(1, 64));
    command->add_option("--cards-at-once", asked->cards_at_once, "Cards read at a time")->check(CLI::Range(1, 64));
    command->add_option("--patience", asked->patience_s, "Seconds for which a lost service is waited for")
        ->check(CLI::Range(1, 30 * 24 * 3600));
    command->add_flag("--watch", upload.watch, "Go on looking for cards and files, and send them, until stopped");
    command
        ->add_option("--settle", asked->settle_s,
                     "With --watch: a file that did not change for so many seconds is whole")
        ->check(CLI::Range(1, 3600));
    command->callback([asked, &config] {
        const auto many = asked->each || asked->folders.size() > 1;
        auto& receipt = asked->upload.receipt;
        auto& destination = asked->upload.destination;
        // Nobody can be asked in between.
        if (destination.by_folders() && (many || asked->upload.watch) && !destination.folders.yes)
            throw Failure(Code::bad_request,
                          "say where the cards belong: --location, --deployment or --location-by-name; or "
                          "bring in the folder that holds them as one card, and its folders' names say it");
        if (many && !asked->upload.name.empty())
            throw Failure(Code::bad_request, "--name is for one card; several are called like their folders");
        if ((many || asked->upload.watch) && !receipt.empty()) fs::create_directories(receipt);
        if (!asked->upload.watch)
            for (const auto& folder : asked->folders)
                if (std::error_code error; !fs::is_directory(folder, error))
                    throw Failure(Code::not_found, "the folder " + folder.string() + " does not exist");
        asked->line.patience = std::chrono::seconds(asked->patience_s);
        // Whoever watches waits for the line, too.
        if (asked->upload.watch) asked->line.patience = std::chrono::hours(24 * 365);
        asked->upload.settle = std::chrono::seconds(asked->settle_s);
        asked->upload.send.send_threads = asked->line.parallel;
        Cards(config, *asked).run();
    });
    auto* receipt = app.add_subcommand("receipt", "See whether a card's receipt is as Serow signed it");
    auto file = std::make_shared<std::filesystem::path>();
    receipt->add_option("file", *file, "The receipt")->required()->check(CLI::ExistingFile);
    receipt->callback([file] {
        std::ifstream in(*file, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        std::printf("The receipt is as it was signed.\npublic key: %s\n", journeys::check_receipt(text).c_str());
    });
}

}  // namespace serow::cli
