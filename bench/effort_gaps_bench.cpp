// How often failures of cameras are proposed rightly, on made-up deployments: bench_effort_gaps [deployments a row]
#include <array>
#include <cstdlib>
#include <random>

#include "ecology/faulty_cameras.h"
#include "measure.h"

using namespace serow;
using namespace serow::ecology;
using namespace serow::ecology::test;

// So many visits must be missing (or files be bad), for a failure to be asked for at all.
constexpr double telling = 15;

struct Kind {
    CameraFault fault;
    const char* name;
    double least;  // per cent of the telling ones: what the first measure gave, less what chance may take off
};
constexpr std::array kinds{
    Kind{CameraFault::outage, "silent a while", 75}, Kind{CameraFault::died, "silent to end", 75},
    Kind{CameraFault::filled, "card full", 75},      Kind{CameraFault::dozed, "off timetable", 95},
    Kind{CameraFault::covered, "covered", 90},       Kind{CameraFault::turned, "other view", 85}};

int main(int argc, char** argv) {
    const int each = argc > 1 ? std::atoi(argv[1]) : 400;
    std::mt19937_64 random(20261127);
    const double start = bench::cpu_seconds();
    int all = 0, asked = 0, found = 0, healthy = 0, quiet = 0;
    std::printf("fault            deployments   proposed: all   lost visits >= %.0f   right reason   others besides\n",
                telling);
    bool each_kind_met = true;
    for (const auto& [fault, name, least] : kinds) {
        int right = 0, right_telling = 0, of_telling = 0, reason = 0, reasons = 0, besides = 0;
        for (int i = 0; i < each; ++i) {
            const auto camera = faulty_camera(random, fault);
            const auto examination = value_or_throw(examine_effort(camera.evidence));
            const auto* proposal = right_proposal(examination, camera);
            right += proposal != nullptr ? 1 : 0;
            besides += examination.proposals.size() > (proposal != nullptr ? 1U : 0U) ? 1 : 0;
            if (camera.visits_expected >= telling) {
                ++of_telling;
                right_telling += proposal != nullptr ? 1 : 0;
            }
            if (proposal == nullptr || fault == CameraFault::dozed) continue;
            ++reasons;
            switch (fault) {
                case CameraFault::filled: reason += proposal->reason == camtrap::FailureReason::cardFull ? 1 : 0; break;
                case CameraFault::covered:
                    reason += proposal->reason == camtrap::FailureReason::obstructed ? 1 : 0;
                    break;
                case CameraFault::turned:
                    reason += proposal->reason == camtrap::FailureReason::viewShifted ? 1 : 0;
                    break;
                default:
                    reason +=
                        (proposal->reason == camtrap::FailureReason::batteryEmpty) == camera.shows_battery ? 1 : 0;
                    break;
            }
        }
        const double share_of_kind = 100.0 * right_telling / std::max(1, of_telling);
        each_kind_met = each_kind_met && share_of_kind >= least;
        all += each;
        asked += of_telling;
        found += right_telling;
        std::printf("%-16s %11d %14.1f%% %12.1f%% of %4d %13.1f%% %15.1f%%\n", name, each, 100.0 * right / each,
                    share_of_kind, of_telling, 100.0 * reason / std::max(1, reasons), 100.0 * besides / each);
    }
    for (const auto& [fault, name] :
         {std::pair(CameraFault::none, "healthy"), std::pair(CameraFault::none_with_timetable, "healthy, timed")}) {
        std::array<int, 4> of_sign{};
        int silent = 0;
        for (int i = 0; i < 2 * each; ++i) {
            const auto camera = faulty_camera(random, fault);
            const auto examination = value_or_throw(examine_effort(camera.evidence));
            silent += examination.proposals.empty() ? 1 : 0;
            for (const auto& proposal : examination.proposals) ++of_sign[static_cast<std::size_t>(proposal.sign)];
        }
        healthy += 2 * each;
        quiet += silent;
        std::printf("%-16s %11d   left alone %.1f%%   false: silence %d, timetable %d, nothing seen %d, view %d\n",
                    name, 2 * each, 100.0 * silent / (2 * each), of_sign[0], of_sign[1], of_sign[2], of_sign[3]);
    }
    const double share = 100.0 * found / asked, alone = 100.0 * quiet / healthy;
    const bool met = share >= 85 && alone >= 97 && each_kind_met;
    std::printf("%.1f ms each\n", 1000 * (bench::cpu_seconds() - start) / (all + healthy));
    std::printf(
        "right proposal where >= %.0f visits are lost: %.1f %% (at least 85, and each kind its own)   healthy camera "
        "left alone: %.1f %% (at least 97)   %s\n",
        telling, share, alone, met ? "met" : "MISSED");
    return met ? 0 : 1;
}
