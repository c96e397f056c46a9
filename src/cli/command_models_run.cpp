// serow models run | runs: media looked at again with other models, by the API.
#include <chrono>
#include <cstdio>
#include <format>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {
namespace {

struct AskedRun {
    std::string project;
    std::string detector, location, upload, show, species, from, to;
    std::vector<std::string> classifiers, deployments, media;
    bool without_species = false, wait = false;
};

std::string word_of(const json::value& value) {
    return std::string(value.as_string());
}

json::array as_array(const std::vector<std::string>& list) {
    json::array array;
    for (const auto& one : list) array.emplace_back(one);
    return array;
}

std::string line_of(const json::value& run) {
    const auto number = [&](std::string_view key) { return run.at(key).to_number<std::int64_t>(); };
    std::string models = word_of(run.at("detector"));
    for (const auto& one : run.at("classifiers").as_array()) models += " + " + word_of(one);
    auto line = std::format("{}  {}  {} of {}  {}", word_of(run.at("modelRunID")), word_of(run.at("state")),
                            number("lookedAt"), number("media"), models);
    if (number("problems") > 0) line += std::format("  ({} could not be looked at)", number("problems"));
    if (number("givenUp") > 0)
        line += std::format("  ({} given up: {})", number("givenUp"), word_of(run.at("givenUpReason")));
    if (run.at("usedSince").is_string()) line += "  in use";
    return line;
}

json::object body_of(Client& client, const std::string& project, const AskedRun& asked) {
    json::object body, filter;
    if (!asked.detector.empty()) body["detector"] = asked.detector;
    if (!asked.classifiers.empty() || asked.without_species) body["classifiers"] = as_array(asked.classifiers);
    if (!asked.media.empty()) body["mediaIDs"] = as_array(asked.media);
    if (!asked.deployments.empty()) body["deploymentIDs"] = as_array(asked.deployments);
    if (!asked.upload.empty()) body["uploadID"] = asked.upload;
    if (!asked.location.empty()) filter["locationID"] = client.location_id(project, asked.location);
    if (!asked.show.empty()) filter["show"] = asked.show;
    if (!asked.species.empty()) filter["scientificName"] = asked.species;
    if (!asked.from.empty()) filter["from"] = asked.from;
    if (!asked.to.empty()) filter["to"] = asked.to;
    if (!filter.empty()) body["filter"] = std::move(filter);
    return body;
}

void begin_run(const Config& config, const AskedRun& asked) {
    Client client(config);
    const auto project = client.project_id(asked.project);
    const auto runs = "/projects/" + project + "/models/runs";
    auto run = client.call("POST", runs, body_of(client, project, asked));
    while (asked.wait && run.at("state") == "running") {
        std::fprintf(stderr, "\r%s of %s ", std::to_string(run.at("lookedAt").to_number<std::int64_t>()).c_str(),
                     std::to_string(run.at("media").to_number<std::int64_t>()).c_str());
        std::this_thread::sleep_for(std::chrono::seconds(1));
        run = client.get(runs + "/" + word_of(run.at("modelRunID")));
    }
    if (asked.wait) std::fprintf(stderr, "\n");
    std::printf("%s\n", line_of(run).c_str());
    if (asked.wait && run.at("state") != "done")
        throw Failure(Code::interrupted, "the run is " + word_of(run.at("state")) + ", and not all was looked at");
}

void list_runs(Client& client, const std::string& path) {
    const auto answer = client.get(path);
    for (const auto& one : answer.at("items").as_array()) std::printf("%s\n", line_of(one).c_str());
}

}  // namespace

void add_models_run(CLI::App& models, const Config& config) {
    auto asked = std::make_shared<AskedRun>();
    auto* run = models
                    .add_subcommand("run",
                                    "Look at media again with other models; what they say stands beside "
                                    "until the run is put to use")
                    ->fallthrough();
    run->add_option("--project", asked->project, "Title or id")->required();
    run->add_option("--detector", asked->detector, "Which; default: the project's");
    auto* classifiers =
        run->add_option("--classifier", asked->classifiers, "Which, several times; default: the project's");
    run->add_flag("--without-species", asked->without_species, "No classifier")->excludes(classifiers);
    run->add_option("--media", asked->media, "Only these mediaIDs");
    run->add_option("--deployment", asked->deployments, "Only of these deployments, by deploymentID");
    run->add_option("--upload", asked->upload, "Only of this card, by uploadID");
    run->add_option("--location", asked->location, "Only of this sample point, by name or id");
    run->add_option("--show", asked->show, "Only these: unreviewed, reviewed, blank, animal, human, vehicle …");
    run->add_option("--species", asked->species, "Only where this was seen: scientific name");
    run->add_option("--from", asked->from, "From this moment on: 2024-05-01T00:00:00+08:00");
    run->add_option("--to", asked->to, "Before this moment");
    run->add_flag("--wait", asked->wait, "Until all is looked at");
    run->callback([asked, &config] { begin_run(config, *asked); });

    struct Listed {
        std::string project, cancel, use, beside;
    };
    auto listed = std::make_shared<Listed>();
    auto* runs = models.add_subcommand("runs", "The runs of a project; cancel one, put it to use")->fallthrough();
    runs->add_option("--project", listed->project, "Title or id")->required();
    auto* cancel = runs->add_option("--cancel", listed->cancel, "What is left of this run is not looked at");
    auto* use = runs->add_option("--use", listed->use, "What this run says holds from now on")->excludes(cancel);
    runs->add_option("--beside", listed->beside, "What this run says stands beside again")->excludes(cancel, use);
    runs->callback([listed, &config] {
        Client client(config);
        const auto path = "/projects/" + client.project_id(listed->project) + "/models/runs";
        if (!listed->cancel.empty())
            std::printf("%s\n", line_of(client.call("POST", path + "/" + listed->cancel + "/cancellation")).c_str());
        else if (!listed->use.empty() || !listed->beside.empty())
            std::printf("%s\n",
                        line_of(client.call("PUT", path + "/" + (listed->use.empty() ? listed->beside : listed->use),
                                            json::object{{"inUse", !listed->use.empty()}}))
                            .c_str());
        else
            list_runs(client, path);
    });
}

}  // namespace serow::cli
