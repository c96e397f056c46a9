#include "vision/fit.h"

#include <algorithm>
#include <format>

#include "vision/preprocess.h"

namespace serow::vision {

namespace {

const TensorFacts* find(const std::vector<TensorFacts>& tensors, std::string_view name) {
    const auto found = std::ranges::find(tensors, name, &TensorFacts::name);
    return found == tensors.end() ? nullptr : &*found;
}

std::string text_of(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto size : shape) text += size < 0 ? std::string("[?]") : std::format("[{}]", size);
    return text;
}

bool agrees(const std::vector<std::int64_t>& in_model, const std::vector<std::int64_t>& wanted) {
    return std::ranges::equal(in_model, wanted, [](auto have, auto want) { return have < 0 || have == want; });
}

}  // namespace

std::vector<std::string> output_names(const OutputPlan& plan) {
    std::vector<std::string> names;
    for (const auto* name : {&plan.labels, &plan.boxes, &plan.scores, &plan.features})
        if (!name->empty()) names.push_back(*name);
    return names;
}

Result<void> check_fit(const Manifest& manifest, const Session& session) {
    const auto misfit = [&](std::string_view what) {
        return problem(Code::invalid, std::format("the model {} does not fit its manifest: {}", manifest.name, what));
    };
    // Of a free size both sides have to be free.
    constexpr int any = -1;
    const auto size =
        manifest.input.multiple_of > 0 ? Size{any, any} : Size{manifest.input.width, manifest.input.height};
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> wanted{
        {manifest.input.tensor, input_shape(manifest.input, size)}};
    for (const auto& [name, values] : manifest.input.constants)
        wanted.push_back({name, {1, static_cast<std::int64_t>(values.size())}});
    for (const auto& [name, shape] : wanted) {
        const auto element = name == manifest.input.tensor ? Element::float32 : Element::int64;
        const auto* input = find(session.inputs(), name);
        if (input == nullptr) return misfit(std::format("it has no input \"{}\"", name));
        if (!agrees(input->shape, shape))
            return misfit(std::format("input \"{}\" is {}, not {}", name, text_of(input->shape), text_of(shape)));
        if (input->element != element)
            return misfit(std::format("input \"{}\" is not of {}", name,
                                      element == Element::float32 ? "32-bit floats" : "64-bit whole numbers"));
    }
    if (session.inputs().size() != wanted.size())
        return misfit(std::format("it has {} inputs, not {}", session.inputs().size(), wanted.size()));
    for (const auto& name : output_names(manifest.output))
        if (find(session.outputs(), name) == nullptr) return misfit(std::format("it has no output \"{}\"", name));
    return {};
}

}  // namespace serow::vision
