#include "share/datapackage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

#include "base/json.h"
#include "share/schema.h"
#include "share/text.h"

namespace serow::share {
namespace {

using namespace camtrap;

constexpr std::string_view standard = "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2/";
constexpr std::array<std::string_view, 5> roles{"contact", "principalInvestigator", "rightsHolder", "publisher",
                                                "contributor"};
constexpr std::array<std::string_view, 8> ranks{"kingdom", "phylum", "class",   "order",
                                                "family",  "genus",  "species", "subspecies"};

template <class List>
bool holds(const List& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

json::array position(double longitude, double latitude) {
    return {longitude, latitude};
}

json::array ring(double west, double east, double south, double north) {
    return {position(west, south), position(east, south), position(east, north), position(west, north),
            position(west, south)};
}

json::object geometry(std::string_view type, json::array coordinates) {
    return {{"type", type}, {"coordinates", std::move(coordinates)}};
}

// The bounding box of all places. Longitudes lie on a circle: the box spans all but the widest gap.
json::object spatial(const std::vector<Place>& places) {
    double south = 90;
    double north = -90;
    std::vector<double> longitudes;
    for (const auto& place : places) {
        south = std::min(south, place.latitude);
        north = std::max(north, place.latitude);
        longitudes.push_back(place.longitude);
    }
    std::ranges::sort(longitudes);
    double west = longitudes.front();
    double east = longitudes.back();
    double widest = 360 - (east - west);
    for (std::size_t i = 1; i < longitudes.size(); ++i) {
        if (longitudes[i] - longitudes[i - 1] <= widest) continue;
        widest = longitudes[i] - longitudes[i - 1];
        west = longitudes[i];
        east = longitudes[i - 1];
    }
    if (west == east && south == north) return geometry("Point", position(west, south));
    if (west > east && south < north)  // RFC 7946, 3.1.9: cut at the 180th meridian
        return geometry("MultiPolygon",
                        {json::array{ring(west, 180, south, north)}, json::array{ring(-180, east, south, north)}});
    if (west > east)
        return geometry("MultiLineString", {json::array{position(west, south), position(180, south)},
                                            json::array{position(-180, south), position(east, south)}});
    if (west == east || south == north) return geometry("LineString", {position(west, south), position(east, north)});
    return geometry("Polygon", {ring(west, east, south, north)});
}

void put(json::object& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

json::object resource(std::string_view name) {
    return {{"name", name},
            {"path", std::format("{}.csv", name)},
            {"profile", "tabular-data-resource"},
            {"format", "csv"},
            {"mediatype", "text/csv"},
            {"encoding", "utf-8"},
            {"schema", std::format("{}{}-table-schema.json", standard, name)}};
}

std::string_view type_word(CellType type) {
    switch (type) {
        case CellType::text: return "string";
        case CellType::number: return "number";
        case CellType::integer: return "integer";
        case CellType::boolean: return "boolean";
        case CellType::datetime: return "datetime";
        case CellType::any: return "any";
    }
    return {};
}

constexpr std::string_view about(std::string_view column) {
    if (column == "failurePeriodID") return "Unique identifier of the failure period.";
    if (column == "deploymentID") return "Identifier of the deployment whose camera did not work. Foreign key.";
    if (column == "failureStart") return "From when on the camera did not work; not before the deployment's start.";
    if (column == "failureEnd") return "Until when it did not work; not after the deployment's end.";
    if (column == "failureReason") return "Why it did not work.";
    return "What the person who recorded it wrote besides.";
}

// A Frictionless Table Schema of one's own, in the package itself.
json::object failure_periods_resource() {
    const auto& table = failure_periods_schema();
    json::array fields;
    for (const auto& column : table.columns) {
        json::object constraints{{"required", column.required}};
        if (column.unique) constraints["unique"] = true;
        if (!column.words.empty()) constraints["enum"] = json::array(column.words.begin(), column.words.end());
        json::object field{
            {"name", column.name}, {"description", about(column.name)}, {"type", type_word(column.type)}};
        field["format"] = column.type == CellType::datetime ? "%Y-%m-%dT%H:%M:%S%z" : "default";
        field["constraints"] = std::move(constraints);
        fields.push_back(std::move(field));
    }
    const json::object foreign{{"fields", "deploymentID"},
                               {"reference", json::object{{"resource", "deployments"}, {"fields", "deploymentID"}}}};
    auto object = resource(table.name);
    object["title"] = "Failure periods";
    object["description"] =
        "Times within deployments in which the camera did not work. Trap-nights of a deployment = (deploymentEnd - "
        "deploymentStart - union of its failure periods) / 24 h: periods that overlap count once.";
    object["schema"] = json::object{{"name", table.name},
                                    {"title", "Failure periods"},
                                    {"fields", std::move(fields)},
                                    {"missingValues", json::array{"", "NA", "NaN", "nan"}},
                                    {"primaryKey", "failurePeriodID"},
                                    {"foreignKeys", json::array{foreign}}};
    return object;
}

json::array contributors(const PackageMetadata& metadata) {
    json::array list;
    for (const auto& contributor : metadata.contributors) {
        json::object object{{"title", contributor.title}};
        put(object, "email", contributor.email);
        put(object, "role", contributor.role);
        put(object, "organization", contributor.organization);
        list.push_back(std::move(object));
    }
    return list;
}

json::object project(const Project& p) {
    json::array methods;
    for (const auto method : p.captureMethod) methods.emplace_back(word(method));
    json::object object;
    put(object, "id", p.id);
    object["title"] = p.title;
    put(object, "acronym", p.acronym);
    put(object, "description", p.description);
    put(object, "path", p.path);
    object["samplingDesign"] = word(p.samplingDesign);
    object["captureMethod"] = std::move(methods);
    object["individualAnimals"] = p.individualAnimals;
    object["observationLevel"] = json::array{"media", "event"};
    return object;
}

json::array taxonomic(const std::vector<Taxon>& taxa) {
    std::vector<const Taxon*> sorted;
    sorted.reserve(taxa.size());
    for (const auto& taxon : taxa) sorted.push_back(&taxon);
    std::ranges::sort(sorted, {}, &Taxon::scientificName);
    json::array list;
    for (const auto* taxon : sorted) {
        json::object object{{"scientificName", taxon->scientificName}};
        put(object, "taxonRank", taxon->taxonRank);
        put(object, "class", taxon->class_);
        put(object, "order", taxon->order);
        put(object, "family", taxon->family);
        put(object, "genus", taxon->genus);
        json::object names;
        put(names, "eng", taxon->vernacularNameEn);
        put(names, "zho", taxon->vernacularNameZh);
        if (!names.empty()) object["vernacularNames"] = std::move(names);
        list.push_back(std::move(object));
    }
    return list;
}

std::string date(Instant instant) {
    return std::format("{:%F}", std::chrono::floor<std::chrono::days>(instant));
}

// Boost.JSON writes one line; a person who opens the file wants to read it.
void write_indented(std::string& out, const json::value& value, std::size_t depth) {
    const std::string margin((depth + 1) * 2, ' ');
    const std::string close(depth * 2, ' ');
    if (value.is_object() && !value.get_object().empty()) {
        std::string_view before = "{\n";
        for (const auto& [key, member] : value.get_object()) {
            out.append(before).append(margin).append(json::serialize(json::value(key))).append(": ");
            write_indented(out, member, depth + 1);
            before = ",\n";
        }
        out.append("\n").append(close).append("}");
    } else if (value.is_array() && !value.get_array().empty() && value.get_array().front().is_structured()) {
        std::string_view before = "[\n";
        for (const auto& member : value.get_array()) {
            out.append(before).append(margin);
            write_indented(out, member, depth + 1);
            before = ",\n";
        }
        out.append("\n").append(close).append("]");
    } else {
        out.append(json::serialize(value));
    }
}

}  // namespace

std::vector<Problem> check(const PackageMetadata& metadata) {
    std::vector<Problem> problems;
    const auto add = [&](std::string detail) {
        problems.push_back({Code::invalid, "datapackage.json, " + std::move(detail)});
    };
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view("-_.").contains(c);
    };
    if (metadata.name.empty() || !std::ranges::all_of(metadata.name, plain))
        add(std::format("name: \"{}\" must be lower case letters, digits, '-', '_' and '.'", mend_utf8(metadata.name)));
    if (metadata.project.title.empty()) add("project: the title must be given");
    if (metadata.project.captureMethod.empty()) add("project: at least one captureMethod must be given");
    if (metadata.contributors.empty()) add("contributors: at least one must be given");
    for (const auto& contributor : metadata.contributors) {
        if (contributor.title.empty()) add("contributors: each must have a title, the name");
        if (!contributor.role.empty() && !holds(roles, contributor.role))
            add(
                std::format("contributors: role \"{}\" must be one of contact, principalInvestigator, rightsHolder, "
                            "publisher, contributor",
                            mend_utf8(contributor.role)));
    }
    if (metadata.places.empty()) add("spatial: a package needs at least one deployment with its place");
    for (const auto& place : metadata.places)
        if (!(std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180))
            add(std::format("spatial: {}, {} is no place on Earth", place.latitude, place.longitude));
    if (!metadata.temporal_start || !metadata.temporal_end)
        add("temporal: the first and the last day must be given");
    else if (*metadata.temporal_end < *metadata.temporal_start)
        add("temporal: the end must not lie before the start");
    for (const auto& taxon : metadata.taxonomic) {
        if (taxon.scientificName.empty()) add("taxonomic: each taxon must have a scientificName");
        if (!taxon.taxonRank.empty() && !holds(ranks, taxon.taxonRank))
            add(std::format("taxonomic: {}: \"{}\" is no taxonRank of the standard", mend_utf8(taxon.scientificName),
                            mend_utf8(taxon.taxonRank)));
    }
    if (problems.empty() && !is_utf8(datapackage_json(metadata))) add("a text in it is not UTF-8");
    return problems;
}

std::string datapackage_json(const PackageMetadata& metadata) {
    json::object package;
    package["resources"] =
        json::array{resource("deployments"), resource("media"), resource("observations"), failure_periods_resource()};
    package["profile"] = std::string(standard) + "camtrap-dp-profile.json";
    package["name"] = metadata.name;
    put(package, "id", metadata.id);
    package["created"] = to_text(std::chrono::floor<std::chrono::seconds>(metadata.created));
    package["title"] = metadata.project.title;
    package["contributors"] = contributors(metadata);
    put(package, "description", metadata.project.description);
    put(package, "version", metadata.version);
    if (!metadata.data_licence.empty() && !metadata.media_licence.empty())
        package["licenses"] = json::array{json::object{{"name", metadata.data_licence}, {"scope", "data"}},
                                          json::object{{"name", metadata.media_licence}, {"scope", "media"}}};
    package["project"] = project(metadata.project);
    package["spatial"] = spatial(metadata.places);
    package["temporal"] =
        json::object{{"start", date(*metadata.temporal_start)}, {"end", date(*metadata.temporal_end)}};
    package["taxonomic"] = taxonomic(metadata.taxonomic);
    std::string text;
    write_indented(text, package, 0);
    return text + "\n";
}

}  // namespace serow::share
