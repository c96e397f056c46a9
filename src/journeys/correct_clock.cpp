#include "journeys/correct_clock.h"

#include <algorithm>
#include <format>
#include <set>
#include <utility>

#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/jobs.h"
#include "catalog/media_times.h"
#include "catalog/projects.h"
#include "ecology/sequences.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

using catalog::MediaTime;
using Corrections = std::vector<earth::ClockCorrection>;

// Everything about one clock, read in one transaction.
struct ClockRows {
    catalog::Deployment deployment;
    earth::Zone zone;
    std::vector<ClockCorrection> corrections;
    std::vector<MediaTime> media;
};

ClockRows read_clock(catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId id) {
    ClockRows rows{found(catalog::deployment_by_id(tx, scope, id), "deployment"), {}, {}, {}};
    rows.zone = value_or_throw(earth::find_zone(rows.deployment.time_zone));
    rows.corrections = catalog::list_clock_corrections(tx, scope, id);
    rows.media = catalog::media_times(tx, scope, id);
    return rows;
}

bool from_a_clock(const MediaTime& media) {
    return media.camera_time && media.camera_time_source != "file";
}

CameraTime reference_time(const ClockRows& rows, const Corrections& now, const GivenReference& given) {
    if (given.shown) return *given.shown;
    if (!given.media_id) throw Failure(Code::invalid, "a reference point needs a mediaID, or what the clock showed");
    const auto media = std::ranges::find(rows.media, *given.media_id, &MediaTime::media_id);
    if (media == rows.media.end() || !from_a_clock(*media))
        throw Failure(Code::invalid,
                      std::format("the reference {} is no photo or video of this deployment that carries "
                                  "its camera's time",
                                  given.media_id->text()));
    return earth::corrected(*media->camera_time, now);
}

// The earliest frame by the clock as it is believed now: where a clock that was set wrong began.
std::optional<CameraTime> first_shown(const ClockRows& rows, const Corrections& now) {
    std::optional<CameraTime> first;
    for (const auto& media : rows.media) {
        if (!from_a_clock(media)) continue;
        const auto shown = earth::corrected(*media.camera_time, now);
        if (!first || shown < *first) first = shown;
    }
    return first;
}

earth::ClockCorrection understand(const ClockRows& rows, const GivenCorrection& given) {
    using earth::CorrectionKind;
    const auto now = catalog::holding(rows.corrections);
    earth::ClockCorrection c;
    c.kind = given.kind;
    if (given.references.size() > c.references.size())
        throw Failure(Code::invalid, "at most two reference points are understood");
    for (std::size_t i = 0; i < given.references.size(); ++i) {
        if (!given.references[i].right)
            throw Failure(Code::invalid, "a reference point needs the right time at that moment");
        c.references[i] =
            earth::ReferencePoint{reference_time(rows, now, given.references[i]), *given.references[i].right};
    }
    switch (given.kind) {
        case CorrectionKind::offset:
            if (given.offset.has_value() == !given.references.empty())
                throw Failure(Code::invalid, "an offset is given either in seconds or by one reference point");
            if (given.references.size() > 1)
                throw Failure(Code::invalid, "two reference points make a drift, not an offset");
            c.offset = given.offset ? *given.offset : c.references[0]->right - c.references[0]->shown;
            break;
        case CorrectionKind::summer_time: c.utc_offset = given.utc_offset; break;
        case CorrectionKind::year_fix: c.years = given.years; [[fallthrough]];
        case CorrectionKind::day_month_swap: c.set_at = given.set_at ? given.set_at : first_shown(rows, now); break;
        case CorrectionKind::drift: break;
    }
    value_or_throw(earth::check(c));
    return c;
}

using Groups = std::vector<std::vector<MediaId>>;

Groups grouped(std::vector<std::pair<Instant, const MediaTime*>> media, std::chrono::seconds gap) {
    std::ranges::sort(media, [](const auto& a, const auto& b) {
        return std::pair(a.first, a.second->media_id) < std::pair(b.first, b.second->media_id);
    });
    std::vector<ecology::Interval> spans;
    for (const auto& [taken, row] : media)
        spans.push_back({taken, taken + milliseconds(static_cast<std::int64_t>(row->duration_s.value_or(0) * 1000))});
    const auto sequences = ecology::group_into_events(spans, gap);
    Groups groups(sequences.events.size());
    for (std::size_t i = 0; i < media.size(); ++i) groups[sequences.event_of[i]].push_back(media[i].second->media_id);
    for (auto& group : groups) std::ranges::sort(group);
    return groups;
}

ClockPreview compare(const ClockRows& rows, const Corrections& after, std::chrono::seconds gap) {
    const auto now = catalog::holding(rows.corrections);
    ClockPreview preview;
    std::vector<std::pair<Instant, const MediaTime*>> before_times, after_times;
    for (const auto& media : rows.media) {
        if (!from_a_clock(media)) {
            ++preview.file_dates;
            if (!media.captured_at) continue;
            before_times.emplace_back(*media.captured_at, &media);
            after_times.emplace_back(*media.captured_at, &media);
            continue;
        }
        ++preview.media;
        // Not captured_at: the job that writes it may still be waiting.
        const auto is = earth::to_instant(*media.camera_time, rows.zone, now);
        const auto will_be = earth::to_instant(*media.camera_time, rows.zone, after);
        preview.moved += is == will_be ? 0 : 1;
        preview.first_before = std::min(preview.first_before.value_or(is), is);
        preview.last_before = std::max(preview.last_before.value_or(is), is);
        preview.first_after = std::min(preview.first_after.value_or(will_be), will_be);
        preview.last_after = std::max(preview.last_after.value_or(will_be), will_be);
        const auto& d = rows.deployment;
        if (!d.bounds_from_media && ((d.deployment_start && will_be < *d.deployment_start) ||
                                     (d.deployment_end && will_be > *d.deployment_end)))
            ++preview.outside;
        before_times.emplace_back(is, &media);
        after_times.emplace_back(will_be, &media);
    }
    const auto before = grouped(std::move(before_times), gap);
    const auto then = grouped(std::move(after_times), gap);
    const std::set<std::vector<MediaId>> known(before.begin(), before.end());
    preview.events_before = static_cast<std::int64_t>(before.size());
    preview.events_after = static_cast<std::int64_t>(then.size());
    preview.events_regrouped = std::ranges::count_if(then, [&](const auto& group) { return !known.contains(group); });
    return preview;
}

std::chrono::seconds gap_of(catalog::Transaction& tx, const Viewer& viewer, ProjectId project) {
    return std::chrono::seconds(found(catalog::project_by_id(tx, viewer, project), "project").sequence_gap_s);
}

void follow(catalog::Transaction& tx, ProjectId project, DeploymentId deployment) {
    catalog::enqueue(tx, std::vector<catalog::NewJob>{{project, job::derive_times, deployment.text(), 1, {}}});
    catalog::touch_project(tx, project);
    catalog::notify(tx, project);
}

ClockCorrection one_of(const std::vector<ClockCorrection>& all, ClockCorrectionId id) {
    const auto it = std::ranges::find(all, id, &ClockCorrection::clock_correction_id);
    return found(it == all.end() ? std::nullopt : std::optional(*it), "clock correction");
}

}  // namespace

std::vector<ClockCorrection> list_clock_corrections(const House& house, const Viewer& viewer, ProjectId project,
                                                    DeploymentId deployment) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        found(catalog::deployment_by_id(tx, scope, deployment), "deployment");
        return catalog::list_clock_corrections(tx, scope, deployment);
    });
}

ClockPreview preview_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                const GivenCorrection& given) {
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto rows = read_clock(tx, scope, deployment);
                          auto after = catalog::holding(rows.corrections);
                          after.push_back(understand(rows, given));
                          return compare(rows, after, gap_of(tx, viewer, project));
                      });
}

ClockPreview preview_retraction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                ClockCorrectionId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto rows = read_clock(tx, scope, deployment);
        if (one_of(rows.corrections, id).retracted_at)
            throw Failure(Code::conflict, "this clock correction was taken back before");
        auto left = rows.corrections;
        std::erase_if(left, [&](const auto& c) { return c.clock_correction_id == id; });
        return compare(rows, catalog::holding(left), gap_of(tx, viewer, project));
    });
}

ClockCorrection record_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                  const GivenCorrection& given) {
    const auto reason = value_or_throw(people::check_name(given.reason, "The reason"));
    return in_project(
        house, viewer, project, people::Act::manage_places, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            // Two at a time would each be understood without the other.
            catalog::lock_deployment(tx, scope, deployment);
            ClockCorrection row;
            row.clock_correction_id = ClockCorrectionId::make();
            row.deployment_id = deployment;
            row.correction = understand(read_clock(tx, scope, deployment), given);
            row.reason = reason;
            catalog::record_clock_correction(tx, scope, row);
            follow(tx, project, deployment);
            return one_of(catalog::list_clock_corrections(tx, scope, deployment), row.clock_correction_id);
        });
}

ClockCorrection retract_correction(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                                   ClockCorrectionId id) {
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          if (one_of(catalog::list_clock_corrections(tx, scope, deployment), id).retracted_at)
                              throw Failure(Code::conflict, "this clock correction was taken back before");
                          catalog::retract_clock_correction(tx, scope, deployment, id);
                          follow(tx, project, deployment);
                          return one_of(catalog::list_clock_corrections(tx, scope, deployment), id);
                      });
}

}  // namespace serow::journeys
