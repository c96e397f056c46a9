// serow failure list | add | retract | proposals: when cameras did not work.
#include <cstdio>
#include <iostream>
#include <memory>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {
namespace {

struct Fields {
    std::string project, deployment, from, to, reason = "other", note, id;
    bool worked = false;
};

// "/projects/…/deployments/…/failures". A deployment is told by its id or its sample point.
std::string path_of(Client& client, const Fields& fields) {
    const auto project = "/projects/" + client.project_id(fields.project);
    return project + "/deployments/" +
           find_item(client.get(project + "/deployments"), "deploymentID", "locationName", fields.deployment,
                     "deployment") +
           "/failures";
}

void print_line(const json::value& value) {
    std::cout << json::serialize(value) << '\n';
}

}  // namespace

void add_failure(CLI::App& app, const Config& config) {
    auto* failure =
        app.add_subcommand("failure", "When the camera of a deployment did not work: list, add, retract, proposals");
    failure->fallthrough()->require_subcommand(1);
    auto fields = std::make_shared<Fields>();
    const auto subcommand = [&](const std::string& name, const std::string& help) {
        auto* command = failure->add_subcommand(name, help)->fallthrough();
        command->add_option("--project", fields->project, "Title or id")->required();
        command->add_option("--deployment", fields->deployment, "Its id, or the name of its sample point")->required();
        return command;
    };
    subcommand("list", "All that was recorded, and the trap-nights that are left")->callback([fields, &config] {
        Client client(config);
        print_line(client.get(path_of(client, *fields)));
    });
    subcommand("proposals", "What its files, their pixels and its neighbours suggest; nothing is recorded")
        ->callback([fields, &config] {
            Client client(config);
            print_line(client.get(path_of(client, *fields) + "/proposals"));
        });
    auto* add = subcommand("add", "Record a time in which it did not work");
    add->add_option("--from", fields->from, "2024-05-04T10:00:00+08:00")->required();
    add->add_option("--to", fields->to, "Left out: to the end of the deployment");
    add->add_option("--reason", fields->reason,
                    "batteryEmpty, cardFull, viewShifted, obstructed, damaged, stolen, cameraFault or other")
        ->capture_default_str();
    add->add_option("--note", fields->note, "What else is to be said");
    add->add_flag("--worked", fields->worked, "The opposite: it worked, in spite of what is proposed");
    add->callback([fields, &config] {
        Client client(config);
        json::object body{{"failureStart", fields->from},
                          {"failureReason", fields->reason},
                          {"failureComments", fields->note},
                          {"verdict", fields->worked ? "worked" : "failed"}};
        if (!fields->to.empty()) body["failureEnd"] = fields->to;
        print_line(client.call("POST", path_of(client, *fields), body));
    });
    auto* retract = subcommand("retract", "Take it back; it stays in the list");
    retract->add_option("id", fields->id, "failurePeriodID")->required();
    retract->callback([fields, &config] {
        Client client(config);
        print_line(client.call("POST", path_of(client, *fields) + "/" + url_encoded(fields->id) + "/retraction"));
    });
}

}  // namespace serow::cli
