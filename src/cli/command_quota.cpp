// serow quota: how much each organisation stores, and how much it may.
#include <algorithm>
#include <cstdio>
#include <format>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "journeys/open_house.h"
#include "journeys/organise.h"
#include "journeys/room.h"

namespace serow::cli {
namespace {

using journeys::Organisation;

// By its id, or by a name that only one has.
const Organisation& named(const std::vector<Organisation>& all, const std::string& name) {
    if (const auto id = OrganisationId::parse(name))
        if (const auto found = std::ranges::find(all, *id, &Organisation::organisation_id); found != all.end())
            return *found;
    const auto found = std::ranges::find(all, name, &Organisation::name);
    if (found == all.end())
        throw Failure(Code::not_found, std::format("no organisation is called \"{}\"; `serow quota` lists them", name));
    if (std::ranges::count(all, name, &Organisation::name) > 1)
        throw Failure(Code::conflict,
                      std::format("more than one organisation is called \"{}\"; name it by its id", name));
    return *found;
}

void show(const Organisation& organisation) {
    const auto in_words = [](std::int64_t bytes) {
        return journeys::bytes_in_words(static_cast<std::uint64_t>(bytes));
    };
    const auto line =
        std::format("{}  {:>10} in {} files of {}  {}\n", organisation.organisation_id.text(),
                    in_words(organisation.stored_bytes), organisation.stored_files,
                    organisation.quota_bytes ? in_words(*organisation.quota_bytes) : "no limit", organisation.name);
    std::fputs(line.c_str(), stdout);
}

}  // namespace

void add_quota(CLI::App& app, const Config& config) {
    struct Asked {
        std::string organisation;
        std::uint64_t bytes = 0;
        bool no_limit = false;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand("quota", "How much each organisation stores, and may store; sets it for one");
    command->fallthrough();
    command->add_option("organisation", asked->organisation, "Its name or id; without it all are listed");
    auto* bytes = command->add_option("--bytes", asked->bytes, "What it may store: 500000000000, 500GB, 2TB")
                      ->transform(CLI::AsSizeValue(true));
    auto* no_limit = command->add_flag("--no-limit", asked->no_limit, "It may fill the disk");
    bytes->excludes(no_limit);
    command->callback([&config, asked, bytes] {
        const bool sets = bytes->count() > 0 || asked->no_limit;
        if (sets && asked->organisation.empty()) throw Failure(Code::bad_request, "say of which organisation");
        const journeys::OpenHouse open(config, journeys::Use::tool);
        const auto& house = open.house();
        const auto system = journeys::Viewer::system();
        const auto all = journeys::list_organisations(house, system);
        if (asked->organisation.empty()) {
            for (const auto& each : all) show(each);
            return;
        }
        const auto& organisation = named(all, asked->organisation);
        if (sets)
            journeys::set_quota(
                house, organisation.organisation_id,
                asked->no_limit ? std::nullopt : std::optional(static_cast<std::int64_t>(asked->bytes)));
        show(journeys::organisation(house, system, organisation.organisation_id));
    });
}

}  // namespace serow::cli
