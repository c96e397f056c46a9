#include "journeys/explain_media.h"

#include <format>
#include <utility>

#include "catalog/life.h"
#include "catalog/repeat_verdicts.h"
#include "catalog/thresholds.h"
#include "journeys/seen_things.h"

namespace serow::journeys {
namespace {

std::string text(const std::optional<Instant>& instant) {
    return instant ? to_text(*instant) : "not known";
}

std::string said(const std::vector<review::SeenThing>& things) {
    if (things.empty()) return "nothing";
    std::string list;
    for (const auto& thing : things) {
        if (!list.empty()) list += "; ";
        list += camtrap::word(thing.type);
        if (!thing.scientificName.empty()) list += " " + thing.scientificName;
        if (thing.count > 1) list += std::format(" ×{}", thing.count);
        if (thing.probability) list += std::format(" {:.2f}", *thing.probability);
        if (thing.box)
            list += std::format(" at [{:.3f} {:.3f} {:.3f} {:.3f}]", thing.box->x, thing.box->y, thing.box->width,
                                thing.box->height);
        if (thing.second) list += std::format(" at {:.1f} s", *thing.second);
        if (thing.first_second && thing.last_second)
            list += std::format(", there from {:.1f} s to {:.1f} s", *thing.first_second, *thing.last_second);
    }
    return list;
}

Chapter card_chapter(const catalog::Life& life) {
    Chapter chapter{"From the card", {}};
    for (const auto& file : life.card_files)
        chapter.lines.emplace_back(
            file.state,
            std::format("{}  (upload \"{}\" by {}, {})", file.path, file.upload_name,
                        file.account_name.empty() ? "a former account" : file.account_name, to_text(file.changed_at)));
    chapter.lines.emplace_back("size", std::format("{} bytes", life.media.bytes));
    if (life.media.file_modified_at) chapter.lines.emplace_back("file's own date", text(life.media.file_modified_at));
    return chapter;
}

Chapter store_chapter(const House& house, const catalog::Life& life) {
    Chapter chapter{"In the store", {}};
    const Sha256 sha256{life.media.sha256};
    chapter.lines.emplace_back("sha-256", sha256.hex);
    if (life.blob_created_at) chapter.lines.emplace_back("stored", text(life.blob_created_at));
    const auto good = house.store.verify(sha256);
    chapter.lines.emplace_back("bytes read again", good ? "match the hash" : good.error().detail);
    chapter.lines.emplace_back("preview", house.store.rendition(sha256, store::Rendition::preview) ? "made" : "none");
    chapter.lines.emplace_back("thumbnail",
                               house.store.rendition(sha256, store::Rendition::thumbnail) ? "made" : "none");
    if (!life.media.playback.empty()) {
        const auto& detail = life.media.playback_detail;
        chapter.lines.emplace_back("to play", life.media.playback + (detail.empty() ? "" : ": " + detail));
    }
    return chapter;
}

Chapter facts_chapter(const catalog::Life& life) {
    Chapter chapter{"What the file says", {}};
    const auto& facts = life.media.facts;
    chapter.lines.emplace_back("state", life.media.state);
    if (!life.media.problem_code.empty()) chapter.lines.emplace_back("problem", life.media.problem_detail);
    chapter.lines.emplace_back("type", facts.file_mediatype);
    if (facts.width && facts.height)
        chapter.lines.emplace_back("pixels", std::format("{} × {}", *facts.width, *facts.height));
    if (facts.duration_s) chapter.lines.emplace_back("duration", std::format("{:.1f} s", *facts.duration_s));
    if (!facts.make.empty() || !facts.model.empty())
        chapter.lines.emplace_back("camera", facts.make + " " + facts.model);
    if (!facts.serial.empty()) chapter.lines.emplace_back("serial", facts.serial);
    if (facts.temperature_c) chapter.lines.emplace_back("temperature", std::format("{:.0f} °C", *facts.temperature_c));
    if (facts.sequence_number)
        chapter.lines.emplace_back("sequence",
                                   std::format("{} of {}", *facts.sequence_number, facts.sequence_total.value_or(0)));
    for (const auto& warning : facts.warnings) chapter.lines.emplace_back("warning", warning);
    return chapter;
}

std::string said(const catalog::ClockCorrection& row) {
    using earth::CorrectionKind;
    const auto& c = row.correction;
    std::string text(earth::word(c.kind));
    switch (c.kind) {
        case CorrectionKind::offset: text += std::format(" {:+} s", c.offset.count() / 1000); break;
        case CorrectionKind::drift:
            for (const auto& point : c.references)
                if (point) text += std::format(" {} → {}", to_text(point->shown), to_text(point->right));
            break;
        case CorrectionKind::summer_time: text += " stayed on " + earth::Zone(c.utc_offset).name(); break;
        case CorrectionKind::year_fix: text += std::format(" {:+}", c.years); [[fallthrough]];
        case CorrectionKind::day_month_swap:
            if (c.set_at) text += " set at " + to_text(*c.set_at);
            break;
    }
    text += std::format(" by {} at {}: {}", row.account_name.empty() ? "the system" : row.account_name,
                        to_text(row.recorded_at), row.reason);
    if (row.retracted_at) text += std::format(" (taken back at {})", to_text(*row.retracted_at));
    return text;
}

Chapter time_chapter(const catalog::Life& life) {
    Chapter chapter{"When", {}};
    const auto& facts = life.media.facts;
    chapter.lines.emplace_back(
        "camera's clock",
        facts.camera_time ? to_text(*facts.camera_time) + " (" + facts.camera_time_source + ")" : "none");
    chapter.lines.emplace_back("zone of the deployment", life.deployment.time_zone);
    for (const auto& correction : life.clock_corrections)
        chapter.lines.emplace_back("clock correction", said(correction));
    if (life.clock_corrections.empty()) chapter.lines.emplace_back("clock correction", "none");
    chapter.lines.emplace_back("moment", text(facts.captured_at));
    return chapter;
}

Chapter place_chapter(const catalog::Life& life) {
    Chapter chapter{"Where", {}};
    chapter.lines.emplace_back("project", std::format("{} ({})", life.project.title, life.project.organisation_name));
    chapter.lines.emplace_back("sample point",
                               std::format("{} at {:.5f}, {:.5f}", life.deployment.location_name,
                                           life.deployment.place.latitude, life.deployment.place.longitude));
    chapter.lines.emplace_back(
        "deployment", std::format("{} from {} to {}", life.deployment.deployment_id.text(),
                                  text(life.deployment.deployment_start), text(life.deployment.deployment_end)));
    if (life.event)
        chapter.lines.emplace_back(
            "event", std::format("{}: {} files from {} to {}", life.event->event_id.text(), life.event->media_count,
                                 to_text(life.event->event_start), to_text(life.event->event_end)));
    return chapter;
}

Chapter ledger_chapter(const catalog::Life& life) {
    Chapter chapter{"What was said", {}};
    for (const auto& line : life.answers) {
        const auto by = line.method == camtrap::ClassificationMethod::machine ? line.model
                        : line.account_name.empty()                           ? "a former account"
                                                                              : line.account_name;
        const auto what = line.retracts ? "took back " + line.retracts->text() : said(from_ledger(line.observations));
        chapter.lines.emplace_back(to_text(line.answered_at),
                                   std::format("{}: {}{}{}{}", by, what, line.adjudicates ? " (to end a conflict)" : "",
                                               line.beside ? " (of a run that is not used: it stands beside)" : "",
                                               line.program.empty() ? "" : " (Serow " + line.program + ")"));
    }
    if (life.answers.empty()) chapter.lines.emplace_back("ledger", "nobody answered yet");
    chapter.lines.emplace_back("consensus", life.media.consensus);
    for (const auto& observation : life.observations)
        chapter.lines.emplace_back(
            "observation",
            std::format("{} {} {} by {}{}{}", camtrap::word(observation.observation_type), observation.scientific_name,
                        observation.count ? std::format("×{}", *observation.count) : "", observation.classified_by,
                        observation.probability ? std::format(" ({:.2f})", *observation.probability) : "",
                        !observation.told_as ? ""
                        : observation.told_as->empty()
                            ? ", named by its event; by itself told as an animal"
                            : ", named by its event; by itself told as " + *observation.told_as));
    return chapter;
}

// What decides which of the machine's boxes are observations, as far as people chose it.
Chapter weight_chapter(catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId deployment) {
    Chapter chapter{"What the machine's boxes are weighed by", {}};
    const auto [chosen, by, at] = catalog::thresholds_of_project(tx, scope);
    for (const auto& [type, threshold] :
         {std::pair{"animal", chosen.animal}, std::pair{"human", chosen.human}, std::pair{"vehicle", chosen.vehicle}})
        if (threshold)
            chapter.lines.emplace_back(
                std::string(type) + " from",
                std::format("{:.2f}, chosen by {} at {}", *threshold, by.empty() ? "a former account" : by, text(at)));
    for (const auto& verdict : catalog::list_repeat_verdicts(tx, scope, deployment))
        if (verdict.verdict == "nothing" && !verdict.retracted_at)
            chapter.lines.emplace_back(
                "masked place", std::format("{} at [{:.3f} {:.3f} {:.3f} {:.3f}], said by {} at {}",
                                            camtrap::word(verdict.observation_type), verdict.bbox.x, verdict.bbox.y,
                                            verdict.bbox.width, verdict.bbox.height,
                                            verdict.account_name.empty() ? "a former account" : verdict.account_name,
                                            to_text(verdict.recorded_at)));
    return chapter;
}

Chapter exports_chapter(const catalog::Life& life) {
    Chapter chapter{"Where it went", {}};
    for (const auto& one : life.exports)
        chapter.lines.emplace_back(
            to_text(one.made_at),
            std::format("{}, by {}",
                        one.format == "camtrap-dp" ? "camtrap-dp package" : "predictions for " + one.format,
                        one.account_name.empty() ? "the system" : one.account_name));
    if (life.exports.empty()) chapter.lines.emplace_back("exports", "none yet");
    for (const auto& look : life.reveals)
        chapter.lines.emplace_back(to_text(look.revealed_at),
                                   std::format("looked at unblurred ({}), by {}", look.form,
                                               look.account_name.empty() ? "a former account" : look.account_name));
    return chapter;
}

Chapter jobs_chapter(const catalog::Life& life) {
    Chapter chapter{"Work done", {}};
    for (const auto& job : life.jobs) {
        auto line = std::format("{} after {} attempt{}", job.state, job.attempts, job.attempts == 1 ? "" : "s");
        if (!job.problem_detail.empty()) line += ": " + job.problem_detail;
        chapter.lines.emplace_back(job.kind, std::move(line));
    }
    return chapter;
}

}  // namespace

MediaLife explain_media(const House& house, const Viewer& viewer, ProjectId project, MediaId media) {
    const auto scope = scope_for(viewer, project, people::Act::see);
    Chapter weights;
    const auto life = house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::require(tx, scope);
        auto found = catalog::life_of(tx, scope, media);
        if (found) weights = weight_chapter(tx, scope, found->media.deployment_id);
        return found;
    });
    if (!life) throw Failure(Code::not_found, "there is no such photo or video in this project");
    MediaLife told{media, {}};
    told.chapters = {card_chapter(*life),  store_chapter(house, *life), facts_chapter(*life),  time_chapter(*life),
                     place_chapter(*life), ledger_chapter(*life),       exports_chapter(*life)};
    if (!weights.lines.empty()) told.chapters.insert(told.chapters.end() - 1, std::move(weights));
    if (!life->jobs.empty()) told.chapters.push_back(jobs_chapter(*life));
    return told;
}

MediaLife explain_media(const House& house, const Viewer& viewer, const std::string& id_or_sha256) {
    const auto address = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::find_media(tx, viewer, id_or_sha256); });
    if (!address)
        throw Failure(Code::not_found,
                      std::format("nothing here is called \"{}\"; give a mediaID or a SHA-256", id_or_sha256));
    return explain_media(house, viewer, address->project_id, address->media_id);
}

std::string as_text(const MediaLife& life) {
    std::string out = "Media " + life.media_id.text() + "\n";
    for (const auto& chapter : life.chapters) {
        out += "\n" + chapter.title + "\n";
        for (const auto& [label, line] : chapter.lines) out += std::format("  {:<22} {}\n", label, line);
    }
    return out;
}

}  // namespace serow::journeys
