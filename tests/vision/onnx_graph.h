// Small ONNX files that tests write: inputs of any shape, and outputs that are always the same values, or means.
// The wire form is protocol buffers'; field numbers are those of onnx.proto (ONNX IR version 8, operator set 17).
#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/id.h"
#include "vision/proto_message.h"

namespace serow::vision::testing {

using Dims = std::vector<std::int64_t>;
using Message = ProtoMessage;

class OnnxGraph {
public:
    // -1: free.
    OnnxGraph& input(const std::string& name, const Dims& dims, int type = float_type) {
        graph_.message(11, value_info(name, dims, type));
        return *this;
    }
    OnnxGraph& output(const std::string& name, const Dims& dims, const std::vector<float>& values) {
        return constant(name, dims, float_type, values.data(), values.size() * sizeof(float));
    }
    OnnxGraph& output(const std::string& name, const Dims& dims, const std::vector<std::int64_t>& values) {
        return constant(name, dims, int64_type, values.data(), values.size() * sizeof(std::int64_t));
    }
    // The mean of each plane of `input`, float[batch][planes][height][width], as float[batch][planes].
    OnnxGraph& plane_means(const std::string& input, const std::string& name, std::int64_t planes,
                           std::int64_t batch = 1) {
        graph_.message(1, Message().bytes(1, input).bytes(2, name + "_4d").bytes(4, "GlobalAveragePool"));
        graph_.message(1, Message().bytes(1, name + "_4d").bytes(2, name).bytes(4, "Flatten"));
        graph_.message(12, value_info(name, {batch, planes}, float_type));
        return *this;
    }

    // `input` in steps of `step`, 256 of them from 0, as `name`: QuantizeLinear and back, as int8 models have it.
    OnnxGraph& in_steps(const std::string& input, const std::string& name, float step) {
        const std::uint8_t zero = 0;
        graph_.message(5, scalar(name + "_step", float_type, &step, sizeof step));
        graph_.message(5, scalar(name + "_zero", uint8_type, &zero, sizeof zero));
        const auto node = [&](const std::string& from, const std::string& to, const std::string& operation) {
            graph_.message(1, Message()
                                  .bytes(1, from)
                                  .bytes(1, name + "_step")
                                  .bytes(1, name + "_zero")
                                  .bytes(2, to)
                                  .bytes(4, operation));
        };
        node(input, name + "_whole", "QuantizeLinear");
        node(name + "_whole", name, "DequantizeLinear");
        return *this;
    }

    // Writes the model below `folder`.
    [[nodiscard]] std::filesystem::path write(const std::filesystem::path& folder) const {
        const auto model = Message()
                               .number(1, 8)                                       // ir_version
                               .message(7, Message(graph_).bytes(2, "test"))       // graph
                               .message(8, Message().bytes(1, "").number(2, 17));  // opset_import
        auto path = folder / (to_text(new_uuid()) + ".onnx");
        std::ofstream(path, std::ios::binary) << model.text();
        return path;
    }

    static constexpr int float_type = 1, uint8_type = 2, int64_type = 7;

private:
    static Message scalar(const std::string& name, int type, const void* value, std::size_t size) {
        return Message().number(2, type).bytes(8, name).bytes(9, {static_cast<const char*>(value), size});
    }
    static Message value_info(const std::string& name, const Dims& dims, int type) {
        Message shape;
        for (const auto size : dims)
            shape.message(1, size < 0 ? Message().bytes(2, "free_" + std::to_string(shape.text().size()))
                                      : Message().number(1, size));
        return Message().bytes(1, name).message(2, Message().message(1, Message().number(1, type).message(2, shape)));
    }

    OnnxGraph& constant(const std::string& name, const Dims& dims, int type, const void* values, std::size_t size) {
        static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");
        Message tensor;
        for (const auto length : dims) tensor.number(1, length);
        tensor.number(2, type).bytes(8, name + "_is").bytes(9, {static_cast<const char*>(values), size});
        graph_.message(1, Message().bytes(1, name + "_is").bytes(2, name).bytes(4, "Identity"));
        graph_.message(5, tensor);
        graph_.message(12, value_info(name, dims, type));
        return *this;
    }

    Message graph_;
};

}  // namespace serow::vision::testing
