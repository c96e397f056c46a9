// serow card UPLOAD --project P [--confirm] [--move-to L]
#include <cstdio>
#include <format>
#include <memory>
#include <thread>

#include "cli/card_gate.h"
#include "cli/commands.h"

namespace serow::cli {

std::string gate_text(Client& client, const std::string& path, std::chrono::seconds patience) {
    auto report = client.get(path + "/gate");
    for (auto left = patience; report.at("state") == "waiting" && left.count() > 0 && !stop_asked; --left) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        report = client.get(path + "/gate");
    }
    std::string text;
    const auto add = [&](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
    const auto text_at = [](const json::value& object, std::string_view key) {
        return std::string(object.at(key).as_string());
    };
    if (report.at("state") == "waiting")
        add(std::format("Not all of the card is read yet ({} files to come, {} to read); so far:",
                        report.at("coming").to_number<std::int64_t>(), report.at("reading").to_number<std::int64_t>()));
    for (const auto& finding : report.at("findings").as_array()) {
        add((finding.at("severity") == "warn" ? "! " : "- ") + text_at(finding, "sentence"));
        std::size_t shown = 0;
        for (const auto& one : finding.at("evidence").as_array()) {
            if (++shown > 5) {
                add("      …");
                break;
            }
            auto line = "      " + text_at(one, "path");
            if (const auto to = text_at(one, "to"); !to.empty()) line += " -> " + to;
            if (const auto detail = text_at(one, "detail"); !detail.empty()) line += "  " + detail;
            if (finding.at("kind") == "counterGaps")
                line += std::format("  {} missing", one.at("count").to_number<std::int64_t>());
            add(line);
        }
    }
    if (report.at("state") == "clean") add("The card shows nothing odd.");
    if (report.at("state") == "confirmed")
        add(std::format("Seen by {}, {}.", text_at(report.at("upload"), "confirmedBy"),
                        text_at(report.at("upload"), "confirmedAt")));
    return text;
}

void add_card(CLI::App& app, const Config& config) {
    struct Fields {
        std::string upload, project, to, folder;
        bool confirm = false;
    };
    auto fields = std::make_shared<Fields>();
    auto* command =
        app.add_subcommand("card", "What a card that was brought in shows; confirm it, or move it elsewhere");
    command->fallthrough();
    command->add_option("upload", fields->upload, "Id or name of the card")->required();
    command->add_option("--project", fields->project, "Title or id")->required();
    command->add_flag("--confirm", fields->confirm, "Note that you have seen what it shows");
    auto* to = command->add_option("--move-to", fields->to, "Name or id of the sample point where it belongs");
    command->add_option("--folder", fields->folder, "With --move-to: only this folder of the card")->needs(to);
    command->callback([fields, &config] {
        Client client(config);
        const auto project = client.project_id(fields->project);
        const auto uploads = "/projects/" + project + "/uploads";
        const auto path = uploads + "/" + find_item(client.get(uploads), "uploadID", "name", fields->upload, "card");
        if (!fields->to.empty()) {
            json::object body{{"locationID", client.location_id(project, fields->to)}};
            if (!fields->folder.empty()) body["folder"] = fields->folder;
            const auto moved = client.call("POST", path + "/move", body);
            std::printf("%lld files moved to %s.\n",
                        static_cast<long long>(moved.at("media").to_number<std::int64_t>()), fields->to.c_str());
        }
        if (fields->confirm) client.call("POST", path + "/confirm");
        std::printf("%s\n", gate_text(client, path, std::chrono::seconds(0)).c_str());
    });
}

}  // namespace serow::cli
