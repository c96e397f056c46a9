#include "camtrap/speciesnet_label.h"

#include <array>
#include <cctype>

namespace serow::camtrap {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace

std::string SpeciesNetLabel::text() const {
    return uuid + ';' + klass + ';' + order + ';' + family + ';' + genus + ';' + species + ';' + common_name;
}

std::string SpeciesNetLabel::scientific_name() const {
    if (klass == "no cv result") return {};
    if (!genus.empty()) return capitalised(genus) + (species.empty() ? "" : " " + species);
    if (!family.empty()) return capitalised(family);
    if (!order.empty()) return capitalised(order);
    return capitalised(klass);
}

Taxon SpeciesNetLabel::taxon() const {
    Taxon taxon;
    taxon.scientificName = scientific_name();
    if (taxon.scientificName.empty()) return taxon;
    taxon.class_ = capitalised(klass);
    taxon.order = capitalised(order);
    taxon.family = capitalised(family);
    taxon.genus = capitalised(genus);
    taxon.vernacularNameEn = common_name;
    taxon.taxonRank = !species.empty()  ? (species.contains(' ') ? "subspecies" : "species")
                      : !genus.empty()  ? "genus"
                      : !family.empty() ? "family"
                      : !order.empty()  ? "order"
                                        : "class";
    return taxon;
}

std::optional<SpeciesNetLabel> parse_speciesnet_label(std::string_view text) {
    std::array<std::string, 7> parts;
    for (std::size_t i = 0;; ++i) {
        const auto end = text.find(';');
        if (i == parts.size() || (end == std::string_view::npos) != (i + 1 == parts.size())) return {};
        parts[i] = i == 6 ? std::string(text) : lower(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return SpeciesNetLabel{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]};
}

SpeciesNetLabel label_of(const Taxon& taxon) {
    SpeciesNetLabel label;
    label.klass = lower(taxon.class_);
    label.order = lower(taxon.order);
    label.family = lower(taxon.family);
    label.genus = lower(taxon.genus);
    if (const auto space = taxon.scientificName.find(' '); space != std::string::npos) {
        label.genus = lower(taxon.scientificName.substr(0, space));
        label.species = lower(taxon.scientificName.substr(space + 1));
    } else if (label.klass.empty() && label.order.empty() && label.family.empty() && label.genus.empty()) {
        label.genus = lower(taxon.scientificName);  // a name of one word that no list knows: a genus, most likely
    }
    label.common_name = lower(taxon.vernacularNameEn);
    return label;
}

}  // namespace serow::camtrap
