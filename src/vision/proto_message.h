// Protocol buffers' wire form, as much of it as ONNX files need.
// https://protobuf.dev/programming-guides/encoding/
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/problem.h"

namespace serow::vision {

// A message that is being written, field by field.
class ProtoMessage {
public:
    ProtoMessage& number(int field, std::int64_t value);  // int32, int64, enum
    ProtoMessage& bytes(int field, std::string_view value);
    ProtoMessage& message(int field, const ProtoMessage& value) { return bytes(field, value.text_); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void varint(std::uint64_t value);
    std::string text_;
};

// One field of a message that is read.
struct ProtoField {
    int field = 0;
    std::uint64_t number = 0;  // of a varint; 0 for others
    std::string_view bytes;    // of what has a length: texts, messages; empty for others
};

// Calls `see` with each field of the message in its order. Code::unreadable where the bytes are no message.
Result<void> read_proto(std::string_view message, const std::function<void(const ProtoField&)>& see);

}  // namespace serow::vision
