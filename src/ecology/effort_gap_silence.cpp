#include <algorithm>
#include <cmath>
#include <format>
#include <initializer_list>
#include <map>
#include <set>

#include "ecology/effort.h"
#include "ecology/effort_gap_signs.h"

namespace serow::ecology {
namespace {

using camtrap::FailureReason;

constexpr std::chrono::minutes one_visit{30};  // files closer together are one animal's, or one field worker's
constexpr std::size_t fewest_visits = 12;
constexpr hours shortest_silence{48};
constexpr double unlikely = 0.002;     // of the longest gap of the season, at this camera's own rate
constexpr double alone = 0.9;          // the most that is believed where no neighbour tells whether it was the season
constexpr double enough_expected = 3;  // files that neighbours should have had, for their silence to mean something

double in_hours(milliseconds length) {
    return std::chrono::duration<double, hours::period>(length).count();
}

// Hours of `span` that lie in none of the failures: as effort counts them.
double working_hours(const Interval& span, std::initializer_list<std::span<const Interval>> failures) {
    if (span.end <= span.start) return 0;
    Operation operation{"", "", span, {}};
    for (const auto& some : failures)
        for (const auto& failure : some)
            if (failure.end > failure.start) operation.failures.push_back(failure);
    return value_or_throw(trap_nights(operation)) * 24;
}

// ---- The camera's own gaps.

struct Gap {
    Interval span;
    double working_h = 0;      // without what is recorded already as failure
    bool ends_open = false;    // no file follows
    bool starts_open = false;  // no file went before
};

std::vector<Instant> visits_of(std::span<const Instant> files) {
    std::vector<Instant> visits;
    std::optional<Instant> last;
    for (const auto taken : files) {
        if (!last || taken - *last >= one_visit) visits.push_back(taken);
        last = taken;
    }
    return visits;
}

Gap gap_between(const EffortEvidence& evidence, Instant from, Instant to) {
    return {{from, to}, std::max(0.01, working_hours({from, to}, {evidence.known})), false, false};
}

// ---- Pictures by a timetable: the same minute of the day, day after day.

constexpr std::chrono::minutes slack{2};

struct Timetable {
    double step_h = 0;  // usual time between two pictures; 0: there is none
    double kept = 0;    // share of the steps that were kept, where the camera worked
    std::vector<std::chrono::minutes>
        daily;  // when pictures are taken, after midnight UTC; they may be of daylight only
};

Timetable timetable_of(std::span<const FileSign> files) {
    using std::chrono::days, std::chrono::minutes;
    constexpr std::size_t fewest_days = 8;
    std::map<std::int64_t, std::vector<Instant>> at;  // by minute of the day
    for (const auto& file : files) {
        const auto minute = std::chrono::floor<minutes>(file.taken - std::chrono::floor<days>(file.taken));
        auto& same = at[minute.count()];
        if (same.empty() || file.taken - same.back() > slack) same.push_back(file.taken);
    }
    Timetable timetable;
    std::set<Instant> shots;
    std::size_t kept = 0, steps = 0;
    for (const auto& [minute, same] : at) {
        if (same.size() < fewest_days) continue;
        std::size_t daily = 0, missed = 0;
        for (std::size_t i = 1; i < same.size(); ++i) {
            const auto apart = same[i] - same[i - 1];
            daily += apart > days(1) - slack && apart < days(1) + slack ? 1 : 0;
            // Longer breaks are what is looked for; of one or two days they are a clumsy timetable.
            missed += apart < days(4) ? static_cast<std::size_t>(std::lround(in_hours(apart) / 24)) - 1 : 0;
        }
        if (static_cast<double>(daily) < 0.7 * static_cast<double>(same.size() - 1)) continue;
        shots.insert(same.begin(), same.end());
        // A clock that hovers between two minutes is one time of the day.
        if (timetable.daily.empty() || minutes(minute) - timetable.daily.back() > slack)
            timetable.daily.emplace_back(minute);
        kept += daily;
        steps += daily + missed;
    }
    if (shots.size() < 2) return {};
    std::vector<double> apart;
    for (auto it = std::next(shots.begin()); it != shots.end(); ++it) apart.push_back(in_hours(*it - *std::prev(it)));
    std::ranges::nth_element(apart, apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2));
    timetable.step_h = std::max(apart[apart.size() / 2], 1.0 / 60);
    timetable.kept = static_cast<double>(kept) / static_cast<double>(steps);
    return timetable;
}

// Pictures of the timetable that should lie strictly within the gap, but not in what is recorded as failure.
std::int64_t missing_in(const Interval& gap, const Timetable& timetable, std::span<const Interval> known) {
    using std::chrono::days;
    std::int64_t missing = 0;
    for (auto day = std::chrono::floor<days>(gap.start); day <= gap.end; day += days(1))
        for (const auto at : timetable.daily) {
            const Instant due = day + at;
            const bool within = due > gap.start + slack && due < gap.end - slack;
            const bool excused = std::ranges::any_of(
                known, [&](const auto& failure) { return due >= failure.start && due < failure.end; });
            missing += within && !excused ? 1 : 0;
        }
    return missing;
}

// ---- Neighbours.

struct Around {
    double expected = 0;  // visits that neighbours would have had at their usual rates
    double seen = 0;
    std::size_t working = 0;  // neighbours who could have had files in that time
    std::int64_t alive = 0;   // those who had

    [[nodiscard]] double share() const { return life_seen(seen, expected, working); }
    [[nodiscard]] bool tells() const { return expected >= enough_expected; }
};

class Neighbourhood {
public:
    explicit Neighbourhood(const std::vector<Neighbour>& neighbours) {
        for (const auto& neighbour : neighbours) {
            auto files = neighbour.files;
            std::ranges::sort(files);
            all_.push_back({neighbour.span, visits_of(files), neighbour.failures});
        }
    }
    [[nodiscard]] Around during(const Interval& gap) const {
        Around around;
        for (const auto& neighbour : all_) {
            const Interval shared{std::max(neighbour.span.start, gap.start), std::min(neighbour.span.end, gap.end)};
            const double shared_h = working_hours(shared, {neighbour.failures});
            const double other_h = working_hours(neighbour.span, {neighbour.failures}) - shared_h;
            if (shared_h <= 0 || other_h < 24) continue;
            const auto first = std::ranges::lower_bound(neighbour.files, gap.start);
            const auto inside = static_cast<double>(std::ranges::upper_bound(neighbour.files, gap.end) - first);
            around.expected += (static_cast<double>(neighbour.files.size()) - inside) / other_h * shared_h;
            around.seen += inside;
            ++around.working;
            around.alive += inside > 0 ? 1 : 0;
        }
        return around;
    }

private:
    std::vector<Neighbour> all_;  // with visits in place of files
};

// ---- Why it may have been.

constexpr double flat = 0.8;  // of its highest voltage: alkaline and NiMH cells hold little more below that

void tell_reason(FailureProposal& proposal, std::span<const FileSign> files) {
    double highest = 0;
    std::optional<double> last;
    double bytes = 0;
    for (const auto& file : files) {
        if (file.taken > proposal.span.start) break;
        bytes += static_cast<double>(file.bytes);
        if (!file.battery_v) continue;
        highest = std::max(highest, *file.battery_v);
        last = file.battery_v;
    }
    if (last && *last <= flat * highest) {
        proposal.reason = FailureReason::batteryEmpty;
        proposal.volts_first = highest;
        proposal.volts_last = last;
        proposal.evidence += std::format(" The battery had fallen from {:.1f} V to {:.1f} V.", highest, *last);
        return;
    }
    // Cards hold up to 4 % less than they are sold for; a camera stops when the next file would not fit.
    for (int gb = 1; gb <= 1024; gb *= 2)
        if (const double filled = bytes / (1e9 * gb); filled >= 0.95 && filled <= 1.01) {
            proposal.reason = FailureReason::cardFull;
            proposal.card_gb = gb;
            proposal.evidence += std::format(" The files until then fill a card of {} GB.", gb);
            return;
        }
}

std::vector<Gap> gaps_of(const EffortEvidence& evidence, std::span<const Instant> moments) {
    std::vector<Gap> gaps;
    for (std::size_t i = 1; i < moments.size(); ++i) gaps.push_back(gap_between(evidence, moments[i - 1], moments[i]));
    if (!evidence.bounds_known || moments.empty()) return gaps;
    gaps.push_back(gap_between(evidence, evidence.span.start, moments.front()));
    gaps.back().starts_open = true;
    gaps.push_back(gap_between(evidence, moments.back(), evidence.span.end));
    gaps.back().ends_open = true;
    return gaps;
}

FailureProposal proposal_for(const Gap& gap, FailureSign sign) {
    FailureProposal proposal;
    proposal.span = gap.span;
    proposal.to_the_end = gap.ends_open;
    proposal.sign = sign;
    return proposal;
}

std::vector<FailureProposal> missed_shots(const EffortEvidence& evidence, std::span<const FileSign> files,
                                          std::span<const Instant> moments, const Timetable& timetable) {
    constexpr hours shortest{12};
    std::vector<FailureProposal> proposals;
    for (const auto& gap : gaps_of(evidence, moments)) {
        if (gap.working_h < in_hours(shortest)) continue;
        const auto missing = missing_in(gap.span, timetable, evidence.known);
        if (missing < 2) continue;
        auto proposal = proposal_for(gap, FailureSign::missed_shot);
        const double steps =
            in_hours(evidence.span.end - evidence.span.start) / 24 * static_cast<double>(timetable.daily.size());
        proposal.confidence = failed_given(
            std::min(1.0, steps * std::pow(std::clamp(1 - timetable.kept, 0.02, 0.9), static_cast<double>(missing))));
        if (proposal.confidence < 0.5) continue;
        proposal.usual_h = timetable.step_h;
        proposal.frames = missing;
        proposal.evidence =
            std::format("{} pictures are missing of a timetable of one every {:.1f} h.", missing, timetable.step_h);
        tell_reason(proposal, files);
        proposals.push_back(std::move(proposal));
    }
    return proposals;
}

// ---- How many visits were to be expected, and how much their number varies.

// Visits in a time as long as the gap: a negative binomial distribution of this mean, with variance = mean + dispersion
// · mean². The dispersion is this camera's own, from stretches as long as the gap (a quarter of the rest at most),
// held against what neighbours saw in each; with few stretches it leans to what is usual.
struct Expected {
    double mean = 0;
    double dispersion = 0;
    // That none of them comes.
    [[nodiscard]] double none() const { return std::exp(-std::log1p(mean * dispersion) / dispersion); }
    // Of the longest gap of a season with so many visits: it may lie after any of them.
    [[nodiscard]] double longest(std::size_t visits) const {
        return -std::expm1(-static_cast<double>(visits) / (1 + mean * dispersion) * none());
    }
};

// The probability that a working camera shows this gap. The end is one place, not the worst of many, and a camera that
// stopped stays so until somebody comes: half of what is believed to fail is believed to fail to the end, hence twice.
double chance_of(const Gap& gap, const Expected& expected, std::size_t visits) {
    return gap.ends_open ? std::min(1.0, 2 * expected.none()) : expected.longest(visits);
}

constexpr double usual_weight = 6;  // as much as so many stretches say
constexpr double least_dispersion = 0.02;

// Cuts [from, to] into stretches of `length`, from the gap outwards; what remains at the far end is left out.
void cut_into(std::vector<Interval>& stretches, Instant from, Instant to, milliseconds length, bool backwards) {
    for (auto left = to - from; left >= length; left -= length)
        stretches.push_back(backwards ? Interval{from + left - length, from + left}
                                      : Interval{to - left, to - left + length});
}

Expected expected_in(const EffortEvidence& evidence, const Gap& gap, std::span<const Instant> visits,
                     std::span<const Interval> blind, const Neighbourhood& neighbourhood) {
    const auto length = std::min(gap.span.end - gap.span.start,
                                 (evidence.span.end - evidence.span.start - (gap.span.end - gap.span.start)) / 4);
    std::vector<Interval> stretches;
    if (length > hours(1)) {
        cut_into(stretches, evidence.span.start, gap.span.start, length, true);
        cut_into(stretches, gap.span.end, evidence.span.end, length, false);
    }
    struct Stretch {
        double seen = 0, weight = 0;  // visits; working hours times the life that neighbours saw
    };
    std::vector<Stretch> counted;
    double seen = 0, weight = 0;
    for (const auto& stretch : stretches) {
        const double worked = working_hours(stretch, {evidence.known, blind});
        if (worked < 0.3 * in_hours(length)) continue;
        const auto first = std::ranges::lower_bound(visits, stretch.start);
        const auto inside = static_cast<double>(std::ranges::lower_bound(visits, stretch.end) - first);
        counted.push_back({inside, worked * neighbourhood.during(stretch).share()});
        seen += inside;
        weight += counted.back().weight;
    }
    if (weight <= 0 || seen <= 0) return {0, usual_dispersion};
    const double rate = seen / weight;
    Expected expected;
    expected.mean = rate * gap.working_h * neighbourhood.during(gap.span).share();
    double excess = 0, squares = 0;
    for (const auto& stretch : counted) {
        const double mean = rate * stretch.weight;
        excess += (stretch.seen - mean) * (stretch.seen - mean) - mean;
        squares += mean * mean;
    }
    const double usual = usual_weight * squares / static_cast<double>(counted.size());
    expected.dispersion = std::max(least_dispersion, (excess + usual_dispersion * usual) / (squares + usual));
    return expected;
}

struct WeighedGap {
    Gap gap;
    Expected expected;
    double p = 1;
    bool failed = true;
};

// The longest gaps, from the shorter up. At first all of them are thought to be failures, so that two do not hide each
// other; those that are not unlikely then count as time in which the camera worked, and the rest is weighed again. A
// quiet spell that was left out of the camera's rate would make it look busier than it is, and the next one a failure.
std::vector<WeighedGap> weigh(const EffortEvidence& evidence, std::span<const Gap> longest,
                              std::span<const Instant> visits, const Neighbourhood& neighbourhood) {
    constexpr int most_rounds = 8;  // four gaps settle in two to four
    std::vector<WeighedGap> weighed;
    for (const auto& gap : longest)
        if (gap.working_h >= in_hours(shortest_silence)) weighed.push_back({gap, {}});
    bool settled = false;
    for (int round = 0; round < most_rounds && !settled; ++round) {
        settled = true;
        for (auto& one : weighed) {
            std::vector<Interval> blind;
            for (const auto& other : weighed)
                if (&other != &one && other.failed) blind.push_back(other.gap.span);
            one.expected = expected_in(evidence, one.gap, visits, blind, neighbourhood);
            one.p = chance_of(one.gap, one.expected, visits.size());
            settled = settled && one.failed == (one.p < unlikely);
            one.failed = one.p < unlikely;
        }
    }
    return weighed;
}

std::vector<FailureProposal> long_gaps(const EffortEvidence& evidence, std::span<const FileSign> files,
                                       std::span<const Instant> visits) {
    auto gaps = gaps_of(evidence, visits);
    std::ranges::sort(gaps, {}, &Gap::working_h);
    const double usual_h = gaps[(gaps.size() - 1) * 95 / 100].working_h;
    const Neighbourhood neighbourhood(evidence.neighbours);
    const std::size_t doubtful = std::min<std::size_t>(4, gaps.size() / 6);
    std::vector<FailureProposal> proposals;
    for (const auto& [gap, expected, p, failed] :
         weigh(evidence, std::span(gaps).last(doubtful), visits, neighbourhood)) {
        if (!failed) continue;
        const auto around = neighbourhood.during(gap.span);
        auto proposal = proposal_for(gap, FailureSign::silence);
        proposal.confidence = std::min(failed_given(p), around.tells() ? 0.99 : alone);
        proposal.usual_h = usual_h;
        proposal.expected_visits = expected.mean;
        proposal.p_value = p;
        proposal.evidence = std::format(
            "No file for {:.0f} h, in which {:.0f} visits were to be expected (p = {:.2g}); 19 of 20 gaps of "
            "this camera are shorter than {:.0f} h.",
            gap.working_h, expected.mean, p, usual_h);
        if (around.tells()) {
            proposal.neighbours = around.alive;
            proposal.evidence += std::format(" {} other deployments have files of that time.", around.alive);
        }
        tell_reason(proposal, files);
        proposals.push_back(std::move(proposal));
    }
    return proposals;
}

}  // namespace

double life_seen(double seen, double expected, std::size_t neighbours) {
    if (neighbours == 0 || expected < enough_expected) return 1;
    const double each = expected / static_cast<double>(neighbours);
    const double worth = expected / (1 + usual_dispersion * each);
    constexpr double season = 1 / usual_dispersion;
    return (worth * seen / expected + season) / (worth + season);
}

std::vector<FailureProposal> silences(const EffortEvidence& evidence, std::span<const FileSign> files,
                                      EffortExamination& examination) {
    std::vector<Instant> moments;
    for (const auto& file : files) moments.push_back(file.taken);
    const auto visits = visits_of(moments);
    examination.visits = visits.size();
    // A timetable says more than animals do: while it is kept the camera works, however quiet it is.
    if (const auto timetable = timetable_of(files); timetable.step_h > 0)
        return missed_shots(evidence, files, moments, timetable);
    if (visits.size() < fewest_visits) {
        examination.reason =
            std::format("there are {} visits of half an hour; at least {} are needed", visits.size(), fewest_visits);
        return {};
    }
    return long_gaps(evidence, files, visits);
}

}  // namespace serow::ecology
