#include "journeys/calibrations.h"

#include "base/problem.h"
#include "catalog/calibrations.h"

namespace serow::journeys {

Calibrations::Calibrations(catalog::Transaction& tx, const catalog::Scope& scope) {
    for (const auto& row : catalog::list_calibrations(tx, scope))
        curves_.emplace(std::pair(row.model, row.category), calibration_from(row.curve));
}

double Calibrations::read(std::string_view model, std::string_view category, double probability) const {
    const auto found = curves_.find(std::pair(std::string(model), std::string(category)));
    return found == curves_.end() ? probability : training::calibrated(found->second, probability);
}

json::object to_json(const training::Calibration& calibration) {
    switch (calibration.method) {
        case training::CalibrationMethod::none: break;
        case training::CalibrationMethod::temperature:
            return {{"method", "temperature"}, {"temperature", calibration.temperature}};
        case training::CalibrationMethod::isotonic: {
            json::array points;
            for (const auto& [said, meant] : calibration.points) points.push_back(json::array{said, meant});
            return {{"method", "isotonic"}, {"points", std::move(points)}};
        }
    }
    return {{"method", "none"}};
}

training::Calibration calibration_from(const json::value& curve) {
    training::Calibration calibration;
    const auto& method = curve.at("method").as_string();
    if (method == "temperature") {
        calibration.method = training::CalibrationMethod::temperature;
        calibration.temperature = curve.at("temperature").to_number<double>();
    } else if (method == "isotonic") {
        calibration.method = training::CalibrationMethod::isotonic;
        for (const auto& point : curve.at("points").as_array())
            calibration.points.emplace_back(point.at(0).to_number<double>(), point.at(1).to_number<double>());
    } else {
        throw Failure(Code::internal, "a calibration of an unknown method is in the database");
    }
    return calibration;
}

}  // namespace serow::journeys
