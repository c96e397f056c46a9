#include "vision/proto_message.h"

#include <optional>

namespace serow::vision {
namespace {

enum Wire : std::uint8_t { varint_wire = 0, eight_bytes = 1, with_length = 2, four_bytes = 5 };

// Takes a varint off the front; nullopt where it does not end within ten bytes.
std::optional<std::uint64_t> take_varint(std::string_view& rest) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < rest.size() && i < 10; ++i) {
        const auto byte = static_cast<std::uint8_t>(rest[i]);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << (7 * i);
        if ((byte & 0x80U) == 0) {
            rest.remove_prefix(i + 1);
            return value;
        }
    }
    return {};
}

}  // namespace

ProtoMessage& ProtoMessage::number(int field, std::int64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3U | varint_wire);
    varint(static_cast<std::uint64_t>(value));
    return *this;
}

ProtoMessage& ProtoMessage::bytes(int field, std::string_view value) {
    varint(static_cast<std::uint64_t>(field) << 3U | with_length);
    varint(value.size());
    text_ += value;
    return *this;
}

void ProtoMessage::varint(std::uint64_t value) {
    for (; value > 0x7F; value >>= 7U) text_ += static_cast<char>(0x80U | (value & 0x7FU));
    text_ += static_cast<char>(value);
}

Result<void> read_proto(std::string_view message, const std::function<void(const ProtoField&)>& see) {
    const auto broken = [] { return problem(Code::unreadable, "these bytes are no protocol buffers' message"); };
    while (!message.empty()) {
        const auto key = take_varint(message);
        if (!key || *key >> 3U == 0 || *key >> 3U > 0x1FFFFFFF) return broken();
        ProtoField field{static_cast<int>(*key >> 3U), 0, {}};
        std::uint64_t length = 0;
        switch (*key & 7U) {
            case varint_wire: {
                const auto value = take_varint(message);
                if (!value) return broken();
                field.number = *value;
                break;
            }
            case with_length: {
                const auto value = take_varint(message);
                if (!value || *value > message.size()) return broken();
                field.bytes = message.substr(0, *value);
                length = *value;
                break;
            }
            case eight_bytes: length = 8; break;
            case four_bytes: length = 4; break;
            default: return broken();
        }
        if (length > message.size()) return broken();
        message.remove_prefix(length);
        see(field);
    }
    return {};
}

}  // namespace serow::vision
