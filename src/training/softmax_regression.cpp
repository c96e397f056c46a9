#include "training/softmax_regression.h"

#include <Eigen/Core>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace serow::training {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const Matrix>;

constexpr double never = -1000;  // a logit that no feature lifts

Eigen::Index index(std::size_t value) {
    return static_cast<Eigen::Index>(value);
}

Matrix logits(const View& features, const View& weights, const Eigen::Map<const Eigen::VectorXd>& bias) {
    Matrix z = features * weights.transpose();
    z.rowwise() += bias.transpose();
    return z;
}

}  // namespace

std::vector<double> balanced_weights(std::span<const int> labels, std::size_t classes) {
    std::vector<double> crops(classes);
    for (const auto label : labels) crops[static_cast<std::size_t>(label)] += 1;
    const auto occurring = std::ranges::count_if(crops, [](double count) { return count > 0; });
    std::vector<double> weights;
    weights.reserve(labels.size());
    for (const auto label : labels)
        weights.push_back(static_cast<double>(labels.size()) /
                          (static_cast<double>(occurring) * crops[static_cast<std::size_t>(label)]));
    return weights;
}

double penalised_loss(const FitInput& input, double penalty, std::span<const double> parameters,
                      std::span<double> gradient) {
    const auto crops = index(input.labels.size()), width = index(input.width), classes = index(input.classes);
    const View features(input.features.data(), crops, width);
    const View weights(parameters.data(), classes, width);
    const Eigen::Map<const Eigen::VectorXd> bias(parameters.data() + weights.size(), classes);
    // Of each crop: the logits, then p - [class is the label], weighed.
    Matrix off = logits(features, weights, bias);
    const double whole = std::accumulate(input.crop_weights.begin(), input.crop_weights.end(), 0.0);
    double loss = 0;
    for (Eigen::Index crop = 0; crop < crops; ++crop) {
        auto row = off.row(crop);
        const double share = input.crop_weights[static_cast<std::size_t>(crop)] / whole;
        const auto label = input.labels[static_cast<std::size_t>(crop)];
        row.array() -= row.maxCoeff();  // the highest taken off: no exponential overflows
        const double of_label = row[label];
        row = row.array().exp();
        const double sum = row.sum();
        loss += share * (std::log(sum) - of_label);
        row *= share / sum;
        row[label] -= share;
    }
    Eigen::Map<Matrix> by_weights(gradient.data(), classes, width);
    Eigen::Map<Eigen::VectorXd> by_bias(gradient.data() + weights.size(), classes);
    by_weights.noalias() = off.transpose() * features;
    by_weights += penalty * weights;
    by_bias = off.colwise().sum().transpose();
    return loss + penalty / 2 * weights.squaredNorm();
}

SoftmaxFit fit_softmax(const FitInput& input, double penalty, const Softmax& start, const MinimiseOptions& options) {
    assert(input.features.size() == input.labels.size() * input.width);
    const auto weight_count = input.classes * input.width;
    std::vector<double> parameters(weight_count + input.classes);
    if (start.classes() == input.classes && start.width == input.width) {
        std::ranges::copy(start.weights, parameters.begin());
        std::ranges::copy(start.bias, parameters.begin() + static_cast<std::ptrdiff_t>(weight_count));
    }
    std::vector<bool> occurs(input.classes);
    for (const auto label : input.labels) occurs[static_cast<std::size_t>(label)] = true;
    for (std::size_t c = 0; c < input.classes; ++c)
        if (!occurs[c]) parameters[weight_count + c] = never;

    SoftmaxFit fit;
    fit.minimum = minimise([&](std::span<const double> x,
                               std::span<double> gradient) { return penalised_loss(input, penalty, x, gradient); },
                           std::move(parameters), options);
    const auto split = fit.minimum.x.begin() + static_cast<std::ptrdiff_t>(weight_count);
    fit.model = {input.width, {fit.minimum.x.begin(), split}, {split, fit.minimum.x.end()}};
    return fit;
}

std::vector<double> logits_of(const Softmax& model, std::span<const double> features) {
    const auto crops = model.width == 0 ? 0 : features.size() / model.width;
    const auto z = logits(View(features.data(), index(crops), index(model.width)),
                          View(model.weights.data(), index(model.classes()), index(model.width)),
                          Eigen::Map<const Eigen::VectorXd>(model.bias.data(), index(model.classes())));
    return {z.data(), z.data() + z.size()};
}

}  // namespace serow::training
