#include "cli/card_upload.h"

#include <algorithm>
#include <format>
#include <utility>

#include "base/pause.h"
#include "cli/card_gate.h"
#include "cli/card_name.h"
#include "cli/commands.h"
#include "cli/settings.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
constexpr std::size_t most_lines = 30;  // of one kind, beside failures

fs::path hash_cache() {
    if (const auto home = from_environment("XDG_CACHE_HOME"); !home.empty()) return fs::path(home) / "serow/hashes";
    return fs::path(from_environment("HOME")) / ".cache/serow/hashes";
}

}  // namespace

CardUpload::CardUpload(const Config& config, const UploadOptions& options, fs::path folder, journeys::Line& line,
                       UploadBoard& board, ClaimedUploads& claimed)
    : config_(config),
      options_(options),
      folder_(std::move(folder)),
      line_(line),
      board_(board),
      claimed_(claimed),
      name_(options.name.empty() ? card_name_of(folder_) : options.name),
      place_(board.add_card()),
      client_(config),
      book_(hash_cache(), folder_),
      settling_(options.watch ? options.settle : std::chrono::milliseconds(0)) {}

bool CardUpload::is_same_card(const std::string& upload, const journeys::CardContent& content) {
    const auto known = client_.get(uploads_ + "/" + upload + "/files?limit=500");
    std::unordered_map<std::string, std::uint64_t> sizes;
    for (const auto& file : content.media) sizes.emplace(journeys::announced_name(file), file.size);
    std::size_t present = 0;
    std::size_t same = 0;
    for (const auto& item : known.at("items").as_array())
        if (const auto here = sizes.find(std::string(item.at("path").as_string())); here != sizes.end()) {
            ++present;
            if (here->second == item.at("bytes").to_number<std::uint64_t>()) ++same;
        }
    // Of a watched folder the files may be taken away once they are sent.
    if (present == 0) return known.at("items").as_array().empty() || options_.watch;
    return same * 2 >= present;
}

// The same card to the same place goes on where it was. Cards are called alike, and so are the files of each: it is the
// same one where its files have the sizes that were announced.
bool CardUpload::find_earlier(const json::object& body, const journeys::CardContent& content) {
    const auto earlier = client_.get(uploads_);
    for (const auto& item : earlier.at("items").as_array()) {
        const std::string id(item.at("uploadID").as_string());
        if (item.at("name") == body.at("name") && is_same_place(item, body) && is_same_card(id, content) &&
            claimed_.claim(id)) {
            upload_ = id;
            return true;
        }
    }
    return false;
}

// Only what the service is asked is tried again; what a person answered holds.
void CardUpload::find_upload(const journeys::CardContent& content) {
    if (!upload_.empty()) return;
    const auto& asked = options_.destination;
    std::string project;
    json::object body;
    const bool goes_on = line_.patiently([&] {
        project = client_.project_id(options_.project);
        uploads_ = "/projects/" + project + "/uploads";
        body = asked.by_folders() ? json::object{{"folders", json::array()}}
                                  : destination_of(client_, project, asked, name_);
        body["name"] = name_;
        return find_earlier(body, content);
    });
    if (goes_on) return;
    if (asked.by_folders()) {
        const auto seen = journeys::look_at_folders(folder_);
        const auto plan =
            line_.patiently([&] { return plan_folders(client_, project, seen, name_, asked.folders.pattern); });
        body = confirmed(plan, asked.folders);
        body["name"] = name_;
    }
    bool is_again = false;
    line_.patiently([&] {
        // It may have been begun, and the answer lost.
        if (std::exchange(is_again, true) && find_earlier(body, content)) return;
        upload_ = client_.call("POST", uploads_, body).at("uploadID").as_string();
        claimed_.claim(upload_);
    });
}

void CardUpload::send(std::span<const journeys::CardFile> files) {
    is_safe_ = false;
    const auto path = uploads_ + "/" + upload_;
    const auto result = journeys::send_card(
        folder_, files, book_, options_.send, line_, [&] { return std::make_unique<ApiReceiver>(config_, path); },
        [&](const journeys::SendProgress& progress) { board_.update(place_, progress); });
    std::error_code error;
    if (options_.watch && !result.failures.empty() && !fs::is_directory(folder_, error)) {
        board_.say(std::format("{}: it was taken out; it goes on when it is back", name_));
        return;
    }
    std::set<std::string> failed;
    for (const auto& [file, reason] : result.failures) failed.insert(file);
    for (const auto& file : files) {
        if (!failed.contains(journeys::announced_name(file))) {
            there_[file.path] = {file.size, file.modified_ms};
            later_.erase(file.path);
            continue;
        }
        auto& later = later_[file.path];
        later.pause = std::min(later.pause * 2, std::chrono::seconds(3600));
        later.when = steady_clock::now() + later.pause;
    }
    tell(result);
    if (!result.failures.empty() && !options_.watch)
        throw Failure(Code::unreadable,
                      std::format("{} of {} files could not be sent, they are listed above; keep the card, and run the "
                                  "same command again",
                                  result.failures.size(), result.progress.files));
}

void CardUpload::tell(const journeys::SendResult& result) {
    for (std::size_t i = 0; i < result.duplicates.size(); ++i) {
        if (i == most_lines) {
            board_.say(std::format("{}: … and {} more that are known already", name_, result.duplicates.size() - i));
            break;
        }
        board_.say(
            std::format("{}: known already: {} ({})", name_, result.duplicates[i].first, result.duplicates[i].second));
    }
    for (const auto& [file, reason] : result.failures)
        board_.say(std::format("{}: FAILED: {}: {}", name_, file, reason));
    const auto& p = result.progress;
    board_.print(std::format("{}: {} files stored, {} here before, {} known already, {} failed; {} in {}; upload {}",
                             name_, p.stored, p.here, p.duplicates, p.failed,
                             bytes_text(static_cast<double>(p.bytes_sent)), duration_text(p.seconds), upload_));
}

void CardUpload::tell_left_out(const journeys::CardContent& content) {
    std::size_t told = 0;
    std::size_t all = 0;
    for (const auto& [file, reason] : content.left_out) {
        if (!told_left_out_.insert(file).second) continue;
        if (++all <= most_lines) {
            board_.say(std::format("{}: left out: {} ({})", name_, file, reason));
            ++told;
        }
    }
    if (all > told) board_.say(std::format("{}: … and {} more are left out", name_, all - told));
}

// Says that this is the whole card, and waits until every file was read again.
void CardUpload::make_safe() {
    const auto card = uploads_ + "/" + upload_;
    const auto now = line_.patiently([&] { return client_.get(card); });
    const auto& counts = now.at("counts");
    const auto waiting = counts.at("wanted").to_number<std::int64_t>() + counts.at("failed").to_number<std::int64_t>();
    if (waiting > 0)
        throw Failure(Code::conflict,
                      std::format("everything in the folder is stored, but {} files that were announced "
                                  "earlier are not, and are not in the folder any more; see the page",
                                  waiting));
    auto answer = line_.patiently(
        [&] { return client_.call("POST", card + "/complete", json::object{{"files", counts.at("files")}}); });
    for (auto until_next = std::chrono::milliseconds(100); answer.at("state") != "safe";
         until_next = std::min(until_next * 2, std::chrono::milliseconds(2000))) {
        if (stop_asked)
            throw Failure(Code::interrupted, "every file is stored, but not yet read again: keep the card for now");
        if (answer.at("state") == "open") {
            there_.clear();
            throw Failure(Code::unreadable, "a stored file did not hold what was sent: keep the card, see the page");
        }
        pause(until_next, stop_asked);
        answer = line_.patiently([&] { return client_.get(card); });
    }
    is_safe_ = true;
    board_.print(std::format("{}: every file was read a second time. The card is safe to wipe.", name_));
    const auto patience = std::chrono::seconds(options_.watch ? 0 : 20);
    board_.print(line_.patiently([&] { return gate_text(client_, card, patience); }));
    if (options_.receipt.empty()) return;
    auto file = options_.receipt;
    std::error_code error;
    if (fs::is_directory(file, error)) file /= std::format("receipt-{}.txt", upload_);
    line_.patiently([&] { client_.download(card + "/receipt", file); });
    board_.print(std::format("{}: the signed list of its files is in {}", name_, file.string()));
}

// Another card may come to the same place.
void CardUpload::start_anew() {
    upload_.clear();
    there_.clear();
    later_.clear();
    told_left_out_.clear();
    is_safe_ = false;
    settling_ = journeys::Settling(options_.settle);
    board_.update(place_, {});
}

bool CardUpload::go_on() {
    std::error_code error;
    if (options_.watch && !fs::is_directory(folder_, error)) {
        if (!upload_.empty()) start_anew();
        return false;
    }
    const auto content = journeys::look_at_card(folder_);
    tell_left_out(content);
    if (content.media.empty() && !options_.watch)
        throw Failure(Code::invalid, std::format("there is no photo or video in {}", folder_.string()));
    const auto now = steady_clock::now();
    auto files = settling_.look(content.media, now);
    std::erase_if(files, [&](const journeys::CardFile& file) {
        const auto there = there_.find(file.path);
        if (there != there_.end() && there->second == Mark{file.size, file.modified_ms}) return true;
        const auto later = later_.find(file.path);
        return later != later_.end() && now < later->second.when;
    });
    if (!files.empty()) {
        find_upload(content);
        send(files);
    }
    const bool all_there = !content.media.empty() && std::ranges::all_of(content.media, [&](const auto& file) {
        const auto there = there_.find(file.path);
        return there != there_.end() && there->second == Mark{file.size, file.modified_ms};
    });
    if (all_there && !is_safe_) make_safe();
    return all_there && is_safe_;
}

}  // namespace serow::cli
