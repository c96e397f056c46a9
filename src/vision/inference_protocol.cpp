#include "vision/inference_protocol.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <format>
#include <type_traits>

#include "base/json.h"

namespace serow::vision {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors travel as little-endian bytes");

// More than any detector gives; what claims more is no answer.
constexpr std::int64_t most_values = std::int64_t{1} << 28;
constexpr std::size_t longest_error = 300;

std::unexpected<Problem> no_answer(std::string_view what) {
    return problem(Code::internal, std::format("the answer is not of the Open Inference Protocol: {}", what));
}

// By hand: as a tree of JSON values a photo's tensor would take ten times its size. A float's shortest form is read
// back as the same float.
template <class T>
void append_numbers(std::string& text, std::span<const T> values) {
    std::array<char, 32> digits{};
    text.reserve(text.size() + values.size() * 12);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) text += ',';
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), values[i]).ptr;
        text.append(digits.data(), end);
    }
}

Element element_of(std::string_view datatype) {
    if (datatype == "FP32") return Element::float32;
    if (datatype == "INT64") return Element::int64;
    return Element::other;
}

// Of a member that must be there and of that kind; nullptr otherwise.
const json::array* array_in(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_array();
}

std::string_view text_in(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr || !value->is_string() ? std::string_view{} : std::string_view(value->get_string());
}

std::optional<std::vector<std::int64_t>> shape_in(const json::object& tensor) {
    const auto* list = array_in(tensor, "shape");
    if (list == nullptr || list->size() > 16) return {};
    std::vector<std::int64_t> shape;
    for (const auto& size : *list) {
        boost::system::error_code error;
        shape.push_back(size.to_number<std::int64_t>(error));
        if (error) return {};
    }
    return shape;
}

// How many values a tensor of that shape has; nothing where it cannot be one.
std::optional<std::size_t> count_of(const std::vector<std::int64_t>& shape) {
    std::int64_t count = 1;
    for (const auto size : shape) {
        if (size < 0 || (size > 0 && count > most_values / size)) return {};
        count *= size;
    }
    return static_cast<std::size_t>(count);
}

// Numbers of a list, or of lists in lists: both forms are allowed. False where there is something else, or too many.
template <class T>
bool flatten(const json::value& value, std::size_t most, std::vector<T>& into) {
    if (const auto* list = value.if_array())
        return std::ranges::all_of(*list, [&](const auto& each) { return flatten(each, most, into); });
    boost::system::error_code error;
    const auto number = value.to_number<std::conditional_t<std::is_same_v<T, float>, double, std::int64_t>>(error);
    if (!value.is_number() || error || into.size() >= most) return false;
    into.push_back(static_cast<T>(number));
    return true;
}

// An output's own bytes behind the JSON; nothing where its numbers stand in the JSON.
struct Tail {
    std::optional<std::string_view> bytes;
};

template <class T>
Result<Output> read_output(const json::object& tensor, std::string_view name, std::vector<std::int64_t> shape,
                           std::size_t count, const Tail& tail) {
    std::vector<T> values;
    if (tail.bytes) {
        if (tail.bytes->size() != count * sizeof(T))
            return no_answer(
                std::format("output {} has {} bytes, by its shape {}", name, tail.bytes->size(), count * sizeof(T)));
        values.resize(count);
        if (count > 0) std::memcpy(values.data(), tail.bytes->data(), tail.bytes->size());
    } else {
        const auto* data = tensor.if_contains("data");
        values.reserve(std::min(count, std::size_t{1} << 20));  // the rest once it is really there
        if (data == nullptr || !flatten(*data, count, values) || values.size() != count)
            return no_answer(std::format("output {} does not have the {} numbers of its shape", name, count));
    }
    return Output{std::move(shape), std::move(values)};
}

Result<std::vector<TensorFacts>> facts_in(const json::object& object, std::string_view key) {
    const auto* list = array_in(object, key);
    if (list == nullptr) return no_answer(std::format("the model's metadata have no list \"{}\"", key));
    std::vector<TensorFacts> facts;
    for (const auto& each : *list) {
        const auto* tensor = each.if_object();
        auto shape = tensor == nullptr ? std::nullopt : shape_in(*tensor);
        if (!shape || text_in(*tensor, "name").empty())
            return no_answer(std::format("a tensor in \"{}\" has no name or no shape", key));
        for (auto& size : *shape) size = std::max<std::int64_t>(size, -1);
        facts.push_back(
            {std::string(text_in(*tensor, "name")), std::move(*shape), element_of(text_in(*tensor, "datatype"))});
    }
    return facts;
}

}  // namespace

InferenceRequest encode_inference(std::span<const Input> inputs, std::span<const std::string> outputs, bool as_bytes) {
    InferenceRequest request;
    std::string tail;
    request.body = R"({"inputs":[)";
    for (const auto& input : inputs) {
        const bool is_float = std::holds_alternative<std::span<const float>>(input.values);
        request.body += std::format(R"({}{{"name":{},"datatype":"{}","shape":[)", &input == inputs.data() ? "" : ",",
                                    json::serialize(json::string(input.name)), is_float ? "FP32" : "INT64");
        append_numbers(request.body, std::span<const std::int64_t>(input.shape));
        std::visit(
            [&](const auto values) {
                if (as_bytes) {
                    request.body += std::format(R"(],"parameters":{{"binary_data_size":{}}}}})", values.size_bytes());
                    tail.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
                } else {
                    request.body += R"(],"data":[)";
                    append_numbers(request.body, values);
                    request.body += "]}";
                }
            },
            input.values);
    }
    request.body += R"(],"outputs":[)";
    for (const auto& name : outputs)
        request.body +=
            std::format(R"({}{{"name":{}{}}})", &name == outputs.data() ? "" : ",", json::serialize(json::string(name)),
                        as_bytes ? R"(,"parameters":{"binary_data":true})" : "");
    request.body += "]}";
    if (as_bytes) {
        request.json_size = request.body.size();
        request.body += tail;
    }
    return request;
}

Result<std::vector<Output>> decode_inference(std::string_view body, std::optional<std::size_t> json_size,
                                             std::span<const std::string> outputs) {
    if (json_size.value_or(0) > body.size()) return no_answer("it is shorter than its header says");
    const auto value = parse_json(body.substr(0, json_size.value_or(body.size())), "the inference server's answer");
    if (!value) return no_answer(value.error().detail);
    const auto* object = value->if_object();
    const auto* list = object == nullptr ? nullptr : array_in(*object, "outputs");
    if (list == nullptr) return no_answer("it has no list of outputs");

    auto rest = body.substr(json_size.value_or(body.size()));
    std::vector<std::optional<Output>> found(outputs.size());
    for (const auto& each : *list) {
        const auto* tensor = each.if_object();
        if (tensor == nullptr) return no_answer("an output is no object");
        const auto name = text_in(*tensor, "name");
        Tail tail;
        if (const auto* parameters = tensor->if_contains("parameters");
            parameters != nullptr && parameters->is_object())
            if (const auto* size = parameters->get_object().if_contains("binary_data_size")) {
                boost::system::error_code error;
                const auto bytes = size->to_number<std::size_t>(error);
                if (error || bytes > rest.size())
                    return no_answer(std::format("output {} has more bytes than the answer", name));
                tail.bytes = rest.substr(0, bytes);
                rest.remove_prefix(bytes);  // also of an output that nobody asked for
            }
        const auto at = std::ranges::find(outputs, name);
        if (at == outputs.end()) continue;
        auto shape = shape_in(*tensor);
        const auto count = shape ? count_of(*shape) : std::nullopt;
        if (!count) return no_answer(std::format("output {} has no shape that a tensor can have", name));
        const auto element = element_of(text_in(*tensor, "datatype"));
        if (element == Element::other)
            return no_answer(
                std::format("output {} is of the type {}, not FP32 or INT64", name, text_in(*tensor, "datatype")));
        auto output = element == Element::float32
                          ? read_output<float>(*tensor, name, std::move(*shape), *count, tail)
                          : read_output<std::int64_t>(*tensor, name, std::move(*shape), *count, tail);
        if (!output) return std::unexpected(std::move(output.error()));
        found[static_cast<std::size_t>(at - outputs.begin())] = std::move(*output);
    }
    std::vector<Output> all;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!found[i]) return no_answer(std::format("output {} is missing", outputs[i]));
        all.push_back(std::move(*found[i]));
    }
    return all;
}

Result<RemoteFacts> decode_metadata(std::string_view body) {
    const auto value = parse_json(body, "the inference server's answer");
    if (!value) return no_answer(value.error().detail);
    if (!value->is_object()) return no_answer("the model's metadata are no object");
    auto inputs = facts_in(value->get_object(), "inputs");
    if (!inputs) return std::unexpected(std::move(inputs.error()));
    auto outputs = facts_in(value->get_object(), "outputs");
    if (!outputs) return std::unexpected(std::move(outputs.error()));
    return RemoteFacts{std::move(*inputs), std::move(*outputs)};
}

std::string decode_error(std::string_view body) {
    std::string shown(body.substr(0, longest_error));
    if (const auto value = parse_json(body, "the answer"); value && value->is_object())
        if (const auto text = text_in(value->get_object(), "error"); !text.empty())
            shown = text.substr(0, longest_error);
    std::ranges::replace_if(shown, [](char c) { return c < ' ' || c > '~'; }, '?');  // may be anything
    return shown;
}

}  // namespace serow::vision
