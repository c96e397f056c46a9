#include "vision/batch.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/log.h"
#include "vision/fit.h"

namespace serow::vision {
namespace {

std::size_t count_of(Size size) {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3;
}

// Row `i` of an output that has `count` of them.
Output row_of(const Output& all, std::size_t i, std::size_t count) {
    Output one{all.shape, {}};
    one.shape.front() = 1;
    std::visit(
        [&](const auto& values) {
            const auto step = static_cast<std::ptrdiff_t>(values.size() / count);
            const auto begin = values.begin() + static_cast<std::ptrdiff_t>(i) * step;
            one.values = std::remove_cvref_t<decltype(values)>(begin, begin + step);
        },
        all.values);
    return one;
}

}  // namespace

// A fixed number in an output is the exporter's word that the graph works on so many alone.
bool takes_several(const Manifest& manifest, const Session& session) {
    const auto is_open = [](const TensorFacts& tensor) { return !tensor.shape.empty() && tensor.shape.front() < 0; };
    const auto named = output_names(manifest.output);
    return std::ranges::all_of(session.inputs(), is_open) &&
           std::ranges::all_of(session.outputs(), [&](const TensorFacts& tensor) {
               return std::ranges::find(named, tensor.name) == named.end() || is_open(tensor);
           });
}

void add_constants(const InputPlan& plan, std::size_t count, std::vector<std::vector<std::int64_t>>& rows,
                   std::vector<Input>& inputs) {
    rows.reserve(rows.size() + plan.constants.size());  // the inputs point to them
    for (const auto& [name, values] : plan.constants) {
        auto& all = rows.emplace_back();
        all.reserve(count * values.size());
        for (std::size_t i = 0; i < count; ++i) all.insert(all.end(), values.begin(), values.end());
        inputs.push_back({name,
                          {static_cast<std::int64_t>(count), static_cast<std::int64_t>(values.size())},
                          std::span<const std::int64_t>(all)});
    }
}

BatchedModel::BatchedModel(Session session, std::vector<std::string> outputs, int most, std::string name)
    : session_(std::move(session)),
      outputs_(std::move(outputs)),
      most_(most),
      name_(std::move(name)),
      one_by_one_(std::make_unique<std::atomic<bool>>(false)) {}

Result<BatchedModel> BatchedModel::make(const Manifest& manifest, Session session, int most) {
    if (const auto fit = check_fit(manifest, session); !fit) return std::unexpected(fit.error());
    const int fed = takes_several(manifest, session) ? std::max(most, 1) : 1;
    return BatchedModel(std::move(session), output_names(manifest.output), fed, manifest.name);
}

Result<bool> BatchedModel::run_together(const InputPlan& plan, std::span<const Patch> patches,
                                        std::span<PatchAnswer> answers) const {
    const auto count = patches.size();
    const auto fed = answers.front().fed;
    const auto step = count_of(fed);
    const auto tensor = std::make_unique_for_overwrite<float[]>(count * step);
    for (std::size_t i = 0; i < count; ++i)
        answers[i].place = fill_tensor(*patches[i].photo, patches[i].region, plan, {tensor.get() + i * step, step});

    auto shape = input_shape(plan, fed);
    shape.front() = static_cast<std::int64_t>(count);
    std::vector<Input> inputs{{plan.tensor, std::move(shape), std::span<const float>(tensor.get(), count * step)}};
    std::vector<std::vector<std::int64_t>> constants;
    add_constants(plan, count, constants, inputs);
    auto outputs = session_.run(inputs, outputs_);
    if (!outputs && count > 1 && outputs.error().code == Code::internal) return false;
    if (!outputs) return std::unexpected(std::move(outputs.error()));
    if (count == 1) {
        answers.front().outputs = std::move(*outputs);
        return true;
    }
    if (std::ranges::any_of(*outputs, [&](const Output& output) {
            return output.shape.empty() || output.shape.front() != static_cast<std::int64_t>(count);
        }))
        return false;
    for (std::size_t i = 0; i < count; ++i)
        for (const auto& output : *outputs) answers[i].outputs.push_back(row_of(output, i, count));
    return true;
}

Result<std::vector<PatchAnswer>> BatchedModel::run(const InputPlan& plan, std::span<const Patch> patches) const {
    std::vector<PatchAnswer> answers(patches.size());
    for (std::size_t i = 0; i < patches.size(); ++i)
        answers[i].fed = fed_size(plan, patches[i].region.width, patches[i].region.height);
    for (std::size_t begin = 0; begin < patches.size();) {
        std::size_t end = begin + 1;
        while (end < patches.size() && end - begin < static_cast<std::size_t>(most()) &&
               answers[end].fed == answers[begin].fed)
            ++end;
        const auto count = end - begin;
        const auto ran = run_together(plan, patches.subspan(begin, count), std::span(answers).subspan(begin, count));
        if (!ran) return std::unexpected(ran.error());
        if (*ran)
            begin = end;
        else if (!one_by_one_->exchange(true))  // the same again, now one by one
            log_warning("a model says that it takes several pictures at once and does not; it gets them singly",
                        {{"model", name_}});
    }
    return answers;
}

}  // namespace serow::vision
