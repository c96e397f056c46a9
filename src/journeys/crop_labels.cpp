#include "journeys/crop_labels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <format>
#include <set>

#include "camtrap/csv.h"

namespace serow::journeys {
namespace {

// Column numbers; -1: there is none.
struct Columns {
    int path = -1, location = -1, name = -1;
    std::array<int, 4> box{-1, -1, -1, -1};
};

int column_of(const std::vector<std::string>& header, std::string_view name, std::string_view other = {}) {
    const auto found = std::ranges::find_if(
        header, [&](const auto& cell) { return cell == name || (!other.empty() && cell == other); });
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

std::expected<Columns, std::string> columns_of(const std::vector<std::string>& header) {
    const Columns columns{column_of(header, "filePath"),
                          column_of(header, "location"),
                          column_of(header, "scientificName"),
                          {column_of(header, "bboxX", "x"), column_of(header, "bboxY", "y"),
                           column_of(header, "bboxWidth", "width"), column_of(header, "bboxHeight", "height")}};
    for (const auto& [number, name] :
         {std::pair{columns.path, "filePath"}, {columns.location, "location"}, {columns.name, "scientificName"}})
        if (number < 0) return std::unexpected(std::format("the column {} is missing", name));
    const auto known = std::ranges::count_if(columns.box, [](int number) { return number >= 0; });
    if (known != 0 && known != 4)
        return std::unexpected("a box has the four columns bboxX, bboxY, bboxWidth and bboxHeight, or none of them");
    return columns;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::expected<std::optional<Box>, std::string> box_of(const std::array<std::string_view, 4>& cells) {
    if (std::ranges::all_of(cells, &std::string_view::empty)) return std::nullopt;
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto value = number_of(cells[i]);
        if (!value) return std::unexpected(std::format("\"{}\" of the box is no number", cells[i]));
        values[i] = *value;
    }
    auto [x, y, width, height] = values;
    constexpr double rounding = 1e-3;
    if (!(x >= -rounding && y >= -rounding && width > 0 && height > 0 && x + width <= 1 + rounding &&
          y + height <= 1 + rounding))
        return std::unexpected(
            "the box does not lie inside the picture; its numbers are shares of the picture, 0 to 1");
    x = std::clamp(x, 0.0, 1.0);
    y = std::clamp(y, 0.0, 1.0);
    return Box{x, y, std::min(width, 1 - x), std::min(height, 1 - y)};
}

bool leaves_the_folder(const std::string& path) {
    const std::filesystem::path as_path(path);
    return as_path.is_absolute() || std::ranges::contains(as_path, std::filesystem::path(".."));
}

std::string unknown_taxon(const std::string& name, const Taxa& taxa) {
    auto text =
        std::format("the taxon \"{}\" is not in data/taxa.csv; correct the name, or take its genus or family", name);
    const auto near = taxa.search(name.substr(0, name.find(' ')), {}, 3);
    for (std::size_t i = 0; i < near.size(); ++i) text += (i == 0 ? ". Near it: " : ", ") + near[i].scientificName;
    return text;
}

std::expected<LabelledCrop, std::string> crop_of(const std::vector<std::string>& cells, const Columns& columns,
                                                 const Taxa& taxa) {
    const auto cell = [&](int number) {
        const auto at = static_cast<std::size_t>(number);
        return number >= 0 && at < cells.size() ? std::string_view(cells[at]) : std::string_view();
    };
    LabelledCrop crop;
    crop.filePath = cell(columns.path);
    crop.location = cell(columns.location);
    crop.scientificName = cell(columns.name);
    if (crop.filePath.empty()) return std::unexpected("filePath is empty");
    if (leaves_the_folder(crop.filePath))
        return std::unexpected(std::format("\"{}\" is no path below the folder", crop.filePath));
    if (crop.location.empty())
        return std::unexpected(
            "location is empty; without it backgrounds cannot be told apart: name it, or take the "
            "row out");
    if (crop.scientificName.empty()) return std::unexpected("scientificName is empty");
    if (taxa.find(crop.scientificName) == nullptr) return std::unexpected(unknown_taxon(crop.scientificName, taxa));
    auto box = box_of({cell(columns.box[0]), cell(columns.box[1]), cell(columns.box[2]), cell(columns.box[3])});
    if (!box) return std::unexpected(box.error());
    crop.box = *box;
    return crop;
}

}  // namespace

Result<std::vector<LabelledCrop>> read_crop_labels(std::istream& in, const std::string& where, const Taxa& taxa) {
    camtrap::CsvReader reader(in, where);
    std::vector<std::string> cells;
    const auto wrong = [&](const std::string& what) {
        return problem(Code::invalid, std::format("{} line {}: {}", where, reader.line(), what));
    };
    const auto header = reader.next(cells);
    if (!header) return std::unexpected(header.error());
    if (!*header) return problem(Code::invalid, std::format("{} is empty", where));
    const auto columns = columns_of(cells);
    if (!columns) return wrong(columns.error());
    std::vector<LabelledCrop> crops;
    for (;;) {
        const auto more = reader.next(cells);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        auto crop = crop_of(cells, *columns, taxa);
        if (!crop) return wrong(crop.error());
        crop->line = reader.line();
        crops.push_back(std::move(*crop));
    }
    if (crops.empty()) return problem(Code::invalid, std::format("{}: there is no crop in it", where));
    return crops;
}

training::Examples examples_of(const std::vector<LabelledCrop>& crops) {
    std::set<std::string> classes, locations;
    for (const auto& crop : crops) {
        classes.insert(crop.scientificName);
        locations.insert(crop.location);
    }
    training::Examples examples;
    for (const auto& crop : crops) {
        examples.labels.push_back(static_cast<int>(std::distance(classes.begin(), classes.find(crop.scientificName))));
        examples.places.push_back(static_cast<int>(std::distance(locations.begin(), locations.find(crop.location))));
    }
    examples.classes.assign(classes.begin(), classes.end());
    examples.locations.assign(locations.begin(), locations.end());
    return examples;
}

}  // namespace serow::journeys
