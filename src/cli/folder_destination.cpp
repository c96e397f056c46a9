#include "cli/folder_destination.h"

#include <cstdio>
#include <format>
#include <map>
#include <set>
#include <utility>

#include "base/time.h"

namespace serow::cli {
namespace {

json::array folders_json(std::span<const card::FolderSeen> folders) {
    json::array list;
    for (const auto& folder : folders) {
        json::array samples;
        for (const auto& sample : folder.samples) {
            json::object one{{"make", sample.make}, {"model", sample.model}, {"serial", sample.serial}};
            if (sample.camera_time) one["cameraTime"] = to_text(*sample.camera_time);
            if (sample.place) {
                one["latitude"] = sample.place->latitude;
                one["longitude"] = sample.place->longitude;
            }
            samples.push_back(std::move(one));
        }
        list.push_back({{"folder", folder.folder},
                        {"files", folder.files},
                        {"bytes", folder.bytes},
                        {"samples", std::move(samples)}});
    }
    return list;
}

std::string text_in(const json::value& item, std::string_view key) {
    const auto& value = item.at(key);
    return value.is_string() ? std::string(value.as_string()) : std::string();
}

// The names of the project's sample points by their ids.
std::map<std::string, std::string> point_names(const json::value& locations) {
    std::map<std::string, std::string> names;
    for (const auto& item : locations.at("items").as_array())
        names[text_in(item, "locationID")] = text_in(item, "locationName");
    return names;
}

struct Line {
    std::string told;       // for the terminal
    json::object given;     // empty: nothing tells
    std::string new_point;  // its name
};

Line line_of(const json::value& item, std::map<std::string, std::string>& points) {
    Line line;
    const auto folder = text_in(item, "folder"), source = text_in(item, "source"), point = text_in(item, "locationID");
    const bool placed = item.at("latitude").is_number();
    line.given["folder"] = folder;
    std::string to;
    if (!point.empty()) {
        to = points[point];
        if (source == "gps") to += std::format(" (by GPS, {:.0f} m away)", item.at("distance").to_number<double>());
        if (item.at("moved").as_bool())
            to += std::format(
                " - GPS says {:.0f} m away{}: was the camera moved?", item.at("distance").to_number<double>(),
                item.at("near").is_object() ? ", at " + points[text_in(item.at("near"), "locationID")] : "");
        if (const auto deployment = text_in(item, "deploymentID"); !deployment.empty()) {
            line.given["deploymentID"] = deployment;
        } else {
            line.given["locationID"] = point;
        }
    } else if (source == "new" && placed && !text_in(item, "pointName").empty()) {
        line.new_point = text_in(item, "pointName");
        const auto latitude = item.at("latitude").to_number<double>(),
                   longitude = item.at("longitude").to_number<double>();
        to = std::format("new point {} at {:.5f}, {:.5f} ({} GPS readings)", line.new_point, latitude, longitude,
                         item.at("readings").to_number<int>());
        json::object location{{"locationName", line.new_point}, {"latitude", latitude}, {"longitude", longitude}};
        if (const auto area = text_in(item, "areaName"); !area.empty()) location["areaName"] = area;
        line.given["location"] = std::move(location);
    } else {
        to = source == "new" ? std::format("? no sample point is called \"{}\", and its photos carry no GPS",
                                           text_in(item, "pointName"))
                             : "? nothing tells where it belongs";
        line.given.clear();
    }
    if (!line.given.empty() && !line.given.contains("deploymentID"))
        for (const auto* key : {"cameraID", "cameraModel", "visit"})
            if (const auto value = text_in(item, key); !value.empty()) line.given[key] = value;
    line.told = std::format("  {:<32} {:>7} files  -> {}", folder.empty() ? "(all of it)" : folder,
                            item.at("files").to_number<int>(), to);
    if (const auto camera = text_in(item, "cameraID"); !camera.empty()) line.told += "  [" + camera + "]";
    if (item.at("cameras").as_array().size() > 1) line.told += "  (several cameras!)";
    return line;
}

}  // namespace

FolderPlan plan_of(const json::value& proposal, const json::value& locations) {
    FolderPlan plan;
    auto points = point_names(locations);
    std::set<std::string> made;
    const auto pattern = text_in(proposal, "pattern");
    plan.told =
        std::format("The folders read as {}:\n", pattern.empty() ? "nothing that names a point" : pattern.c_str());
    for (const auto& item : proposal.at("items").as_array()) {
        auto line = line_of(item, points);
        plan.told += line.told + "\n";
        if (!line.new_point.empty()) made.insert(line.new_point);
        if (line.given.empty())
            ++plan.open;
        else
            plan.folders.push_back(std::move(line.given));
    }
    plan.new_points = made.size();
    return plan;
}

FolderPlan plan_folders(Client& client, const std::string& project, std::span<const card::FolderSeen> seen,
                        const std::string& card_name, const std::string& pattern) {
    json::object body{{"name", card_name}, {"folders", folders_json(seen)}};
    if (!pattern.empty()) body["pattern"] = pattern;
    const auto proposal = client.call("POST", "/projects/" + project + "/uploads/proposal", body);
    return plan_of(proposal, client.get("/projects/" + project + "/locations"));
}

json::object confirmed(const FolderPlan& plan, const AskedFolders& asked) {
    std::fputs(plan.told.c_str(), stderr);
    if (plan.open > 0)
        throw Failure(Code::invalid,
                      std::format("{} of the folders need a sample point (marked ? above): make it first, say how "
                                  "they are named with --pattern, or bring the folder in on the page, where each "
                                  "can be corrected; for a single card use --location",
                                  plan.open));
    const auto question = plan.new_points == 0
                              ? std::string("Begin? [y/N] ")
                              : std::format("Make {} sample points and begin? [y/N] ", plan.new_points);
    if (!asked.yes && !asked.ask(question)) throw Failure(Code::interrupted, "nothing was made and nothing was sent");
    return {{"folders", plan.folders}};
}

bool is_same_place(const json::value& upload, const json::object& body) {
    if (body.contains("folders")) return upload.at("folders").to_number<std::int64_t>() > 0;
    const auto* place = body.contains("deploymentID") ? "deploymentID" : "locationID";
    return upload.at(place) == body.at(place);
}

}  // namespace serow::cli
