#include "ecology/clock_doctor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <limits>
#include <numbers>
#include <numeric>

#include "earth/sun.h"

namespace serow::ecology {
namespace {

using camtrap::Light;
using std::chrono::minutes;

constexpr double degree = std::numbers::pi / 180;
constexpr std::size_t fewest_frames = 20;
constexpr std::size_t fewest_of_a_light = 4;
constexpr std::size_t most_frames = 1500;  // of more, every n-th: what they add is nothing but time
constexpr minutes burst{10};

// The shifts that are weighed: −11:55, −11:50 … 12:00.
constexpr int step_minutes = 5;
constexpr int shifts = 24 * 60 / step_minutes;
constexpr int minutes_of(int shift) {
    return (shift + 1) * step_minutes - 12 * 60;
}
constexpr int index_of(int shift_minutes) {
    return (shift_minutes + 12 * 60) / step_minutes - 1;
}
// Around the clock: 12:00 is next to −11:55.
constexpr int turned(int shift, int by) {
    return (shift + by + shifts) % shifts;
}
constexpr int half_an_hour = 30 / step_minutes;

// The camera: P(infrared) = e + (1 − 2 e) / (1 + exp((altitude − switch) / width)).
constexpr double width_deg = 1.2;  // clouds and foliage blur the change
constexpr std::array<double, 3> misclassified{0.01, 0.04, 0.1};
constexpr int switch_low_deg = -12;
constexpr int switch_high_deg = 8;
constexpr int switches = switch_high_deg - switch_low_deg + 1;
constexpr double usual_switch_deg = -2;
constexpr double usual_switch_sd_deg = 3;

// The weight of each kind of shift before any frame is seen: every other clock is right, faults are mostly whole hours.
constexpr double believed_right = 0.5;
constexpr int right_within_minutes = 20;
constexpr double believed_twelve_hours = 0.06;
constexpr double believed_whole_hour = 0.15;
constexpr double believed_part_hour = 0.02;  // zones with half and quarter hours

// From which probability on something is said.
constexpr double likely_right = 0.6;
constexpr double doubtful_right = 0.3;
constexpr double likely_shift = 0.4;

std::vector<double> prior() {
    std::vector<double> p(shifts, 0);
    std::array<int, 5> members{};
    const auto kind = [](int shift) -> int {
        const int m = std::abs(minutes_of(shift));
        if (m <= right_within_minutes) return 0;
        if (m == 12 * 60) return 4;
        if (m % 60 == 0) return 1;
        if (m % 60 == 30 || m % 60 == 45 || m % 60 == 15) return 2;
        return 3;
    };
    for (int s = 0; s < shifts; ++s) ++members[static_cast<std::size_t>(kind(s))];
    const std::array believed{believed_right, believed_whole_hour, believed_part_hour,
                              1 - believed_right - believed_twelve_hours - believed_whole_hour - believed_part_hour,
                              believed_twelve_hours};
    for (int s = 0; s < shifts; ++s) {
        const auto k = static_cast<std::size_t>(kind(s));
        p[static_cast<std::size_t>(s)] = believed[k] / members[k];
    }
    return p;
}

// One of each burst, in the order of time, and no more than can be weighed.
std::vector<LightFrame> independent_frames(std::span<const LightFrame> frames) {
    std::vector<LightFrame> sorted(frames.begin(), frames.end());
    std::ranges::sort(sorted, [](const auto& a, const auto& b) { return a.taken < b.taken; });
    std::vector<LightFrame> kept;
    std::array<std::optional<Instant>, 2> last;
    for (const auto& frame : sorted) {
        auto& before = last[frame.light == Light::infrared ? 0 : 1];
        if (before && frame.taken - *before < burst) continue;
        before = frame.taken;
        kept.push_back(frame);
    }
    if (kept.size() > most_frames) {
        std::vector<LightFrame> fewer;
        for (std::size_t i = 0; i < most_frames; ++i) fewer.push_back(kept[i * kept.size() / most_frames]);
        kept = std::move(fewer);
    }
    return kept;
}

// The sun's altitude of one frame under every shift. Declination and equation of time change evenly within a day.
class Path {
public:
    Path(Instant taken, const earth::Point& point) {
        const auto before = earth::sun_position(taken - std::chrono::hours(12));
        const auto after = earth::sun_position(taken + std::chrono::hours(12));
        const auto of_day = taken - std::chrono::floor<std::chrono::days>(taken);
        const double clock = std::chrono::duration<double, minutes::period>(of_day).count();
        const double sine = std::sin(point.latitude * degree);
        const double cosine = std::cos(point.latitude * degree);
        for (int s = 0; s < shifts; ++s) {
            const double m = minutes_of(s);
            const double part = (m + 720) / 1440;
            const double declination = std::lerp(before.declination_deg, after.declination_deg, part) * degree;
            const double equation = std::lerp(before.equation_of_time_min, after.equation_of_time_min, part);
            const double hour_angle = ((clock + m + equation) / 4 + point.longitude - 180) * degree;
            altitude_[static_cast<std::size_t>(s)] =
                std::asin(std::clamp(
                    sine * std::sin(declination) + cosine * std::cos(declination) * std::cos(hour_angle), -1.0, 1.0)) /
                degree;
        }
    }
    [[nodiscard]] double altitude(int shift) const { return altitude_[static_cast<std::size_t>(shift)]; }

private:
    std::array<double, shifts> altitude_{};
};

// log P(light | altitude) in steps of 0.1°, for one camera.
class Camera {
public:
    Camera(double switch_deg, double wrong) {
        for (std::size_t i = 0; i < infrared_.size(); ++i) {
            const double altitude = static_cast<double>(i) / 10 - 90;
            const double p = wrong + (1 - 2 * wrong) / (1 + std::exp((altitude - switch_deg) / width_deg));
            infrared_[i] = std::log(p);
            colour_[i] = std::log(1 - p);
        }
    }
    [[nodiscard]] double log_p(Light light, double altitude_deg) const {
        const auto i = static_cast<std::size_t>(std::lround((altitude_deg + 90) * 10));
        return light == Light::infrared ? infrared_[i] : colour_[i];
    }

private:
    std::array<double, 1801> infrared_{}, colour_{};
};

struct Weighed {
    std::vector<double> probability;  // of each shift
    std::vector<double> switch_deg;   // the likeliest camera under each shift
};

Weighed weigh(std::span<const LightFrame> frames, std::span<const Path> paths) {
    std::vector<double> best(shifts, -std::numeric_limits<double>::infinity());
    std::vector<std::vector<double>> logs;
    Weighed weighed{prior(), std::vector<double>(shifts, 0)};
    for (int c = 0; c < switches; ++c) {
        const double switch_deg = switch_low_deg + c;
        const double usual = -0.5 * std::pow((switch_deg - usual_switch_deg) / usual_switch_sd_deg, 2);
        for (const double wrong : misclassified) {
            const Camera camera(switch_deg, wrong);
            auto& log = logs.emplace_back(shifts, 0);
            for (std::size_t i = 0; i < frames.size(); ++i)
                for (int s = 0; s < shifts; ++s)
                    log[static_cast<std::size_t>(s)] += camera.log_p(frames[i].light, paths[i].altitude(s));
            for (std::size_t s = 0; s < shifts; ++s) {
                log[s] += usual;
                if (log[s] > best[s]) {
                    best[s] = log[s];
                    weighed.switch_deg[s] = switch_deg;
                }
            }
        }
    }
    const double most = std::ranges::max(best);
    double total = 0;
    for (std::size_t s = 0; s < shifts; ++s) {
        double sum = 0;
        for (const auto& log : logs) sum += std::exp(log[s] - most);
        total += weighed.probability[s] *= sum;
    }
    for (auto& p : weighed.probability) p /= total;
    return weighed;
}

double mass_around(std::span<const double> probability, int shift) {
    double mass = 0;
    for (int by = -half_an_hour; by <= half_an_hour; ++by)
        mass += probability[static_cast<std::size_t>(turned(shift, by))];
    return mass;
}

// Of the hour around `shift`: a single shift that holds most of it (a whole hour, usually), else their mean.
int best_within(std::span<const double> probability, int shift) {
    double moment = 0;
    int likeliest = shift;
    for (int by = -half_an_hour; by <= half_an_hour; ++by) {
        const int s = turned(shift, by);
        moment += by * probability[static_cast<std::size_t>(s)];
        if (probability[static_cast<std::size_t>(s)] > probability[static_cast<std::size_t>(likeliest)]) likeliest = s;
    }
    const double mass = mass_around(probability, shift);
    if (probability[static_cast<std::size_t>(likeliest)] > 0.5 * mass) return likeliest;
    return turned(shift, static_cast<int>(std::lround(moment / mass)));
}

double agreement(std::span<const LightFrame> frames, std::span<const Path> paths, int shift, double switch_deg) {
    const auto agree = [&](std::size_t i) {
        return (paths[i].altitude(shift) < switch_deg) == (frames[i].light == Light::infrared);
    };
    std::size_t good = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) good += agree(i) ? 1 : 0;
    return static_cast<double>(good) / static_cast<double>(frames.size());
}

ClockFault kind_of(int shift_minutes) {
    if (shift_minutes == 12 * 60) return ClockFault::twelve_hours;
    return shift_minutes % 60 == 0 ? ClockFault::whole_hours : ClockFault::offset;
}

std::string span_of_shifts(std::span<const double> probability) {
    // The shifts that together hold 95 %, likeliest first; the reader needs their number only.
    std::vector<double> sorted(probability.begin(), probability.end());
    std::ranges::sort(sorted, std::greater<>());
    double mass = 0;
    int count = 0;
    for (const double p : sorted) {
        if (mass >= 0.95) break;
        mass += p;
        ++count;
    }
    return std::format("{:.1f} hours", count * step_minutes / 60.0);
}

}  // namespace

Result<ClockDiagnosis> examine_clock(std::span<const LightFrame> frames, const earth::Point& point) {
    if (!(std::abs(point.latitude) <= 90) || !(std::abs(point.longitude) <= 180))
        return problem(Code::invalid, std::format("({}, {}) is no point on Earth", point.latitude, point.longitude));
    ClockDiagnosis diagnosis;
    for (const auto& frame : frames) ++(frame.light == Light::infrared ? diagnosis.infrared : diagnosis.colour);
    const auto kept = independent_frames(frames);
    diagnosis.independent = kept.size();
    const auto infrared = static_cast<std::size_t>(std::ranges::count(kept, Light::infrared, &LightFrame::light));
    const auto cannot = [&](std::string reason) {
        diagnosis.reason = std::move(reason);
        return diagnosis;
    };
    if (kept.size() < fewest_frames)
        return cannot(
            std::format("there are {} independent frames; at least {} are needed", kept.size(), fewest_frames));
    if (std::min(infrared, kept.size() - infrared) < fewest_of_a_light)
        return cannot(std::format("{} frames are infrared and {} in colour; at least {} of each are needed", infrared,
                                  kept.size() - infrared, fewest_of_a_light));

    std::vector<Path> paths;
    paths.reserve(kept.size());
    for (const auto& frame : kept) paths.emplace_back(frame.taken, point);
    const auto weighed = weigh(kept, paths);
    const auto& probability = weighed.probability;

    const int none = index_of(0);
    const double right = mass_around(probability, none);
    int likeliest = 0;
    for (int s = 1; s < shifts; ++s)
        if (mass_around(probability, s) > mass_around(probability, likeliest)) likeliest = s;
    const int best = best_within(probability, likeliest);
    const double found = mass_around(probability, best);
    const double switch_deg = weighed.switch_deg[static_cast<std::size_t>(best)];
    diagnosis.switch_altitude_deg = switch_deg;
    diagnosis.agreement_before = agreement(kept, paths, none, switch_deg);
    diagnosis.agreement_after = agreement(kept, paths, best, switch_deg);

    if (diagnosis.agreement_after < 0.8)
        return cannot(
            std::format("even the best shift explains only {:.0f} % of the frames: the clock may have jumped, "
                        "its date may be wrong, or the camera does not change its light with the sun",
                        100 * diagnosis.agreement_after));
    if (right >= likely_right) {
        diagnosis.verdict = ClockVerdict::healthy;
        diagnosis.confidence = right;
        diagnosis.agreement_after = diagnosis.agreement_before;
        return diagnosis;
    }
    if (right > doubtful_right || found < likely_shift)
        return cannot(
            "the frames fit shifts that are " + span_of_shifts(probability) +
            " apart: few were taken near dawn and dusk, or the sun hardly rises or sets at this time of year");
    diagnosis.verdict = ClockVerdict::fault;
    diagnosis.shift = minutes(minutes_of(best));
    diagnosis.fault = kind_of(minutes_of(best));
    diagnosis.confidence = found;
    return diagnosis;
}

}  // namespace serow::ecology
