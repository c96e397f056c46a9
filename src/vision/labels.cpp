#include "vision/labels.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <span>

namespace serow::vision {

namespace {

constexpr std::string_view header[] = {"index", "label", "category", "scientificName"};

struct Row {
    std::vector<std::string> fields;
    int line = 0;  // where it begins, from 1
};

// RFC 4180: fields in quotes may hold commas, line ends and doubled quotes.
Result<std::vector<Row>> split(std::string_view csv, std::string_view where) {
    std::vector<Row> rows;
    int line = 1;
    std::size_t at = 0;
    while (at < csv.size()) {
        Row row{{}, line};
        bool row_ended = false;
        while (!row_ended) {
            std::string field;
            if (at < csv.size() && csv[at] == '"') {
                const int opened = line;
                for (++at;; ++at) {
                    if (at >= csv.size())
                        return problem(
                            Code::invalid,
                            std::format("{} line {}: a quotation mark is opened and never closed", where, opened));
                    if (csv[at] == '\n') ++line;
                    if (csv[at] == '"') {
                        if (at + 1 < csv.size() && csv[at + 1] == '"')
                            ++at;
                        else
                            break;
                    }
                    field += csv[at];
                }
                ++at;
            } else {
                while (at < csv.size() && csv[at] != ',' && csv[at] != '\n' && csv[at] != '\r') field += csv[at++];
            }
            row.fields.push_back(std::move(field));
            if (at < csv.size() && csv[at] == ',') {
                ++at;
                continue;
            }
            if (at < csv.size() && csv[at] == '\r') ++at;
            if (at < csv.size() && csv[at] != '\n')
                return problem(Code::invalid,
                               std::format("{} line {}: a comma or the end of the line is expected here", where, line));
            ++at;
            ++line;
            row_ended = true;
        }
        if (row.fields.size() == 1 && row.fields.front().empty()) continue;  // an empty line
        rows.push_back(std::move(row));
    }
    return rows;
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
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    const auto rows = split(csv, where);
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty() || !std::ranges::equal(rows->front().fields, header))
        return problem(Code::invalid,
                       std::format("{} line 1: the header must be index,label,category,scientificName", where));

    std::vector<Label> labels;
    for (const auto& row : std::span(*rows).subspan(1)) {
        const auto wrong = [&](std::string_view what) {
            return problem(Code::invalid, std::format("{} line {}: {}", where, row.line, what));
        };
        if (row.fields.size() != std::size(header))
            return wrong(std::format("{} fields where 4 are expected", row.fields.size()));
        Label label;
        const auto& index = row.fields[0];
        const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), label.index);
        if (error != std::errc{} || end != index.data() + index.size() ||
            label.index != static_cast<int>(labels.size()))
            return wrong(std::format("index \"{}\" where {} is expected", index, labels.size()));
        label.label = row.fields[1];
        if (label.label.empty()) return wrong("the label is empty");
        if (!row.fields[2].empty()) {
            label.category = parse_category(row.fields[2]);
            if (!label.category)
                return wrong(std::format("category \"{}\" is none of animal, person, vehicle or empty", row.fields[2]));
        }
        label.scientificName = row.fields[3];
        labels.push_back(std::move(label));
    }
    if (labels.empty()) return problem(Code::invalid, std::format("{}: no label follows the header", where));
    return labels;
}

}  // namespace serow::vision
