// serow upload DIR --project P --location L, and serow receipt FILE
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <format>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

#include "base/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "journeys/card_receipt.h"
#include "journeys/send_card.h"

namespace serow::cli {
namespace {

class ApiReceiver final : public journeys::CardReceiver {
public:
    ApiReceiver(const Config& config, std::string path) : client_(config), path_(std::move(path)) {}

    std::vector<journeys::CardFileState> announce(std::span<const journeys::CardFileHash> files) override {
        json::array list;
        for (const auto& file : files)
            list.push_back({{"path", file.path},
                            {"bytes", file.bytes},
                            {"sha256", file.sha256},
                            {"modifiedAt", to_text(Instant(milliseconds(file.modified_ms)))}});
        const auto answer = client_.call("POST", path_ + "/files", json::object{{"files", std::move(list)}});
        std::vector<journeys::CardFileState> states;
        for (const auto& item : answer.at("items").as_array())
            states.push_back({std::string(item.at("uploadFileID").as_string()),
                              std::string(item.at("path").as_string()), std::string(item.at("state").as_string())});
        return states;
    }

    std::string send(const std::string& id, const std::filesystem::path& file) override {
        return std::string(client_.put_file(path_ + "/files/" + id + "/content", file).at("state").as_string());
    }

private:
    Client client_;
    std::string path_;
};

void show(const journeys::SendProgress& progress) {
    const double share =
        progress.bytes > 0 ? static_cast<double>(progress.bytes_settled) / static_cast<double>(progress.bytes) : 1;
    const double rate = progress.seconds > 0 ? static_cast<double>(progress.bytes_settled) / progress.seconds : 0;
    std::string line = std::format("{:3.0f} %  {} of {} files  {:.1f} MB/s", share * 100,
                                   progress.stored + progress.duplicates + progress.failed, progress.files, rate / 1e6);
    if (share < 1 && rate > 0)
        line += std::format("  {:.0f} s left", static_cast<double>(progress.bytes - progress.bytes_settled) / rate);
    if (progress.duplicates > 0) line += std::format("  {} duplicates", progress.duplicates);
    if (progress.failed > 0) line += std::format("  {} FAILED", progress.failed);
    std::fprintf(stderr, ::isatty(STDERR_FILENO) != 0 ? "\r\033[K%s" : "%s\n", line.c_str());
}

// Says that this was the whole card, and waits until every file was read again.
void make_safe(Client& client, const std::string& card, std::size_t files) {
    auto answer = client.call("POST", card + "/complete", json::object{{"files", files}});
    while (answer.at("state") != "safe") {
        if (stop_asked)
            throw Failure(Code::interrupted, "every file is stored, but not yet read again: keep the card for now");
        if (answer.at("state") == "open")
            throw Failure(Code::unreadable, "a stored file did not hold what was sent: keep the card, see the page");
        std::fprintf(stderr, ::isatty(STDERR_FILENO) != 0 ? "\r\033[Kread again: %lld of %zu files" : "",
                     static_cast<long long>(answer.at("counts").at("verified").to_number<std::int64_t>()), files);
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        answer = client.get(card);
    }
    std::printf("Every file was read a second time. The card is safe to wipe.\n");
}

}  // namespace

void add_upload(CLI::App& app, const Config& config) {
    struct Fields {
        journeys::SendOptions options;
        std::string project, location, deployment, name;
        std::filesystem::path receipt;
    };
    auto fields = std::make_shared<Fields>();
    auto* command =
        app.add_subcommand("upload", "Bring a card's folder in; run it again to go on after an interruption");
    command->fallthrough();
    command->add_option("folder", fields->options.folder, "Photos and videos, with all folders below")
        ->required()
        ->check(CLI::ExistingDirectory);
    command->add_option("--project", fields->project, "Title or id")->required();
    auto* location = command->add_option("--location", fields->location,
                                         "Name or id of the sample point; a deployment is made there");
    command->add_option("--deployment", fields->deployment, "Id of a deployment, in place of --location")
        ->excludes(location);
    command->add_option("--name", fields->name, "What to call the card; default: the folder's name");
    command->add_option("--receipt", fields->receipt, "Where to put the signed list once the card is safe to wipe");
    command->add_option("--parallel", fields->options.send_threads, "Files sent at a time")->check(CLI::Range(1, 32));
    command->callback([fields, &config] {
        Client client(config);
        const auto project = client.project_id(fields->project);
        if (fields->name.empty()) fields->name = std::filesystem::canonical(fields->options.folder).filename().string();
        json::object body{{"name", fields->name}};
        if (!fields->deployment.empty())
            body["deploymentID"] = fields->deployment;
        else if (!fields->location.empty())
            body["locationID"] = client.location_id(project, fields->location);
        else
            throw Failure(Code::bad_request, "say where the card belongs: --location or --deployment");
        const auto path = "/projects/" + project + "/uploads";
        // The same card to the same place goes on where it was.
        std::string upload;
        const auto earlier = client.get(path);
        for (const auto& item : earlier.at("items").as_array()) {
            const auto place = body.contains("deploymentID") ? "deploymentID" : "locationID";
            if (item.at("name") == body.at("name") && item.at(place) == body.at(place))
                upload = item.at("uploadID").as_string();
        }
        if (upload.empty()) upload = client.call("POST", path, body).at("uploadID").as_string();

        const auto result = journeys::send_card(
            fields->options, [&] { return std::make_unique<ApiReceiver>(config, path + "/" + upload); }, stop_asked,
            show);
        for (const auto& [file, reason] : result.left_out)
            std::fprintf(stderr, "\nleft out: %s (%s)", file.c_str(), reason.c_str());
        for (const auto& [file, reason] : result.failures)
            std::fprintf(stderr, "\nFAILED: %s: %s", file.c_str(), reason.c_str());
        std::printf("\n%zu files stored, %zu known already, %zu failed, %zu left out; upload %s\n",
                    result.progress.stored, result.progress.duplicates, result.progress.failed, result.left_out.size(),
                    upload.c_str());
        if (!result.failures.empty())
            throw Failure(Code::unavailable, "some files could not be sent; run the same command again");
        const auto card = path + "/" + upload;
        make_safe(client, card, result.progress.files);
        if (!fields->receipt.empty()) {
            client.download(card + "/receipt", fields->receipt);
            std::printf("The signed list of its files is in %s.\n", fields->receipt.c_str());
        }
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
