// serow register | login | project | area | location | deployment | answer | api: what the pages do, from a shell.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {
namespace {

void print(const json::value& value) {
    std::cout << json::serialize(value) << '\n';
}

std::string text_of(const json::value& item, std::string_view key) {
    return std::string(item.at(key).as_string());
}

// A small form: option name, field of the API, and whether it is a number.
struct Form {
    std::map<std::string, std::string> texts;
    std::map<std::string, double> numbers;

    void text(CLI::App* command, const std::string& flag, const std::string& field, const std::string& help,
              bool required = false) {
        command
            ->add_option_function<std::string>(
                flag, [this, field](const std::string& value) { texts[field] = value; }, help)
            ->required(required);
    }
    void number(CLI::App* command, const std::string& flag, const std::string& field, const std::string& help,
                bool required = false) {
        command->add_option_function<double>(
                   flag, [this, field](double value) { numbers[field] = value; }, help)
            ->required(required);
    }
    [[nodiscard]] json::object json() const {
        json::object object;
        for (const auto& [field, value] : texts) object[field] = value;
        for (const auto& [field, value] : numbers)
            if (value == static_cast<double>(static_cast<std::int64_t>(value)))
                object[field] = static_cast<std::int64_t>(value);
            else
                object[field] = value;
        return object;
    }
};

void add_accounts(CLI::App& app, const Config& config) {
    struct Fields {
        std::string email, name, organisation;
    };
    auto fields = std::make_shared<Fields>();
    auto* join = app.add_subcommand("register",
                                    "Make an account (and an organisation), and stay signed in for further commands");
    join->fallthrough();
    join->add_option("--email", fields->email)->required();
    join->add_option("--name", fields->name, "Your name")->required();
    join->add_option("--organisation", fields->organisation, "Its name");
    join->callback([fields, &config] {
        Client client(config);
        client.register_account(fields->email, ask_password(), fields->name, fields->organisation);
        std::printf("registered at %s as %s\n", client.server().c_str(), fields->email.c_str());
    });

    auto* login = app.add_subcommand(
        "login", "Sign in to SEROW_SERVER (default: this machine) and keep a token for further commands");
    login->fallthrough();
    login->add_option("--email", fields->email)->required();
    login->callback([fields, &config] {
        Client client(config);
        client.sign_in(fields->email, ask_password());
        std::printf("signed in at %s as %s\n", client.server().c_str(), fields->email.c_str());
    });
}

void add_projects(CLI::App& app, const Config& config) {
    auto* project = app.add_subcommand("project", "Projects: list, create");
    project->fallthrough()->require_subcommand(1);
    project->add_subcommand("list", "Those I may see")->fallthrough()->callback([&config] {
        const auto list = Client(config).get("/projects");
        for (const auto& item : list.at("items").as_array())
            std::printf("%s  %s  (%s)\n", text_of(item, "projectID").c_str(), text_of(item, "title").c_str(),
                        text_of(item, "organisationName").c_str());
    });
    auto form = std::make_shared<Form>();
    auto organisation = std::make_shared<std::string>();
    auto* create = project->add_subcommand("create", "A new project")->fallthrough();
    create->add_option("--organisation", *organisation, "Name or id; needed where you belong to several");
    form->text(create, "--title", "title", "Its title", true);
    form->text(create, "--time-zone", "timeZone", "IANA name, for example Asia/Shanghai");
    form->text(create, "--description", "description", "What it is about");
    form->text(create, "--sampling-design", "samplingDesign", "Camtrap DP's word");
    form->text(create, "--data-licence", "dataLicence", "For example CC-BY-4.0");
    form->text(create, "--media-licence", "mediaLicence", "For example CC-BY-NC-4.0");
    create->callback([form, organisation, &config] {
        Client client(config);
        const auto list = client.get("/organisations");
        auto body = form->json();
        if (!organisation->empty())
            body["organisationID"] = find_item(list, "organisationID", "name", *organisation, "organisation");
        else if (list.at("items").as_array().size() == 1)
            body["organisationID"] = list.at("items").at(0).at("organisationID");
        else
            throw Failure(Code::bad_request, "say which organisation owns the project: --organisation");
        print(client.call("POST", "/projects", body));
    });
}

// area, location and deployment alike: `create` with a form, `list`.
template <class Fill, class Finish>
void add_place(CLI::App& app, const Config& config, const std::string& noun, const std::string& help,
               const std::string& path, const Fill& fill, const Finish& finish) {
    auto* command = app.add_subcommand(noun, help);
    command->fallthrough()->require_subcommand(1);
    auto project = std::make_shared<std::string>();
    auto form = std::make_shared<Form>();
    auto* create = command->add_subcommand("create", "A new one")->fallthrough();
    create->add_option("--project", *project, "Title or id")->required();
    fill(create, *form);
    create->callback([project, form, path, finish, &config] {
        Client client(config);
        const auto id = client.project_id(*project);
        auto body = form->json();
        finish(client, id, body);
        print(client.call("POST", "/projects/" + id + path, body));
    });
    auto* list = command->add_subcommand("list", "All of a project")->fallthrough();
    list->add_option("--project", *project, "Title or id")->required();
    list->callback([project, path, &config] {
        Client client(config);
        print(client.get("/projects/" + client.project_id(*project) + path));
    });
}

void add_places(CLI::App& app, const Config& config) {
    auto outline = std::make_shared<std::string>();
    add_place(
        app, config, "area", "Sample areas: list, create", "/areas",
        [outline](CLI::App* create, Form& form) {
            form.text(create, "--name", "name", "Its name", true);
            create->add_option("--geojson", *outline, "File with its outline")->check(CLI::ExistingFile);
        },
        [outline](Client&, const std::string&, json::object& body) {
            if (outline->empty()) return;
            std::ifstream file(*outline);
            std::stringstream text;
            text << file.rdbuf();
            body["geometry"] = value_or_throw(parse_json(text.str(), *outline));
        });
    add_place(
        app, config, "location", "Sample points: list, create", "/locations",
        [](CLI::App* create, Form& form) {
            form.text(create, "--name", "locationName", "Its name", true);
            form.number(create, "--latitude", "latitude", "Degrees, WGS 84", true);
            form.number(create, "--longitude", "longitude", "Degrees, WGS 84", true);
            form.number(create, "--uncertainty", "coordinateUncertainty", "Metres");
            form.text(create, "--area", "areaID", "Name or id of its sample area");
            form.text(create, "--habitat", "habitat", "In words");
        },
        [](Client& client, const std::string& project, json::object& body) {
            if (const auto* area = body.if_contains("areaID"))
                body["areaID"] = find_item(client.get("/projects/" + project + "/areas"), "areaID", "name",
                                           std::string(area->as_string()), "sample area");
        });
    add_place(
        app, config, "deployment", "Deployments: list, create", "/deployments",
        [](CLI::App* create, Form& form) {
            form.text(create, "--location", "locationID", "Name or id of its sample point", true);
            form.text(create, "--camera", "cameraID", "Which camera");
            form.text(create, "--start", "deploymentStart", "2024-05-01T10:00:00+08:00");
            form.text(create, "--end", "deploymentEnd", "2024-05-11T10:00:00+08:00");
            form.text(create, "--time-zone", "timeZone", "Of the camera's clock");
        },
        [](Client& client, const std::string& project, json::object& body) {
            body["locationID"] = client.location_id(project, std::string(body.at("locationID").as_string()));
        });
}

void add_answers(CLI::App& app, const Config& config) {
    struct Fields {
        std::string project, event, type = "animal", species, batch;
        std::vector<std::string> media;
        int count = 1;
        bool confirm = false;
    };
    auto fields = std::make_shared<Fields>();
    auto* answer =
        app.add_subcommand("answer", "Say what photos show, confirm what the machine said, or take an answer back");
    answer->fallthrough();
    answer->add_option("--project", fields->project, "Title or id")->required();
    answer->add_option("--media", fields->media, "mediaIDs");
    answer->add_option("--event", fields->event, "eventID: all its media");
    answer->add_flag("--confirm", fields->confirm, "What holds now is right");
    answer->add_option("--type", fields->type, "animal, human, vehicle, blank or unknown")->capture_default_str();
    answer->add_option("--species", fields->species, "Scientific name");
    answer->add_option("--count", fields->count)->check(CLI::Range(1, 100000));
    answer->add_option("--undo", fields->batch, "batchID of an answer to take back");
    answer->callback([fields, &config] {
        Client client(config);
        const auto path = "/projects/" + client.project_id(fields->project) + "/answers";
        if (!fields->batch.empty()) return print(client.call("DELETE", path + "/" + url_encoded(fields->batch)));
        json::object body;
        if (!fields->event.empty()) body["eventID"] = fields->event;
        if (!fields->media.empty()) body["mediaIDs"] = json::value_from(fields->media);
        if (fields->confirm) {
            body["confirm"] = true;
        } else {
            json::object thing{{"observationType", fields->type}};
            if (!fields->species.empty()) thing["scientificName"] = fields->species;
            if (fields->type != "blank") thing["count"] = fields->count;
            body["observations"] = json::array{thing};
        }
        print(client.call("POST", path, body));
    });
}

void add_api(CLI::App& app, const Config& config) {
    struct Fields {
        std::string method, path, body;
    };
    auto fields = std::make_shared<Fields>();
    auto* api = app.add_subcommand("api", "Any request of the API: serow api GET /projects");
    api->fallthrough();
    api->add_option("method", fields->method)
        ->required()
        ->check(CLI::IsMember({"GET", "POST", "PUT", "PATCH", "DELETE"}));
    api->add_option("path", fields->path, "Below /api/v1")->required();
    api->add_option("body", fields->body, "JSON");
    api->callback([fields, &config] {
        json::value body;
        if (!fields->body.empty()) body = value_or_throw(parse_json(fields->body, "the body"));
        print(Client(config).call(fields->method, fields->path, body));
    });
}

}  // namespace

void add_client(CLI::App& app, const Config& config) {
    add_accounts(app, config);
    add_projects(app, config);
    add_places(app, config);
    add_answers(app, config);
    add_api(app, config);
}

}  // namespace serow::cli
