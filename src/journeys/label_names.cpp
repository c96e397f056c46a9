#include "journeys/label_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "camtrap/speciesnet_label.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// Small letters without anything between them.
std::string letters_of(std::string_view text) {
    std::string result;
    for (const char c : text)
        if (is_letter(c)) result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

// Small letters, words by one space: "american_black_bear" and "American Black Bear" are the same.
std::string words_of(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '_' || c == ' ' || c == '-') {
            if (!result.empty() && result.back() != ' ') result += ' ';
        } else {
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    while (result.ends_with(' ')) result.pop_back();
    return result;
}

// "Vulpes vulpes", "Canis lupus familiaris".
bool looks_scientific(std::string_view name) {
    if (name.size() < 5 || std::isupper(static_cast<unsigned char>(name[0])) == 0) return false;
    const auto space = name.find(' ');
    if (space == std::string_view::npos || space + 1 == name.size()) return false;
    return std::ranges::all_of(name.substr(1), [](char c) {
        return c == ' ' || c == '-' || std::islower(static_cast<unsigned char>(c)) != 0;
    });
}

std::vector<std::string> levels_in(std::string_view description) {
    std::vector<std::string> levels{""};
    for (const char c : description) {
        if (c == ';')
            levels.emplace_back();
        else
            levels.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return levels;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

LabelMeaning named(ObservationType type, std::string name = "") {
    return {type, std::move(name), true};
}

}  // namespace

LabelNames::LabelNames(const Taxa& taxa) {
    for (const auto& taxon : taxa.all()) {
        by_letters_.emplace(letters_of(taxon.scientificName), &taxon);
        if (taxon.taxonRank != "species" || taxon.vernacularNameEn.empty()) continue;
        const auto [at, added] = by_vernacular_.emplace(words_of(taxon.vernacularNameEn), &taxon);
        if (!added) at->second = nullptr;
    }
}

const camtrap::Taxon* LabelNames::known(std::string_view scientific_name) const {
    const auto found = by_letters_.find(letters_of(scientific_name));
    return found == by_letters_.end() ? nullptr : found->second;
}

LabelMeaning LabelNames::of_levels(std::string_view description) const {
    auto levels = levels_in(description);
    // SpeciesNet's seven parts, with and without the UUID at the front; levels alone
    // ("class;order;family;genus;species").
    std::string text(description);
    if (levels.size() == 6 && levels[0] != "animalia") text = ";" + text;
    if (levels.size() == 5 && levels[0] != "animalia") text = ";" + text + ";";
    if (levels.size() <= 7 && levels[0] != "animalia") {
        if (const auto label = camtrap::parse_speciesnet_label(text)) {
            const auto name = label->scientific_name();
            if (name == "Homo sapiens" || label->genus == "homo") return named(ObservationType::human, "Homo sapiens");
            if (const auto* taxon = known(name)) return named(ObservationType::animal, taxon->scientificName);
            if (!name.empty()) return named(ObservationType::animal, name);
        }
        return {ObservationType::animal, "", false};
    }
    // Kingdom first, and the species without a space in it.
    bool finest = true;
    for (; levels.size() > 1; levels.pop_back()) {
        if (levels.back().empty()) continue;
        if (levels.back() == "homosapiens") return named(ObservationType::human, "Homo sapiens");
        if (const auto* taxon = known(levels.back())) return {ObservationType::animal, taxon->scientificName, finest};
        finest = false;
    }
    return {ObservationType::animal, "", finest};
}

LabelMeaning LabelNames::of(std::string_view name, std::string_view description) const {
    const auto words = words_of(name);
    if (is_one_of(words, {"blank", "empty", "nothing"})) return named(ObservationType::blank);
    if (is_one_of(words, {"human", "person", "people", "homo sapiens"}))
        return named(ObservationType::human, "Homo sapiens");
    if (is_one_of(words, {"vehicle", "vehicles"})) return named(ObservationType::vehicle);
    LabelMeaning meaning{ObservationType::animal, "", false};
    if (description.contains(';')) meaning = of_levels(description);
    if (meaning.understood) return meaning;
    if (is_one_of(words, {"animal", "unknown", "unknown animal", "no cv result", "other", ""}))
        return named(ObservationType::animal);
    if (const auto* taxon = known(name)) return named(ObservationType::animal, taxon->scientificName);
    if (const auto at = by_vernacular_.find(words); at != by_vernacular_.end() && at->second != nullptr)
        return named(ObservationType::animal, at->second->scientificName);
    if (looks_scientific(name)) return named(ObservationType::animal, std::string(name));
    return meaning;
}

}  // namespace serow::journeys
