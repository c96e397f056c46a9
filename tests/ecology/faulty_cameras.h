// Made-up deployments whose cameras fail in a known way: the material of the effort gaps' measure.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>

#include "ecology/effort_gaps.h"

namespace serow::ecology::test {

// outage: silent for a while; died: silent to the end; filled: the card was full; covered: black, white or flat frames;
// turned: another view from then on; dozed: a camera with a timetable was silent for a while.
enum class CameraFault { none, none_with_timetable, outage, died, filled, covered, turned, dozed };

struct FaultyCamera {
    EffortEvidence evidence;
    CameraFault fault = CameraFault::none;
    Interval failed;             // where it has a fault
    double visits_expected = 0;  // in that time, by the camera's rate and the season
    bool shows_battery = false;  // it died of its battery, and its files tell the voltage
};

// 30 … 120 days, 0.4 … 8 visits a day on the average, in clusters (an animal comes back within hours), under a season
// that all cameras of the project share and ups and downs of its own (log-normal, lasting days; busiest to quietest
// week about five to one); visits of 1 … 9 files; 0 … 8 neighbours; by day in colour, by night infrared; 1 % fog, 2 %
// black frames. Views: a signature of which pairs of frames correlate by 0.35 … 0.7 (as those of the real deployments
// that were measured), with a share that all views have in common. Half of the cameras tell their battery's voltage.
// A failure lasts 4 … 30 days. Timetables: a picture a day, one an hour, or one an hour of daylight.
template <class Random>
FaultyCamera faulty_camera(Random& random, CameraFault fault) {
    using std::chrono::days, std::chrono::minutes, std::chrono::seconds;
    const auto uniform = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
    const auto normal = [&](double mean, double sd) { return std::normal_distribution(mean, sd)(random); };
    const auto whole = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
    const auto chance = [&](double p) { return uniform(0, 1) < p; };
    const auto after = [](Instant from, double d) {
        return from + milliseconds(static_cast<std::int64_t>(d * 86'400'000));
    };

    FaultyCamera camera;
    camera.fault = fault;
    auto& evidence = camera.evidence;
    evidence.deployment = "made up";
    evidence.bounds_known = true;
    const int length = whole(30, 120);
    const Instant start{days(19358 + whole(0, 364)) + minutes(whole(480, 960))};
    evidence.span = {start, start + days(length)};

    const bool fails = fault != CameraFault::none && fault != CameraFault::none_with_timetable;
    const bool to_the_end = fault == CameraFault::died || fault == CameraFault::filled ||
                            (fault == CameraFault::turned && chance(0.7)) ||
                            (fault == CameraFault::covered && chance(0.5));
    const double lasts = std::min(uniform(4, 30), 0.5 * length);
    const double begins = to_the_end ? length - lasts : uniform(0.15 * length, 0.95 * length - lasts);
    if (fails) camera.failed = {after(start, begins), after(start, begins + lasts)};
    const auto silent = [&](Instant t) {
        return fails && fault != CameraFault::covered && fault != CameraFault::turned && t >= camera.failed.start &&
               t < camera.failed.end;
    };

    // Ups and downs, day by day.
    const auto moods = [&](double sd) {
        std::vector<double> mood;
        double now = normal(0, sd);
        for (int day = 0; day <= length; ++day) {
            mood.push_back(std::exp(now - sd * sd / 2));
            now = 0.85 * now + std::sqrt(1 - 0.85 * 0.85) * normal(0, sd);
        }
        return mood;
    };
    const auto season = moods(0.45);
    const auto visits = [&](double rate, const std::vector<double>& own) {
        std::vector<Instant> all;
        for (int day = 0; day < length; ++day) {
            const auto d = static_cast<std::size_t>(day);
            const int parents = std::poisson_distribution(rate / 1.6 * season[d] * own[d])(random);
            for (int i = 0; i < parents; ++i) {
                double at = day + (chance(0.6) ? normal(0.45, 0.12) : uniform(0, 1));  // mostly towards the night
                do {
                    if (at >= 0 && at < length) all.push_back(after(start, at));
                    at += std::exponential_distribution(6.0)(random);  // comes back after four hours on the average
                } while (chance(0.375));
            }
        }
        std::ranges::sort(all);
        return all;
    };

    constexpr std::size_t fields = 288;
    const auto pattern = [&](double sd) {
        std::vector<double> p;
        for (std::size_t i = 0; i < fields; ++i) p.push_back(normal(0, sd));
        return p;
    };
    const auto common = pattern(8);
    struct Scene {
        std::vector<double> day, night;
    };
    const auto scene = [&] { return Scene{pattern(22), pattern(22)}; };
    const Scene first = scene(), second = scene();
    const double blur = uniform(17, 30);

    const double rate = std::exp(uniform(std::log(0.4), std::log(8)));
    const auto own = moods(0.35);
    const bool tells_volts = chance(0.5);
    const bool drained = fault == CameraFault::died && chance(0.6);
    const double drain = drained ? uniform(0.25, 0.4) : uniform(0.02, 0.15);
    camera.shows_battery = drained && tells_volts;
    const double runs = fault == CameraFault::died ? begins : length;
    const int covered_by = whole(0, 2);

    const auto add = [&](Instant taken) {
        FileSign file;
        file.taken = taken;
        file.bytes = static_cast<std::int64_t>(uniform(0.8e6, 3.2e6));
        const double hour =
            std::fmod(std::chrono::duration<double, std::ratio<3600>>(taken.time_since_epoch()).count(), 24);
        const bool daylight = hour > 6 && hour < 18;
        file.light = daylight ? camtrap::Light::colour : camtrap::Light::infrared;
        file.brightness = std::clamp(normal(daylight ? 120 : 70, 25), 10.0, 240.0);
        file.contrast = std::max(8.6, normal(40, 12));
        const bool failing = fails && taken >= camera.failed.start && taken < camera.failed.end;
        if (chance(0.01)) file.contrast = uniform(2, 9);
        if (!daylight && chance(0.02)) file.brightness = uniform(0, 6);
        if (fault == CameraFault::covered && failing) {
            file.brightness = covered_by == 0 ? uniform(0, 6) : covered_by == 1 ? uniform(249, 255) : uniform(30, 200);
            file.contrast = uniform(0, 4);
        }
        const auto& seen = fault == CameraFault::turned && failing ? second : first;
        const auto& base = daylight ? seen.day : seen.night;
        for (std::size_t i = 0; i < fields; ++i)
            file.view.push_back(
                static_cast<std::uint8_t>(std::clamp(128 + common[i] + base[i] + normal(0, blur), 0.0, 255.0)));
        if (tells_volts) {
            const double age = std::chrono::duration<double, std::ratio<86400>>(taken - start).count() / runs;
            file.battery_v = 9.0 * (1 - drain * std::pow(age, 1.5)) + normal(0, 0.05);
        }
        evidence.files.push_back(std::move(file));
    };
    const auto would_be = visits(rate, own);
    for (const auto visit : would_be) {
        if (fails && visit >= camera.failed.start && visit < camera.failed.end) ++camera.visits_expected;
        if (silent(visit)) continue;
        const int files = whole(1, 9);
        for (int i = 0; i < files; ++i) add(visit + seconds(10 * i));
    }
    if (fault == CameraFault::dozed || fault == CameraFault::none_with_timetable) {
        const double every = chance(0.5) ? 1 : 1.0 / 24;
        const bool by_daylight = every < 1 && chance(0.5);
        for (double at = uniform(0, every); at < length; at += every) {
            const auto t = after(start, at);
            const auto hour = std::chrono::floor<std::chrono::hours>(t - std::chrono::floor<days>(t)).count();
            if (by_daylight && (hour < 6 || hour >= 18)) continue;
            if (!silent(t) && !chance(0.01)) add(t);
        }
        camera.visits_expected += lasts / every * (by_daylight ? 0.5 : 1);
    }
    if (fault == CameraFault::filled && !evidence.files.empty()) {
        double sum = 0;
        for (const auto& file : evidence.files) sum += static_cast<double>(file.bytes);
        const double card =
            1e9 * std::pow(2, std::ceil(std::log2(sum / 1e9)) < 0 ? 0 : std::ceil(std::log2(sum / 1e9)));
        const double grown = card * uniform(0.965, 0.998) / sum;
        for (auto& file : evidence.files)
            file.bytes = static_cast<std::int64_t>(static_cast<double>(file.bytes) * grown);
    }
    for (int i = whole(0, 8); i > 0; --i)
        evidence.neighbours.push_back(
            {evidence.span, visits(std::exp(uniform(std::log(0.4), std::log(8))), moods(0.35))});
    return camera;
}

// The failure as proposed and as it was have at least 0.7 of their union in common, and the sign is that of the fault.
inline const FailureProposal* right_proposal(const EffortExamination& examination, const FaultyCamera& camera) {
    for (const auto& proposal : examination.proposals) {
        const bool sign = camera.fault == CameraFault::covered  ? proposal.sign == FailureSign::nothing_seen
                          : camera.fault == CameraFault::turned ? proposal.sign == FailureSign::other_view
                          : camera.fault == CameraFault::dozed  ? proposal.sign == FailureSign::missed_shot
                                                                : proposal.sign == FailureSign::silence;
        const auto both =
            std::min(proposal.span.end, camera.failed.end) - std::max(proposal.span.start, camera.failed.start);
        const auto either =
            std::max(proposal.span.end, camera.failed.end) - std::min(proposal.span.start, camera.failed.start);
        if (sign && static_cast<double>(both.count()) >= 0.7 * static_cast<double>(either.count())) return &proposal;
    }
    return nullptr;
}

}  // namespace serow::ecology::test
