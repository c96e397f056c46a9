#include "media/reconyx.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <format>
#include <string>

namespace serow::media {
namespace {

using Bytes = std::span<const std::byte>;

// All notes are little-endian, whatever the EXIF around them is. Reads past the end give 0.
struct Note {
    Bytes bytes;

    [[nodiscard]] int u8(std::size_t at) const { return at < bytes.size() ? std::to_integer<int>(bytes[at]) : 0; }
    [[nodiscard]] int u16(std::size_t at) const { return u8(at) | u8(at + 1) << 8; }
    [[nodiscard]] int s16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
    // Printable characters until a NUL: `step` 2 reads the low bytes of 16-bit characters.
    [[nodiscard]] std::string text(std::size_t at, std::size_t characters, std::size_t step) const {
        std::string result;
        for (std::size_t i = 0; i < characters; ++i) {
            const int c = u8(at + i * step);
            if (c == 0) break;
            result += c >= 32 && c < 127 ? static_cast<char>(c) : '?';
        }
        while (!result.empty() && result.back() == ' ') result.pop_back();
        return result;
    }
};

// Where each layout keeps its values, in bytes from the note's start.
struct Layout {
    const char* name;
    std::size_t least_size;
    std::size_t trigger, sequence, event, time, moon, fahrenheit, celsius, battery, serial, label;
    bool bytes_not_words;  // UltraFire packs sequence and time into bytes
};
constexpr Layout hyperfire{"HyperFire", 0x6C, 0x0C, 0x0E, 0x12, 0x16, 0x24, 0x26, 0x28, 0x54, 0x2A, 0x56, false};
constexpr Layout hyperfire2{"HyperFire 2", 0x9C, 0x34, 0x36, 0x3A, 0x3E, 0x4C, 0x4E, 0x50, 0x62, 0x7E, 0x68, false};
constexpr Layout ultrafire{"UltraFire", 0x6E, 0x34, 0x35, 0x37, 0x3B, 0x43, 0x44, 0x46, 0x49, 0x4B, 0x5A, true};

// Firmware of 2014 wrote the UltraFire's values ten bytes sooner.
constexpr Layout ultrafire_2014{"UltraFire", 0x64, 0x2A, 0x2B, 0x2D, 0x31, 0x39, 0x3A, 0x3C, 0x3F, 0x41, 0x50, true};

// Words are second, minute, hour, month, day, year; the UltraFire's bytes have day before month.
std::optional<CameraTime> time_of(const Note& note, const Layout& layout) {
    const auto at = layout.time;
    if (layout.bytes_not_words)
        return parse_camera_time(std::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", note.u16(at + 5), note.u8(at + 4),
                                             note.u8(at + 3), note.u8(at + 2), note.u8(at + 1), note.u8(at)));
    return parse_camera_time(std::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", note.u16(at + 10), note.u16(at + 6),
                                         note.u16(at + 8), note.u16(at + 4), note.u16(at + 2), note.u16(at)));
}

const Layout* layout_of(const Note& note) {
    const auto starts = [&](std::string_view name) {
        return note.bytes.size() >= name.size() && std::memcmp(note.bytes.data(), name.data(), name.size()) == 0;
    };
    if (starts("RECONYXH2")) return &hyperfire2;
    // Of the two, the one where a real date stands.
    if (starts("RECONYXUF"))
        return !time_of(note, ultrafire) && time_of(note, ultrafire_2014) ? &ultrafire_2014 : &ultrafire;
    if (note.u16(0) == 0xF101) return &hyperfire;
    return nullptr;
}

std::string trigger_word(char letter) {
    switch (letter) {
        case 'M': return "motion";
        case 'T': return "timelapse";
        case 'E': return "external";
        case 'P': return "sequence point";
        case 'C': return "control";
        default: return {};
    }
}

// The camera stores both scales; they agree to rounding, or the note is damaged.
bool same_temperature(int fahrenheit, int celsius) {
    const double expected = (fahrenheit - 32) / 1.8;
    return celsius >= -60 && celsius <= 90 && expected > celsius - 1.6 && expected < celsius + 1.6;
}

void take_sequence(int number, int total, Facts& facts) {
    if (number < 1 || total < 1 || number > total) return;
    facts.sequence_number = number;
    facts.sequence_total = total;
}

std::string_view value_after(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    if (at == text.npos) return {};
    auto value = text.substr(at + key.size());
    value = value.substr(0, value.find_first_of("\r\n"));
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    return value;
}

std::optional<int> leading_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

bool read_reconyx_note(Bytes bytes, Facts& facts, json::object& notes) {
    const Note note{bytes};
    const auto* layout = layout_of(note);
    if (!layout || bytes.size() < layout->least_size) return false;
    notes["layout"] = std::string("Reconyx ") + layout->name;

    const bool packed = layout->bytes_not_words;
    if (!facts.camera_time) {
        facts.camera_time = time_of(note, *layout);
        if (facts.camera_time) facts.camera_time_source = "makernote";
    }
    facts.trigger_mode = trigger_word(static_cast<char>(note.u8(layout->trigger)));
    if (!facts.trigger_mode.empty()) notes["triggerMode"] = facts.trigger_mode;

    const auto seq = layout->sequence;
    take_sequence(packed ? note.u8(seq) : note.u16(seq), packed ? note.u8(seq + 1) : note.u16(seq + 2), facts);
    if (facts.sequence_number) notes["sequence"] = std::format("{}/{}", *facts.sequence_number, *facts.sequence_total);
    // Words hold the high half first, bytes are one little-endian number.
    const auto high = static_cast<std::int64_t>(note.u16(layout->event + (packed ? 2 : 0)));
    const auto low = static_cast<std::int64_t>(note.u16(layout->event + (packed ? 0 : 2)));
    facts.event_number = high << 16 | low;
    notes["eventNumber"] = *facts.event_number;

    if (const int moon = packed ? note.u8(layout->moon) : note.u16(layout->moon); moon <= 7)
        notes["moonPhase"] = *(facts.moon_phase = moon);
    const int celsius = note.s16(layout->celsius);
    if (same_temperature(note.s16(layout->fahrenheit), celsius)) {
        facts.temperature_c = celsius;
        notes["ambientTemperature"] = celsius;
    }
    if (const int millivolts = note.u16(layout->battery); millivolts > 1000 && millivolts < 20000)
        notes["batteryVoltage"] = *(facts.battery_v = millivolts / 1000.0);
    facts.serial = note.text(layout->serial, 15, packed ? 1 : 2);
    facts.user_label = note.text(layout->label, packed ? 20 : 22, 1);
    if (!facts.serial.empty()) notes["serialNumber"] = facts.serial;
    if (!facts.user_label.empty()) notes["userLabel"] = facts.user_label;
    return true;
}

bool read_reconyx_comment(std::string_view comment, Facts& facts, json::object& notes) {
    const auto trigger = value_after(comment, "Trg:");
    if (trigger.empty() || value_after(comment, "Evt:").empty()) return false;
    notes["layout"] = "Reconyx RapidFire";
    notes["triggerMode"] = facts.trigger_mode = trigger_word(trigger.front());
    if (const auto slash = trigger.find('/'); slash != trigger.npos) {
        const auto number = leading_number(trigger.substr(trigger.find_last_of(' ', slash) + 1));
        const auto total = leading_number(trigger.substr(slash + 1));
        if (number && total) take_sequence(*number, *total, facts);
    }
    if (facts.sequence_number) notes["sequence"] = std::format("{}/{}", *facts.sequence_number, *facts.sequence_total);
    if (const auto event = leading_number(value_after(comment, "Evt:")))
        notes["eventNumber"] = *event, facts.event_number = event;
    if (const auto moon = leading_number(value_after(comment, "MP:")); moon && *moon >= 0 && *moon <= 7)
        notes["moonPhase"] = *moon, facts.moon_phase = moon;
    const auto temperature = value_after(comment, "Tmp:");
    if (const auto degrees = leading_number(temperature)) {
        if (temperature.ends_with('F')) facts.temperature_c = (*degrees - 32) / 1.8;
        if (temperature.ends_with('C')) facts.temperature_c = *degrees;
        if (facts.temperature_c) notes["ambientTemperature"] = std::string(temperature);
    }
    if (const auto millivolts = leading_number(value_after(comment, "Bat:")); millivolts && *millivolts > 1000)
        notes["batteryVoltage"] = *(facts.battery_v = *millivolts / 1000.0);
    facts.serial = value_after(comment, "SN:");
    facts.user_label = value_after(comment, "Lbl:");
    if (!facts.serial.empty()) notes["serialNumber"] = facts.serial;
    if (!facts.user_label.empty()) notes["userLabel"] = facts.user_label;
    return true;
}

}  // namespace serow::media
