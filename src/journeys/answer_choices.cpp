#include "journeys/answer_choices.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>
#include <set>
#include <utility>

#include "catalog/individuals.h"
#include "people/tokens.h"
#include "vision/taxonomy.h"

namespace serow::journeys {
namespace {

constexpr std::size_t most_fields = 50;
constexpr std::size_t most_choices = 100;
constexpr std::size_t most_species = 100;
constexpr std::size_t longest_value = 500;
constexpr std::size_t longest_remark = 5000;
constexpr std::size_t most_tags = 30;
constexpr std::size_t longest_tag = 100;

void refuse(std::string text) {
    throw Failure(Code::invalid, std::move(text));
}

bool holds_control(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\t'; });
}

void check(CustomField& field) {
    field.name = value_or_throw(people::check_name(field.name, "A field's name"));
    if (field.name.find_first_of("|:") != std::string::npos)
        refuse(std::format("the field \"{}\" must be named without \"|\" and \":\": packages write it as name:value",
                           field.name));
    constexpr std::string_view kinds[] = {"text", "number", "choice", "flag"};
    if (std::ranges::find(kinds, field.kind) == std::end(kinds))
        refuse(std::format("the field \"{}\" must be of the kind text, number, choice or flag", field.name));
    if (field.kind != "choice") {
        field.choices.clear();
        return;
    }
    if (field.choices.empty() || field.choices.size() > most_choices)
        refuse(std::format("the field \"{}\" needs 1 to {} choices", field.name, most_choices));
    std::set<std::string> once;
    for (auto& choice : field.choices) {
        choice = value_or_throw(people::check_name(choice, "A choice"));
        if (choice.find('|') != std::string::npos) refuse("a choice holds no \"|\"");
        if (!once.insert(choice).second)
            refuse(std::format("the field \"{}\" has the choice \"{}\" twice", field.name, choice));
    }
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

void check_value(const CustomField& field, const std::string& value) {
    if (value.size() > longest_value || holds_control(value) || value.find('|') != std::string::npos)
        refuse(std::format("\"{}\" is at most {} bytes, without \"|\"", field.name, longest_value));
    if (field.kind == "number" && !is_number(value)) refuse(std::format("\"{}\" is a number", field.name));
    if (field.kind == "flag" && value != "true" && value != "false")
        refuse(std::format("\"{}\" is true or false", field.name));
    // A choice that was there once may be said again: it stands with older answers.
    if (field.kind == "choice" && !field.retired && std::ranges::find(field.choices, value) == field.choices.end())
        refuse(std::format("\"{}\" is none of the choices of \"{}\"", value, field.name));
}

void check_numbers(const camtrap::Remarks& remarks) {
    const auto within = [](std::optional<double> value, double least, double most, std::string_view what) {
        if (value && !(*value >= least && *value <= most))
            refuse(std::format("{} is between {} and {}", what, least, most));
    };
    within(remarks.individualPositionRadius, 0, 1000, "individualPositionRadius (metres)");
    within(remarks.individualPositionAngle, -90, 90, "individualPositionAngle (degrees)");
    within(remarks.individualSpeed, 0, 100, "individualSpeed (metres a second)");
}

void check_texts(const camtrap::Remarks& remarks) {
    if (remarks.observationComments.size() > longest_remark || holds_control(remarks.observationComments))
        refuse(std::format("observationComments is at most {} bytes", longest_remark));
    if (remarks.observationTags.size() > most_tags)
        refuse(std::format("an observation has at most {} tags", most_tags));
    for (const auto& tag : remarks.observationTags)
        if (tag.empty() || tag.size() > longest_tag || tag.find('|') != std::string::npos || holds_control(tag))
            refuse(std::format("a tag is 1 to {} bytes, without \"|\"", longest_tag));
}

void check_individual(catalog::Transaction& tx, const catalog::Scope& scope, const review::SeenThing& thing) {
    if (!thing.remarks.individualID) return;
    const auto individual = catalog::individual_by_id(tx, scope, *thing.remarks.individualID);
    if (!individual) refuse("the project has no such individual");
    if (thing.count != 1) refuse(std::format("{} is one animal, not {}", individual->name, thing.count));
    if (thing.type != camtrap::ObservationType::animal || thing.scientificName != individual->scientific_name)
        refuse(std::format("{} is a {}; answer with that species, or correct the individual", individual->name,
                           individual->scientific_name));
}

}  // namespace

std::vector<CustomField> custom_fields(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::custom_fields(tx, scope);
    });
}

std::vector<CustomField> put_custom_fields(const House& house, const Viewer& viewer, ProjectId project,
                                           std::vector<CustomField> fields) {
    if (fields.size() > most_fields) refuse(std::format("a project has at most {} fields of its own", most_fields));
    std::set<CustomFieldId> once;
    for (auto& field : fields) {
        check(field);
        if (!once.insert(field.custom_field_id).second) refuse(std::format("\"{}\" is given twice", field.name));
    }
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          for (const auto& known : catalog::custom_fields(tx, scope))
                              for (const auto& field : fields)
                                  if (field.custom_field_id == known.custom_field_id && field.kind != known.kind)
                                      refuse(std::format("\"{}\" is a {}; retire it and make a new field instead",
                                                         known.name, known.kind));
                          catalog::put_custom_fields(tx, scope, fields);
                          return catalog::custom_fields(tx, scope);
                      });
}

std::vector<std::string> listed_species(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::listed_species(tx, scope);
    });
}

std::vector<std::string> set_listed_species(const House& house, const Viewer& viewer, ProjectId project,
                                            std::vector<std::string> names) {
    if (names.size() > most_species) refuse(std::format("the list holds at most {} species", most_species));
    const auto& tree = house.taxa.tree();
    std::set<std::string> once;
    for (const auto& name : names) {
        const int node = tree.find(name);
        if (node < 0 || tree.nodes()[static_cast<std::size_t>(node)].scientificName != name)
            refuse(std::format("\"{}\" is in no list of taxa here; search for the name that is used", name));
        if (!once.insert(name).second) refuse(std::format("\"{}\" is given twice", name));
    }
    in_project(
        house, viewer, project, people::Act::manage_project,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) { catalog::set_listed_species(tx, scope, names); });
    return names;
}

void check_remarks(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const review::SeenThing> things) {
    std::optional<std::vector<CustomField>> fields;
    for (const auto& thing : things) {
        check_numbers(thing.remarks);
        check_texts(thing.remarks);
        check_individual(tx, scope, thing);
        for (const auto& [id, value] : thing.remarks.customFields) {
            if (!fields) fields = catalog::custom_fields(tx, scope);
            const auto field =
                std::ranges::find(*fields, id, [](const CustomField& one) { return one.custom_field_id.text(); });
            if (field == fields->end()) refuse(std::format("the project has no field of its own with the id {}", id));
            check_value(*field, value);
        }
    }
}

}  // namespace serow::journeys
