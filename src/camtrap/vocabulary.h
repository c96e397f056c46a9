// The controlled words of Camtrap DP 1.0.2 that Serow uses, each with its exact spelling.
// https://camtrap-dp.tdwg.org/data/
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace serow::camtrap {

enum class ObservationType { animal, human, vehicle, blank, unknown, unclassified };
enum class ObservationLevel { media, event };
enum class CameraSetupType { setup, calibration };
enum class LifeStage { adult, subadult, juvenile };
enum class Sex { female, male };
enum class ClassificationMethod { human, machine };
enum class CaptureMethod { activityDetection, timeLapse };
enum class SamplingDesign { simpleRandom, systematicRandom, clusteredRandom, experimental, targeted, opportunistic };

// Serow's own word, not the standard's: by which light a frame was taken (media/light.h).
enum class Light { infrared, colour };

template <class Enum>
struct Words;

#define SEROW_WORDS(Enum, ...)                                                                       \
    template <>                                                                                      \
    struct Words<Enum> {                                                                             \
        using enum Enum;                                                                             \
        static constexpr auto table = std::to_array<std::pair<Enum, std::string_view>>(__VA_ARGS__); \
    }

SEROW_WORDS(ObservationType, {{animal, "animal"},
                              {human, "human"},
                              {vehicle, "vehicle"},
                              {blank, "blank"},
                              {unknown, "unknown"},
                              {unclassified, "unclassified"}});
SEROW_WORDS(ObservationLevel, {{media, "media"}, {event, "event"}});
SEROW_WORDS(CameraSetupType, {{setup, "setup"}, {calibration, "calibration"}});
SEROW_WORDS(LifeStage, {{adult, "adult"}, {subadult, "subadult"}, {juvenile, "juvenile"}});
SEROW_WORDS(Sex, {{female, "female"}, {male, "male"}});
SEROW_WORDS(ClassificationMethod, {{human, "human"}, {machine, "machine"}});
SEROW_WORDS(CaptureMethod, {{activityDetection, "activityDetection"}, {timeLapse, "timeLapse"}});
SEROW_WORDS(SamplingDesign, {{simpleRandom, "simpleRandom"},
                             {systematicRandom, "systematicRandom"},
                             {clusteredRandom, "clusteredRandom"},
                             {experimental, "experimental"},
                             {targeted, "targeted"},
                             {opportunistic, "opportunistic"}});
SEROW_WORDS(Light, {{infrared, "infrared"}, {colour, "colour"}});
#undef SEROW_WORDS

// The standard's word for a value, and back; nullopt for a word that the standard does not have.
template <class Enum>
constexpr std::string_view word(Enum value) {
    for (const auto& [v, w] : Words<Enum>::table)
        if (v == value) return w;
    return {};
}

template <class Enum>
constexpr std::optional<Enum> parse_word(std::string_view text) {
    for (const auto& [v, w] : Words<Enum>::table)
        if (w == text) return v;
    return {};
}

}  // namespace serow::camtrap
