#include "journeys/taxa.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>
#include <tuple>

#include "base/problem.h"
#include "camtrap/csv.h"
#include "journeys/embedded_files.h"

namespace serow::journeys {
namespace {

constexpr std::array<std::string_view, 10> columns{
    "scientificName",   "taxonRank",        "class",        "order",          "family", "genus",
    "vernacularNameEn", "vernacularNameZh", "iucnCategory", "chinaProtection"};

std::string folded(std::string_view text) {
    std::string result(text);
    for (auto& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

// How well `name` answers `query` (both folded): 0 is it, 1 begins with it, 2 has a word that does,
// 3 holds it somewhere, 4 not at all. Chinese has no word gaps: there 3 is the usual find.
int match(std::string_view name, std::string_view query) {
    const auto at = name.find(query);
    if (at == std::string_view::npos) return 4;
    if (at == 0) return name.size() == query.size() ? 0 : 1;
    for (auto next = at; next != std::string_view::npos; next = name.find(query, next + 1))
        if (const char before = name[next - 1]; before == ' ' || before == '-') return 2;
    return 3;
}

int rank_order(std::string_view rank) {
    if (rank == "species" || rank == "subspecies" || rank.empty()) return 0;
    if (rank == "genus") return 1;
    if (rank == "family") return 2;
    return 3;
}

}  // namespace

Taxa::Taxa() {
    for (const auto& file : embedded_data()) {
        if (!file.path.starts_with("taxa")) continue;
        std::istringstream in{std::string(file.bytes)};
        camtrap::CsvReader reader(in, std::string(file.path));
        std::vector<std::string> cells;
        if (!value_or_throw(reader.next(cells)) || !std::ranges::equal(cells, columns))
            throw Failure(Code::internal, std::string(file.path) + " does not begin with the expected header");
        while (value_or_throw(reader.next(cells))) {
            if (cells.size() != columns.size())
                throw Failure(Code::internal, std::string(file.path) + ", line " + std::to_string(reader.line()) +
                                                  ": not " + std::to_string(columns.size()) + " cells");
            by_name_.emplace(cells[0], taxa_.size());
            taxa_.push_back(
                {cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9]});
        }
    }
    tree_ = vision::Taxonomy(taxa_);
}

const camtrap::Taxon* Taxa::find(std::string_view scientific_name) const {
    const auto found = by_name_.find(std::string(scientific_name));
    return found == by_name_.end() ? nullptr : &taxa_[found->second];
}

std::vector<camtrap::Taxon> Taxa::search(std::string_view query, const std::vector<std::string>& used,
                                         std::size_t limit) const {
    const auto wanted = folded(query);
    if (wanted.empty()) return {};
    std::vector<camtrap::Taxon> strangers;
    for (const auto& name : used)
        if (find(name) == nullptr) {
            auto& stranger = strangers.emplace_back();
            stranger.scientificName = name;
        }

    using Key = std::tuple<bool, int, int, std::string_view>;
    std::vector<std::pair<Key, const camtrap::Taxon*>> found;
    const auto consider = [&](const camtrap::Taxon& taxon) {
        const int best =
            std::min({match(folded(taxon.scientificName), wanted), match(folded(taxon.vernacularNameEn), wanted),
                      match(taxon.vernacularNameZh, wanted)});
        if (best == 4) return;
        const bool unused = std::ranges::find(used, taxon.scientificName) == used.end();
        found.emplace_back(Key{unused, best, rank_order(taxon.taxonRank), taxon.scientificName}, &taxon);
    };
    std::ranges::for_each(strangers, consider);
    std::ranges::for_each(taxa_, consider);
    std::ranges::sort(found);

    std::vector<camtrap::Taxon> result;
    for (const auto& [key, taxon] : found) {
        if (result.size() == limit) break;
        result.push_back(*taxon);
    }
    return result;
}

}  // namespace serow::journeys
