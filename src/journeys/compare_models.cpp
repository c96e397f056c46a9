#include "journeys/compare_models.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <optional>
#include <utility>

#include "camtrap/csv.h"
#include "catalog/answers.h"
#include "journeys/name_tree.h"
#include "journeys/seen_things.h"

namespace serow::journeys {
namespace {

// Scientific names, or the type of people and where there is none; the most certain first, each once.
std::vector<std::string> names_told(const catalog::Judged& judged) {
    double threshold = 0;
    if (const auto* details = judged.model_details.if_object())
        if (const auto* value = details->if_contains("threshold"); value != nullptr && value->is_number())
            threshold = value->to_number<double>();
    auto things = from_ledger(judged.observations);
    std::erase_if(things, [&](const review::SeenThing& t) { return t.probability && *t.probability < threshold; });
    std::ranges::stable_sort(things, std::greater{},
                             [](const review::SeenThing& t) { return t.probability.value_or(1); });
    std::vector<std::string> names;
    for (const auto& thing : things) {
        const bool by_type = thing.scientificName.empty() || thing.type == camtrap::ObservationType::human;
        auto name = by_type ? std::string(camtrap::word(thing.type)) : thing.scientificName;
        if (!std::ranges::contains(names, name)) names.push_back(std::move(name));
    }
    if (names.empty()) names.emplace_back(camtrap::word(camtrap::ObservationType::blank));
    return names;
}

using ByModel = std::map<std::string, training::JudgedMedium>;

}  // namespace

std::vector<ComparedModel> compare_models(const House& house, const Viewer& viewer, ProjectId project,
                                          const std::vector<std::string>& models) {
    std::map<std::string, std::vector<training::JudgedMedium>> media;
    std::optional<MediaId> at;
    ByModel here;
    const auto take = [&] {
        const bool all = std::ranges::all_of(models, [&](const auto& model) { return here.contains(model); });
        if (all)
            for (auto& [model, judged] : here)
                if (models.empty() || std::ranges::contains(models, model)) media[model].push_back(std::move(judged));
        here.clear();
    };
    in_project(house, viewer, project, people::Act::see, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::each_judged(tx, scope, [&](catalog::Judged&& judged) {
            if (at != judged.media_id) take();
            at = judged.media_id;
            auto told = names_told(judged);
            here[judged.model] = {std::move(judged.truth), std::move(told)};
        });
        take();
    });
    for (const auto& model : models)
        if (!media.contains(model))
            throw Failure(Code::not_found,
                          std::format("\"{}\" looked at no photo or video that people have settled{}", model,
                                      models.size() > 1 ? " and the other models looked at, too" : ""));
    const NameTree names(house.taxa);
    std::vector<ComparedModel> compared;
    for (const auto& [model, own] : media)
        compared.push_back({model, training::judge(own, [&](std::string_view name, std::string_view above) {
                                return names.is_within(name, above);
                            })});
    return compared;
}

std::string comparison_csv(const std::vector<ComparedModel>& models) {
    std::string csv =
        "model,media,name,told,precision,precisionLow,precisionHigh,shown,recall,recallLow,recallHigh,coarser\n";
    const auto figure = [](double value) {
        return std::isfinite(value) ? std::format("{:.4f}", value) : std::string();
    };
    for (const auto& [model, scores] : models)
        for (const auto& name : scores.names) {
            const auto& [told, shown] = std::pair(name.precision, name.recall);
            const std::vector<std::string> cells{model,
                                                 std::to_string(scores.media),
                                                 name.name,
                                                 std::to_string(told.trials),
                                                 figure(told.value()),
                                                 figure(told.low),
                                                 figure(told.high),
                                                 std::to_string(shown.trials),
                                                 figure(shown.value()),
                                                 figure(shown.low),
                                                 figure(shown.high),
                                                 std::to_string(name.coarser)};
            camtrap::append_csv_row(csv, cells);
        }
    return csv;
}

}  // namespace serow::journeys
