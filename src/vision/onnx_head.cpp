#include "vision/onnx_head.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <format>

#include "vision/proto_message.h"

namespace serow::vision {
namespace {

// Field numbers of onnx.proto.
namespace field {
constexpr int model_ir_version = 1, model_graph = 7, model_opset_import = 8;
constexpr int opset_domain = 1, opset_version = 2;
constexpr int graph_node = 1, graph_initializer = 5, graph_output = 12;
constexpr int value_name = 1, value_type = 2;
constexpr int node_input = 1, node_output = 2, node_name = 3, node_operator = 4, node_attribute = 5;
constexpr int attribute_name = 1, attribute_int = 3, attribute_type = 20;
constexpr int tensor_dims = 1, tensor_type = 2, tensor_name = 8, tensor_raw = 9;
}  // namespace field
constexpr int float_type = 1;  // TensorProto.FLOAT
constexpr int is_int = 2;      // AttributeProto.INT
constexpr std::string_view prefix = "serow_head_";

struct BackboneFacts {
    std::uint64_t ir_version = 0, opset = 0;
    bool has_graph = false, has_features = false, has_head = false;
};

Result<BackboneFacts> facts_of(std::string_view backbone, std::string_view features) {
    BackboneFacts facts;
    Result<void> inner;
    const auto read = [&](std::string_view message, const std::function<void(const ProtoField&)>& see) {
        if (auto good = read_proto(message, see); !good) inner = std::move(good);
    };
    const auto see_output = [&](const ProtoField& output) {
        if (output.field != field::value_name) return;
        facts.has_features = facts.has_features || output.bytes == features;
        facts.has_head = facts.has_head || output.bytes.starts_with(prefix);
    };
    const auto good = read_proto(backbone, [&](const ProtoField& of_model) {
        if (of_model.field == field::model_ir_version) facts.ir_version = of_model.number;
        if (of_model.field == field::model_opset_import) {
            std::string_view domain;
            std::uint64_t version = 0;
            read(of_model.bytes, [&](const ProtoField& set) {
                if (set.field == field::opset_domain) domain = set.bytes;
                if (set.field == field::opset_version) version = set.number;
            });
            if (domain.empty() || domain == "ai.onnx") facts.opset = version;
        }
        if (of_model.field == field::model_graph) {
            facts.has_graph = true;
            read(of_model.bytes, [&](const ProtoField& of_graph) {
                if (of_graph.field == field::graph_output) read(of_graph.bytes, see_output);
            });
        }
    });
    if (!good || !inner || !facts.has_graph)
        return problem(Code::unreadable, "the backbone is no ONNX model; check it with `serow models verify`");
    return facts;
}

ProtoMessage tensor(std::string_view name, const std::vector<std::size_t>& dims, const std::vector<double>& values) {
    static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");
    std::vector<float> floats;
    floats.reserve(values.size());
    for (const auto value : values) floats.push_back(static_cast<float>(value));
    ProtoMessage message;
    for (const auto size : dims) message.number(field::tensor_dims, static_cast<std::int64_t>(size));
    message.number(field::tensor_type, float_type).bytes(field::tensor_name, std::string(prefix) + std::string(name));
    return message.bytes(field::tensor_raw,
                         {reinterpret_cast<const char*>(floats.data()), floats.size() * sizeof(float)});
}

// `inputs` without the prefix, but for the first.
ProtoMessage node(std::string_view operation, std::string_view first, const std::vector<std::string_view>& inputs,
                  std::string_view output) {
    const auto named = [](std::string_view name) { return std::string(prefix) + std::string(name); };
    ProtoMessage message;
    message.bytes(field::node_input, first);
    for (const auto input : inputs) message.bytes(field::node_input, named(input));
    return message.bytes(field::node_output, named(output))
        .bytes(field::node_name, named(output) + "_node")
        .bytes(field::node_operator, operation);
}

ProtoMessage whole_attribute(std::string_view name, std::int64_t value) {
    return ProtoMessage()
        .bytes(field::attribute_name, name)
        .number(field::attribute_int, value)
        .number(field::attribute_type, is_int);
}

}  // namespace

Result<JoinedModel> join_head(std::string_view backbone, std::string_view features, const OnnxHead& head) {
    const auto facts = facts_of(backbone, features);
    if (!facts) return std::unexpected(facts.error());
    const auto refuse = [](std::string why) {
        return problem(Code::invalid, std::format("no head can be joined to the backbone: {}", why));
    };
    if (!facts->has_features) return refuse(std::format("it has no output \"{}\"", features));
    if (facts->has_head) return refuse("it has one already; train on the network that it was made of");
    if (facts->opset < 7 || facts->ir_version < 4)
        return refuse(
            std::format("it is of operator set {} and IR version {}; at least 7 and 4 are needed. Export it "
                        "anew",
                        facts->opset, facts->ir_version));
    const auto width = head.mean.size(), classes = head.bias.size();
    if (head.factor.size() != width || head.weights.size() != width * classes || width == 0 || classes == 0 ||
        !(head.temperature > 0))
        return problem(Code::internal, "the head's parts do not fit each other");

    const auto given = [](std::string_view name) { return std::string(prefix) + std::string(name); };
    ProtoMessage graph;
    graph.message(field::graph_node, node("Sub", features, {"mean"}, "centred"))
        .message(field::graph_node, node("Mul", given("centred"), {"factor"}, "standardised"))
        .message(field::graph_node, node("Gemm", given("standardised"), {"weights", "bias"}, "logits")
                                        .message(field::node_attribute, whole_attribute("transB", 1)))
        .message(field::graph_node, node("Div", given("logits"), {"temperature"}, "tempered"))
        .message(field::graph_node, node("Softmax", given("tempered"), {}, "probabilities")
                                        .message(field::node_attribute, whole_attribute("axis", 1)))
        .message(field::graph_initializer, tensor("mean", {width}, head.mean))
        .message(field::graph_initializer, tensor("factor", {width}, head.factor))
        .message(field::graph_initializer, tensor("weights", {classes, width}, head.weights))
        .message(field::graph_initializer, tensor("bias", {classes}, head.bias))
        .message(field::graph_initializer, tensor("temperature", {1}, {head.temperature}));
    // value_info: type 1 = tensor_type: elem_type 1, shape 2: dim 1: dim_value 1
    ProtoMessage shape;
    for (const auto size : {std::size_t{1}, classes})
        shape.message(1, ProtoMessage().number(1, static_cast<std::int64_t>(size)));
    graph.message(field::graph_output,
                  ProtoMessage()
                      .bytes(field::value_name, given("probabilities"))
                      .message(field::value_type,
                               ProtoMessage().message(1, ProtoMessage().number(1, float_type).message(2, shape))));
    JoinedModel joined{std::string(backbone), given("probabilities")};
    joined.bytes += ProtoMessage().message(field::model_graph, graph).text();
    return joined;
}

}  // namespace serow::vision
