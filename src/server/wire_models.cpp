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

json::object to_json(const training::Reliability& reliability) {
    json::array bins;
    for (const auto& bin : reliability.bins)
        bins.push_back({{"answers", bin.answers}, {"right", bin.right}, {"meanProbability", bin.mean_probability}});
    return {
        {"calibrationError", reliability.calibration_error}, {"brier", reliability.brier}, {"bins", std::move(bins)}};
}

std::string_view word(training::CalibrationMethod method) {
    switch (method) {
        case training::CalibrationMethod::none: break;
        case training::CalibrationMethod::temperature: return "temperature";
        case training::CalibrationMethod::isotonic: return "isotonic";
    }
    return "none";
}

json::object to_json(const journeys::CategoryCalibration& category) {
    const auto& fit = category.fit;
    json::value calibrated = nullptr, in_force = nullptr;
    if (fit.enough) calibrated = to_json(fit.by_best());
    if (const auto& row = category.in_force)
        in_force = {{"method", row->curve.at("method")},
                    {"answers", row->answers},
                    {"fittedAt", to_text(row->fitted_at)},
                    {"fittedBy", row->account_name}};
    return {{"category", category.category},
            {"answers", fit.answers},
            {"right", fit.right},
            {"locations", fit.locations},
            {"enough", fit.enough},
            {"method", word(fit.best.method)},
            {"asSaid", to_json(fit.as_said)},
            {"calibrated", std::move(calibrated)},
            {"inForce", std::move(in_force)}};
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

json::object to_json(const journeys::ModelCalibration& model) {
    json::array categories;
    for (const auto& category : model.categories) categories.push_back(to_json(category));
    return {{"model", model.model},
            {"needed",
             {{"answers", training::least_judged_answers},
              {"ofEachOutcome", training::least_of_each_outcome},
              {"locations", training::least_locations}}},
            {"categories", std::move(categories)}};
}

}  // namespace serow::server
