// A video in a container and codec that no browser plays.
#pragma once

#include <string>

#include "world.h"

namespace serow::journeys {

// An AVI of so many JPEG pictures at ten a second, 64 × 48; another one for each shade.
inline std::string avi(std::uint8_t shade, int frames = 12) {
    const auto number = [](std::uint32_t value, int bytes = 4) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
        return text;
    };
    const auto chunk = [&](const std::string& name, std::string body) {
        const auto size = number(static_cast<std::uint32_t>(body.size()));
        if (body.size() % 2 != 0) body += '\0';
        return name + size + body;
    };
    const auto zeros = [](std::size_t count) { return std::string(count, '\0'); };
    const auto count = static_cast<std::uint32_t>(frames);
    const auto avih = number(100'000) + zeros(12) + number(count) + zeros(4) + number(1) + zeros(4) + number(64) +
                      number(48) + zeros(16);
    const auto strh = "vidsMJPG" + zeros(12) + number(1) + number(10) + zeros(4) + number(count) + zeros(16) +
                      number(64, 2) + number(48, 2);
    const auto strf =
        number(40) + number(64) + number(48) + number(1, 2) + number(24, 2) + "MJPG" + number(64 * 48 * 3) + zeros(16);
    std::string pictures = "movi";
    for (int i = 0; i < frames; ++i) pictures += chunk("00dc", jpeg(static_cast<std::uint8_t>(shade + 4 * i)));
    const auto stream = chunk("LIST", "strl" + chunk("strh", strh) + chunk("strf", strf));
    return chunk("RIFF", "AVI " + chunk("LIST", "hdrl" + chunk("avih", avih) + stream) + chunk("LIST", pictures));
}

}  // namespace serow::journeys
