// serow predictions import FILE… --project P: what another program's models saw, into the ledger.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <format>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

#include "cli/client.h"
#include "cli/commands.h"
#include "journeys/bring_predictions.h"
#include "journeys/named.h"
#include "journeys/open_house.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

struct AskedPredictionFiles {
    std::vector<std::string> files;
    std::string project;
    std::optional<double> threshold, classification_threshold;
    bool local = false;
};

std::string whole_text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw Failure(Code::unreadable, "cannot read " + file);
    return std::move(text).str();
}

// What became of a file: as the API answers and as the journey reports it.
struct PredictionsReport {
    std::string format, batch;
    std::size_t entries = 0, matched = 0, written = 0, already = 0;
    struct List {
        std::string_view what;
        std::size_t count = 0;
        std::vector<std::string> first;
    };
    std::vector<List> lists;
};

constexpr std::string_view problems_word = "problems";
constexpr std::string_view unmatched_word = "entries fit no media";
constexpr std::string_view ambiguous_word = "entries fit several media";
constexpr std::string_view not_ready_word = "media are not read yet; import the file again later";
constexpr std::string_view failed_word = "files the other program could not read";
constexpr std::string_view labels_word = "labels name no taxon that is known";

void print(const std::string& file, const PredictionsReport& report) {
    for (const auto& [what, count, first] : report.lists) {
        if (count == 0) continue;
        std::fprintf(stderr, "%s\n", std::format("{}: {} {}:", file, count, what).c_str());
        for (const auto& one : first) std::fprintf(stderr, "  %s\n", one.c_str());
        if (first.size() < count) std::fprintf(stderr, "  … and %zu more\n", count - first.size());
    }
    std::printf("%s\n",
                std::format("{}: {}, {} entries; {} media matched: {} answers written, {} there before; batch {}", file,
                            report.format, report.entries, report.matched, report.written, report.already, report.batch)
                    .c_str());
}

PredictionsReport import_here(const journeys::House& house, const AskedPredictionFiles& asked,
                              const std::string& file) {
    const auto text = whole_text_of(file);
    const journeys::PredictionsFile predictions{
        fs::path(file).filename().string(), text, {asked.threshold, asked.classification_threshold}};
    auto brought = journeys::bring_predictions(house, journeys::Viewer::system(),
                                               journeys::find_project(house, asked.project), predictions);
    std::vector<std::string> problems, labels;
    for (const auto& problem : brought.problems) problems.push_back(problem.file + ": " + problem.reason);
    for (const auto& [label, boxes] : brought.labels_without_taxon)
        labels.push_back(std::format("{} ({} boxes)", label, boxes));
    return {brought.format,
            brought.batch_id.text(),
            brought.entries,
            brought.matched,
            brought.written,
            brought.already,
            {{problems_word, brought.problem_count, std::move(problems)},
             {unmatched_word, brought.unmatched.count, std::move(brought.unmatched.files)},
             {ambiguous_word, brought.ambiguous.count, std::move(brought.ambiguous.files)},
             {not_ready_word, brought.not_ready.count, std::move(brought.not_ready.files)},
             {failed_word, brought.failed.count, std::move(brought.failed.files)},
             {labels_word, labels.size(), std::move(labels)}}};
}

std::string text_of(const json::value& value) {
    return std::string(value.as_string());
}

// Waits until the service has read the file; the report. Failure where it could not.
json::value read_report(Client& client, const std::string& project, json::value import, const std::string& file) {
    const auto path = "/projects/" + project + "/predictions/" + text_of(import.at("predictionImportID"));
    const bool watched = ::isatty(2) != 0;
    while (import.at("state") == "waiting" || import.at("state") == "running") {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        import = client.get(path);
        if (watched && import.at("entries").is_number())
            std::fprintf(stderr, "\r%s",
                         std::format("{}: {} of {} entries ", file, import.at("done").to_number<std::int64_t>(),
                                     import.at("entries").to_number<std::int64_t>())
                             .c_str());
    }
    if (watched) std::fprintf(stderr, "\n");
    if (import.at("state") == "done") return import.at("report");
    const auto& problem = import.at("problem");
    throw Failure(code_of(text_of(problem.at("code"))), file + ": " + text_of(problem.at("detail")));
}

PredictionsReport send_one(Client& client, const AskedPredictionFiles& asked, const std::string& file) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = std::format("/projects/{}/predictions?name={}", client.project_id(asked.project),
                              url_encoded(fs::path(file).filename().string()));
    if (asked.threshold) request.url += std::format("&threshold={}", *asked.threshold);
    if (asked.classification_threshold)
        request.url += std::format("&classificationThreshold={}", *asked.classification_threshold);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = net::FilePart{file, 0, {}};
    const auto answer =
        read_report(client, client.project_id(asked.project),
                    value_or_throw(parse_json(client.exchange(std::move(request)).body, "the answer")), file);

    const auto number = [](const json::value& value) { return value.to_number<std::size_t>(); };
    const auto listed = [&](std::string_view what, std::string_view key) {
        PredictionsReport::List list{what, number(answer.at(key).at("count")), {}};
        for (const auto& one : answer.at(key).at("files").as_array()) list.first.push_back(text_of(one));
        return list;
    };
    PredictionsReport report{text_of(answer.at("format")),
                             text_of(answer.at("batchID")),
                             number(answer.at("entries")),
                             number(answer.at("matched")),
                             number(answer.at("written")),
                             number(answer.at("already")),
                             {}};
    PredictionsReport::List problems{problems_word, number(answer.at("problemCount")), {}};
    for (const auto& one : answer.at("problems").as_array())
        problems.first.push_back(text_of(one.at("file")) + ": " + text_of(one.at("reason")));
    PredictionsReport::List labels{labels_word, answer.at("labelsWithoutTaxon").as_array().size(), {}};
    for (const auto& one : answer.at("labelsWithoutTaxon").as_array())
        labels.first.push_back(std::format("{} ({} boxes)", text_of(one.at("label")), number(one.at("boxes"))));
    report.lists = {std::move(problems),
                    listed(unmatched_word, "unmatched"),
                    listed(ambiguous_word, "ambiguous"),
                    listed(not_ready_word, "notReady"),
                    listed(failed_word, "failed"),
                    std::move(labels)};
    return report;
}

}  // namespace

void add_predictions(CLI::App& app, const Config& config) {
    auto* command = app.add_subcommand("predictions", "What other programs' models saw: import");
    command->fallthrough()->require_subcommand(1);
    auto asked = std::make_shared<AskedPredictionFiles>();
    auto* import = command->add_subcommand(
        "import", "Read MegaDetector, Timelapse or SpeciesNet JSON into the ledger; doing it twice adds nothing");
    import->fallthrough();
    import->add_option("files", asked->files, "JSON files")->required()->check(CLI::ExistingFile);
    import->add_option("--project", asked->project, "Title or id")->required();
    import->add_option("--threshold", asked->threshold,
                       "Boxes from this confidence on count; default: what the file says, "
                       "else 0.2");
    import->add_option("--classification-threshold", asked->classification_threshold,
                       "Classes from this confidence on name the animal; default: what the file says, else 0.5");
    import->add_flag("--local", asked->local, "Into this machine's data folder, without a running service");
    import->callback([asked, &config] {
        if (asked->local) {
            require_own_data_folder(config);
            const journeys::OpenHouse open(config, journeys::Use::tool);
            for (const auto& file : asked->files) print(file, import_here(open.house(), *asked, file));
        } else {
            Client client(config);
            for (const auto& file : asked->files) print(file, send_one(client, *asked, file));
        }
    });
}

}  // namespace serow::cli
