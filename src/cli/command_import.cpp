// serow import FOLDER|ZIP|s3://BUCKET/PREFIX… --project P --location L: on the machine that holds the data folder.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <format>
#include <fstream>
#include <memory>
#include <mutex>
#include <vector>

#include "cli/card_name.h"
#include "cli/commands.h"
#include "cli/upload_board.h"
#include "journeys/import_card.h"
#include "journeys/named.h"
#include "journeys/open_house.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

struct AskedImport {
    std::vector<std::string> sources;
    std::string project, location, deployment, name;
    bool location_by_name = false;
    fs::path receipt;
};

// Shown at most five times a second.
class Shown {
public:
    explicit Shown(const std::string& name) : name_(name), is_terminal_(::isatty(STDERR_FILENO) == 1) {}
    void operator()(const journeys::ImportProgress& p) {
        const std::scoped_lock lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        if (!is_terminal_ || now - last_ < std::chrono::milliseconds(200)) return;
        last_ = now;
        const auto seconds = std::chrono::duration<double>(now - began_).count();
        const auto rate = static_cast<double>(p.bytes_read) / seconds;
        std::fprintf(stderr, "\r\033[K%s: %zu of %zu files  %s of %s  %s/s", name_.c_str(),
                     p.stored + p.here + p.duplicates + p.failed, p.files,
                     bytes_text(static_cast<double>(p.bytes_settled)).c_str(),
                     bytes_text(static_cast<double>(p.bytes)).c_str(), bytes_text(rate).c_str());
    }

private:
    std::string name_;
    bool is_terminal_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now(), last_;
};

bool is_bucket(const std::string& source) {
    return source.starts_with("s3://");
}

// True where every file of it is there.
bool import_one(const Config& config, const journeys::House& house, const AskedImport& asked,
                const std::string& source) {
    const auto project = journeys::find_project(house, asked.project);
    journeys::NewUpload upload;
    upload.name = asked.name.empty() ? card_name_of(source) : asked.name;
    if (!asked.deployment.empty()) {
        upload.deployment_id = DeploymentId::parse(asked.deployment);
        if (!upload.deployment_id) throw Failure(Code::not_found, "there is no deployment \"" + asked.deployment + '"');
    } else if (asked.location_by_name || !asked.location.empty()) {
        upload.location_id =
            journeys::find_location(house, project, asked.location_by_name ? upload.name : asked.location);
    } else {
        throw Failure(Code::bad_request, "say where the card belongs: --location, --deployment or --location-by-name");
    }
    std::unique_ptr<card::HashBook> book;
    std::unique_ptr<journeys::ImportSource> from;
    if (is_bucket(source)) {
        from = journeys::bucket_source(journeys::s3_options(config, source));
    } else if (is_zip(source)) {
        from = journeys::zip_source(source, config.max_file_bytes);
    } else {
        book = journeys::hashes_of(config.data_folder / "cache/hashes", source);
        from = journeys::folder_source(source, *book);
    }
    Shown shown(upload.name);
    const auto result = journeys::import_card(house, project, upload, *from, stop_asked,
                                              [&](const journeys::ImportProgress& p) { shown(p); });
    if (::isatty(STDERR_FILENO) == 1) std::fputs("\r\033[K", stderr);
    for (const auto& [file, reason] : result.left_out)
        std::fprintf(stderr, "%s: left out: %s (%s)\n", upload.name.c_str(), file.c_str(), reason.c_str());
    for (const auto& [file, reason] : result.duplicates)
        std::fprintf(stderr, "%s: known already: %s (%s)\n", upload.name.c_str(), file.c_str(), reason.c_str());
    for (const auto& [file, reason] : result.failures)
        std::fprintf(stderr, "%s: FAILED: %s: %s\n", upload.name.c_str(), file.c_str(), reason.c_str());
    const auto& p = result.progress;
    std::printf(
        "%s: %zu files stored (%zu without copying), %zu here before, %zu known already, %zu failed; upload %s\n",
        upload.name.c_str(), p.stored, p.cloned, p.here, p.duplicates, p.failed, result.upload_id.text().c_str());
    if (!result.failures.empty()) return false;
    std::printf("%s: every file was read a second time. The card is safe to wipe.\n", upload.name.c_str());
    if (!asked.receipt.empty()) {
        auto file = asked.receipt;
        if (fs::is_directory(file)) file /= std::format("receipt-{}.txt", result.upload_id.text());
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << result.receipt;
        out.close();
        if (!out) throw Failure(Code::storage_full, "the receipt cannot be written to " + file.string());
        std::printf("%s: the signed list of its files is in %s\n", upload.name.c_str(), file.c_str());
    }
    return true;
}

}  // namespace

void require_own_data_folder(const Config& config) {
    struct stat facts{};
    if (::stat(config.data_folder.c_str(), &facts) != 0)
        throw Failure(Code::not_found, std::format("there is no data folder {}; --data-folder names another",
                                                   config.data_folder.string()));
    if (facts.st_uid != ::geteuid())
        throw Failure(Code::forbidden,
                      std::format("the data folder {} belongs to another user; run this as the user that Serow runs as",
                                  config.data_folder.string()));
}

void add_import(CLI::App& app, const Config& config) {
    auto asked = std::make_shared<AskedImport>();
    auto* command = app.add_subcommand(
        "import",
        "Bring in folders and zips of this machine, or what lies in a bucket, straight into the store; run it again to "
        "go on");
    command->fallthrough();
    command
        ->add_option("sources", asked->sources,
                     "Folders, zips and s3://bucket/prefix (by the settings s3-…), each a card")
        ->required()
        ->check([](const std::string& source) { return is_bucket(source) ? "" : CLI::ExistingPath(source); });
    command->add_option("--project", asked->project, "Title or id")->required();
    auto* location = command->add_option("--location", asked->location,
                                         "Name or id of the sample point; a deployment is made there");
    auto* by_name = command
                        ->add_flag("--location-by-name", asked->location_by_name,
                                   "To the sample point that is called like the card")
                        ->excludes(location);
    command->add_option("--deployment", asked->deployment, "Id of a deployment, in place of --location")
        ->excludes(location)
        ->excludes(by_name);
    command->add_option("--name", asked->name, "What to call the card; default: the folder's or zip's name");
    command->add_option("--receipt", asked->receipt, "Where to put the signed list; for several cards a folder");
    command->callback([asked, &config] {
        const bool many = asked->sources.size() > 1;
        if (many && !asked->name.empty())
            throw Failure(Code::bad_request, "--name is for one card; several are called like their folders");
        require_own_data_folder(config);
        if (many && !asked->receipt.empty()) fs::create_directories(asked->receipt);
        const journeys::OpenHouse open(config, journeys::Use::tool);
        std::size_t unfinished = 0;
        for (const auto& source : asked->sources)
            if (!import_one(config, open.house(), *asked, source)) ++unfinished;
        if (unfinished > 0)
            throw Failure(Code::unreadable, std::format("{} of {} cards are not all there; the files are listed above",
                                                        unfinished, asked->sources.size()));
    });
}

}  // namespace serow::cli
