#include "vision/labels.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <sstream>

#include "camtrap/csv.h"
#include "camtrap/speciesnet_label.h"

namespace serow::vision {

namespace {

constexpr std::string_view header[] = {"index", "label", "category", "scientificName"};

// A row as a label, or what is wrong with it.
std::expected<Label, std::string> read_label(const std::vector<std::string>& cells, int expected_index) {
    if (cells.size() != std::size(header))
        return std::unexpected(std::format("{} fields where 4 are expected", cells.size()));
    Label label;
    const auto& index = cells[0];
    const auto* index_end = index.data() + index.size();
    const auto [end, error] = std::from_chars(index.data(), index_end, label.index);
    if (error != std::errc{} || end != index_end || label.index != expected_index)
        return std::unexpected(std::format("index \"{}\" where {} is expected", index, expected_index));
    label.label = cells[1];
    if (label.label.empty()) return std::unexpected("the label is empty");
    label.category = parse_category(cells[2]);
    if (!label.category && !cells[2].empty())
        return std::unexpected(std::format("category \"{}\" is none of animal, person, vehicle or empty", cells[2]));
    label.scientificName = cells[3];
    return label;
}

}  // namespace

std::string_view word(Category category) {
    switch (category) {
        case Category::animal: return "animal";
        case Category::person: return "person";
        case Category::vehicle: return "vehicle";
    }
    return "";
}

std::optional<Category> parse_category(std::string_view text) {
    for (const auto category : {Category::animal, Category::person, Category::vehicle})
        if (text == word(category)) return category;
    return std::nullopt;
}

Result<std::vector<Label>> parse_labels(std::string_view csv, std::string_view where) {
    std::istringstream in{std::string(csv)};
    camtrap::CsvReader reader(in, std::string(where));
    std::vector<std::string> cells;
    std::vector<Label> labels;
    bool header_seen = false;
    for (;;) {
        const auto more = reader.next(cells);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        if (!header_seen) {
            if (!std::ranges::equal(cells, header))
                return problem(Code::invalid, std::format("{} line {}: the header must be "
                                                          "index,label,category,scientificName",
                                                          where, reader.line()));
            header_seen = true;
            continue;
        }
        auto label = read_label(cells, static_cast<int>(labels.size()));
        if (!label) return problem(Code::invalid, std::format("{} line {}: {}", where, reader.line(), label.error()));
        labels.push_back(std::move(*label));
    }
    if (labels.empty()) return problem(Code::invalid, std::format("{}: there is no label in it", where));
    return labels;
}

Result<std::vector<Label>> parse_speciesnet_labels(std::string_view text, std::string_view where) {
    std::vector<Label> labels;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto known = camtrap::parse_speciesnet_label(line);
        if (!known)
            return problem(Code::invalid,
                           std::format("{} line {}: \"{}\" has not the seven parts of a SpeciesNet label, "
                                       "uuid;class;order;family;genus;species;common name",
                                       where, labels.size() + 1, line));
        Label label;
        label.index = static_cast<int>(labels.size());
        label.label = line;
        label.taxon = known->taxon();
        label.scientificName = label.taxon.scientificName;
        if (line == camtrap::speciesnet::vehicle)
            label.category = Category::vehicle;
        else if (known->genus == "homo")
            label.category = Category::person;
        else if (line != camtrap::speciesnet::blank && line != camtrap::speciesnet::unknown)
            label.category = Category::animal;
        labels.push_back(std::move(label));
    }
    if (labels.empty()) return problem(Code::invalid, std::format("{}: there is no label in it", where));
    return labels;
}

}  // namespace serow::vision
