// Made-up deployments whose clocks are wrong in a known way: the material of the clock doctor's measure.
#pragma once

#include <cmath>
#include <numbers>
#include <random>

#include "earth/sun.h"
#include "ecology/clock_doctor.h"

namespace serow::ecology::test {

enum class Fault { none, hours, minutes, zone, twelve };

struct FaultyClock {
    earth::Point point;
    std::vector<LightFrame> frames;  // `taken` by the wrong clock
    std::chrono::minutes right{0};   // what must be added
    std::size_t rarer_light = 0;     // independent triggers of the rarer light
};

// A season: 20 … 120 days from any day of 2023, latitude 0 … 65 north or south, a community of animals that is a
// random mixture of diurnal, nocturnal, crepuscular and cathemeral ones (in solar time), `triggers` of 1 … 3 frames.
// The camera changes its light at an altitude of its own (mean −2°, sd 2.5°: open ground to dense canopy), weather
// blurs that by 1.5° each time, and up to 5 % of the frames are taken for the other light. Clocks called right are so
// within 5 minutes.
template <class Random>
FaultyClock faulty_clock(Random& random, Fault fault, std::size_t triggers) {
    using std::chrono::minutes;
    const auto uniform = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
    const auto normal = [&](double mean, double sd) { return std::normal_distribution(mean, sd)(random); };
    const auto whole = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };

    FaultyClock clock;
    clock.point = {uniform(0, 65) * (whole(0, 1) == 0 ? 1 : -1), uniform(-180, 180)};
    const int sign = whole(0, 1) == 0 ? 1 : -1;
    const double believed_error = uniform(-5, 5);
    switch (fault) {
        case Fault::none: break;
        case Fault::hours: clock.right = minutes(60 * whole(1, 12) * sign); break;
        case Fault::minutes: clock.right = minutes(whole(60, 720) * sign); break;
        case Fault::twelve: clock.right = minutes(720 * sign); break;
        case Fault::zone: {  // a clock left on the zone of its maker, its seller or UTC
            constexpr std::array<int, 16> offsets{-540, -480, -420, -360, -300, -210, -60, 60,
                                                  120,  180,  210,  330,  345,  480,  540, 570};
            clock.right = minutes(offsets[static_cast<std::size_t>(whole(0, 15))]);
            break;
        }
    }

    std::array<double, 4> mixture{};
    for (auto& part : mixture) part = std::exponential_distribution(1.0)(random);
    std::discrete_distribution<int> kind(mixture.begin(), mixture.end());
    const auto solar_hour = [&] {
        switch (kind(random)) {
            case 0: return 12 + normal(0, 3);
            case 1: return 24 + normal(0, 3.2);
            case 2: return (whole(0, 1) == 0 ? 6.0 : 18.0) + normal(0, 1.3);
            default: return uniform(0, 24);
        }
    };
    const Instant begin{std::chrono::days(19358 + whole(0, 364))};  // 19358: 2023-01-01
    const int days = whole(20, 120);
    const double switch_deg = normal(-2, 2.5);
    const double wrong = uniform(0, 0.05);
    std::array<std::size_t, 2> of_light{};
    for (std::size_t trigger = 0; trigger < triggers; ++trigger) {
        const double utc_hour = solar_hour() - clock.point.longitude / 15;
        const auto truth = begin + std::chrono::days(whole(0, days - 1)) +
                           milliseconds(static_cast<std::int64_t>(utc_hour * 3'600'000));
        const double weather = normal(0, 1.5);
        const int burst = whole(1, 3);
        for (int i = 0; i < burst; ++i) {
            const auto taken = truth + std::chrono::seconds(2 * i);
            bool infrared = earth::sun_altitude_deg(taken, clock.point) + weather < switch_deg;
            if (i == 0) ++of_light[infrared ? 0 : 1];
            if (uniform(0, 1) < wrong) infrared = !infrared;
            clock.frames.push_back(
                {taken - clock.right + milliseconds(static_cast<std::int64_t>(believed_error * 60'000)),
                 infrared ? camtrap::Light::infrared : camtrap::Light::colour});
        }
    }
    clock.rarer_light = std::min(of_light[0], of_light[1]);
    return clock;
}

// Right fix: what is proposed leaves the clock right within half an hour, whole days aside (light does not tell them).
inline bool mends(const ClockDiagnosis& diagnosis, const FaultyClock& clock) {
    if (diagnosis.verdict != ClockVerdict::fault) return false;
    const auto left = std::abs((diagnosis.shift - clock.right).count()) % 1440;
    return std::min<std::int64_t>(left, 1440 - left) <= 30;
}

}  // namespace serow::ecology::test
