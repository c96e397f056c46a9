#include <string_view>

#include "server/json_values.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::object to_json(const training::Proportion& proportion) {
    json::value value = nullptr;
    if (proportion.trials > 0) value = proportion.value();
    return {{"successes", proportion.successes},
            {"trials", proportion.trials},
            {"value", std::move(value)},
            {"low", proportion.low},
            {"high", proportion.high}};
}

}  // namespace

json::object to_json(const journeys::ComparedModel& compared, const journeys::Taxa& taxa) {
    const auto& scores = compared.scores;
    json::array names, confusion;
    for (const auto& one : scores.names)
        names.push_back({{"name", one.name},
                         {"vernacularNames", vernacular_names(taxa.find(one.name))},
                         {"precision", to_json(one.precision)},
                         {"recall", to_json(one.recall)},
                         {"coarser", one.coarser}});
    for (const auto& [cell, media] : scores.confusion)
        confusion.push_back({{"truth", cell.first}, {"told", cell.second}, {"media", media}});
    return {{"model", compared.model},      {"media", scores.media},     {"found", to_json(scores.found)},
            {"kept", to_json(scores.kept)}, {"names", std::move(names)}, {"confusion", std::move(confusion)}};
}

}  // namespace serow::server
