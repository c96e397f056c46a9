#include "card/gate.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <map>
#include <utility>

#include "card/counters.h"
#include "card/name_key.h"
#include "card/place_proposal.h"
#include "card/walk.h"

namespace serow::card {
namespace {

using namespace std::chrono;
using State = CardFact::State;

// The last photo of a burst may be stamped before the one that was triggered meanwhile.
constexpr auto clock_jitter = minutes(2);
// No camera that writes EXIF into trap photos is older; clocks that lost their power begin at 1970, 1980, 2000 ….
constexpr auto first_camera = sys_days(year(2003) / 1 / 1);
// A camera east of the server may be a day ahead.
constexpr auto ahead = hours(26);

std::string shown(const CameraSeen& camera) {
    auto name =
        camera.make.empty() || camera.model.starts_with(camera.make) ? camera.model : camera.make + " " + camera.model;
    if (camera.serial.empty()) return name;
    return name.empty() ? camera.serial : name + " (" + camera.serial + ")";
}

std::string shown(CameraTime time) {
    return std::format("{:%F %T}", floor<seconds>(time));
}

std::string files_text(std::int64_t n) {
    return n == 1 ? "1 file" : std::format("{} files", n);
}

std::string duration_text(seconds length) {
    const auto s = length.count();
    if (length >= std::chrono::days(2)) return std::format("{} days", s / 86400);
    if (length >= std::chrono::hours(2)) return std::format("{} hours", s / 3600);
    return std::format("{} minutes", s / 60);
}

// Two names of one model: "HC500", "RECONYX HC500 HYPERFIRE", "RECONYX-HC500 HYPERFIRE".
bool same_model(const std::string& known, const CameraSeen& camera) {
    const auto a = name_key(known), model = name_key(camera.model), whole = name_key(camera.make + " " + camera.model);
    return a.empty() || model.empty() || a.contains(model) || whole.contains(a);
}

bool same_camera(const CameraSeen& a, const CameraSeen& b) {
    if (!a.serial.empty() && !b.serial.empty()) return name_key(a.serial) == name_key(b.serial);
    return name_key(a.make + " " + a.model) == name_key(b.make + " " + b.model);
}

// A camera's id in a project is either its serial or a label of people's ("C03"), of which the camera knows nothing.
bool like_a_serial(const std::string& camera_id) {
    const auto key = name_key(camera_id);
    return key.size() >= 6 && std::ranges::count_if(key, [](char c) { return c >= '0' && c <= '9'; }) >= 4;
}

class Examination {
public:
    Examination(std::span<const CardFact> files, std::span<const CardPlace> places,
                std::span<const std::string> other_cards, Instant now)
        : files_(files), places_(places), other_cards_(other_cards), now_(now), good_(places.size()) {
        for (const auto& file : files)
            if (file.state == State::good && file.place < good_.size()) good_[file.place].push_back(&file);
    }

    std::vector<Finding> run() {
        unreadable();
        for (std::size_t place = 0; place < places_.size(); ++place) {
            cameras(place);
            position(place);
            clocks(place);
            period(place);
        }
        counters();
        without_time();
        duplicates();
        std::ranges::stable_sort(findings_, std::greater(), &Finding::severity);
        return std::move(findings_);
    }

private:
    template <class Wanted>
    [[nodiscard]] std::vector<const CardFact*> those(Wanted wanted) const {
        std::vector<const CardFact*> found;
        for (const auto& file : files_)
            if (wanted(file)) found.push_back(&file);
        return found;
    }
    // Of photos and videos that could be read, at one deployment.
    template <class Wanted>
    [[nodiscard]] std::vector<const CardFact*> good(std::size_t place, Wanted wanted) const {
        std::vector<const CardFact*> found;
        for (const auto* file : good_[place])
            if (wanted(*file)) found.push_back(file);
        return found;
    }

    [[nodiscard]] std::string at(std::size_t place) const {
        return places_.size() > 1 ? " at " + places_[place].location_name : "";
    }

    template <class Tell>
    Finding& find(FindingKind kind, Severity severity, std::optional<std::size_t> place,
                  const std::vector<const CardFact*>& files, Tell tell) {
        Finding finding;
        finding.kind = kind;
        finding.severity = severity;
        finding.place = place;
        finding.count = static_cast<std::int64_t>(files.size());
        for (const auto* file : files) {
            if (finding.evidence.size() == most_evidence) break;
            finding.evidence.push_back({file->path, "", 1, tell(*file), {}});
        }
        findings_.push_back(std::move(finding));
        return findings_.back();
    }

    void unreadable() {
        const auto bad = those([](const CardFact& file) { return file.state == State::unreadable; });
        if (std::ranges::none_of(files_, [](const CardFact& file) {
                return file.state == State::good || file.state == State::reading || file.state == State::coming;
            })) {
            auto& finding = find(FindingKind::empty, Severity::warn, {}, {}, [](const CardFact&) { return ""; });
            finding.sentence = files_.empty()
                                   ? "The card holds no photo and no video. Was the camera on?"
                                   : "None of the card's files can be read. Keep the card, and copy it anew.";
        }
        if (bad.empty()) return;
        auto& finding =
            find(FindingKind::unreadable, Severity::warn, {}, bad, [](const CardFact& file) { return file.problem; });
        finding.sentence = std::format(
            "{} cannot be read: damaged on the card, or no photo at all. Their bytes are kept. "
            "Look at the card before you wipe it.",
            files_text(finding.count));
    }

    void cameras(std::size_t place) {
        std::vector<std::pair<CameraSeen, std::vector<const CardFact*>>> seen;
        for (const auto* file : good(place, [](const CardFact& f) { return f.camera != CameraSeen{}; })) {
            const auto same =
                std::ranges::find_if(seen, [&](const auto& each) { return same_camera(each.first, file->camera); });
            if (same == seen.end())
                seen.push_back({file->camera, {file}});
            else
                same->second.push_back(file);
        }
        if (seen.empty()) return;
        std::ranges::stable_sort(seen, std::greater(), [](const auto& each) { return each.second.size(); });
        if (seen.size() > 1) {
            std::vector<const CardFact*> others;
            std::string names = shown(seen[0].first);
            for (std::size_t i = 1; i < seen.size(); ++i) {
                others.insert(others.end(), seen[i].second.begin(), seen[i].second.end());
                if (i < 5) names += ", " + shown(seen[i].first);
            }
            auto& finding = find(FindingKind::mixed_cameras, Severity::warn, place, others,
                                 [](const CardFact& file) { return shown(file.camera); });
            finding.expected = shown(seen[0].first);
            finding.found = names;
            finding.sentence = std::format(
                "{} cameras wrote these files{}: {}. Were the files of two cards put into one "
                "folder?",
                seen.size(), at(place), names);
        }
        const auto& [camera, files] = seen[0];
        const auto& known = places_[place];
        const auto wrong = [&](const std::string& expected, std::string sentence) {
            auto& finding = find(FindingKind::wrong_camera, Severity::warn, place, files,
                                 [](const CardFact& file) { return shown(file.camera); });
            finding.expected = expected;
            finding.found = shown(camera);
            finding.sentence = std::move(sentence);
        };
        if (like_a_serial(known.camera_id) && !camera.serial.empty() &&
            name_key(known.camera_id) != name_key(camera.serial))
            return wrong(known.camera_id,
                         std::format("The camera at {} is {}, but these files come from {}. Is it the card of another "
                                     "sample point?",
                                     known.location_name, known.camera_id, shown(camera)));
        if (!same_model(known.camera_model, camera))
            return wrong(
                known.camera_model,
                std::format("The camera at {} is a {}, but these files come from {}. Is it the card of another "
                            "sample point?",
                            known.location_name, known.camera_model, shown(camera)));
        if (known.last_camera && !same_camera(*known.last_camera, camera))
            wrong(
                shown(*known.last_camera),
                std::format("The last card of {} ({}) came from {}, this one from {}. Was the camera exchanged, or is "
                            "it the card of another sample point?",
                            known.location_name, known.last_card, shown(*known.last_camera), shown(camera)));
    }

    void position(std::size_t place) {
        const auto& known = places_[place];
        if (!known.position) return;
        std::vector<camtrap::Place> readings;
        const auto read = good(place, [](const CardFact& file) { return file.position.has_value(); });
        readings.reserve(read.size());
        for (const auto* file : read) readings.push_back(*file->position);
        const auto move = moved_from(*known.position, readings);
        if (!move) return;
        auto& finding = find(FindingKind::elsewhere, Severity::warn, place, read, [](const CardFact& file) {
            return std::format("{:.5f}, {:.5f}", file.position->latitude, file.position->longitude);
        });
        finding.found = std::format("{:.0f}", move->distance_m);
        finding.sentence = std::format(
            "By the GPS of {} the camera stood {:.0f} m from {}, at {:.5f}, {:.5f}. Was it moved, or "
            "is it the card of another sample point?",
            files_text(finding.count), move->distance_m, known.location_name, move->to.latitude, move->to.longitude);
    }

    // Of a clock that is right by its deployment's bounds nothing is said.
    [[nodiscard]] bool within(std::size_t place, Instant time) const {
        const auto& known = places_[place];
        return known.start && time >= *known.start && (known.end ? time <= *known.end : time <= now_);
    }

    void clocks(std::size_t place) {
        const auto told = [](const CardFact& file) { return shown(*file.camera_time); };
        const auto old = good(place, [&](const CardFact& f) {
            return f.captured_at && *f.captured_at < first_camera && !within(place, *f.captured_at);
        });
        if (!old.empty()) {
            auto& finding = find(FindingKind::clock_reset, Severity::warn, place, old, told);
            finding.sentence = std::format(
                "By the camera's clock {} from before 2003{}: the clock lost its setting. "
                "Correct it with a photo whose time is known.",
                finding.count == 1 ? "1 file is" : files_text(finding.count) + " are", at(place));
        }
        const auto early =
            good(place, [&](const CardFact& f) { return f.captured_at && *f.captured_at > now_ + ahead; });
        if (!early.empty()) {
            auto& finding = find(FindingKind::future, Severity::warn, place, early, told);
            finding.sentence = std::format(
                "By the camera's clock {} still to be taken{}: the clock is ahead. Correct it "
                "with a photo whose time is known.",
                finding.count == 1 ? "1 file is" : files_text(finding.count) + " are", at(place));
        }
    }

    void period(std::size_t place) {
        const auto& known = places_[place];
        const auto outside = good(place, [&](const CardFact& f) {
            return f.captured_at &&
                   ((known.start && *f.captured_at < *known.start) || (known.end && *f.captured_at > *known.end));
        });
        if (outside.empty()) return;
        const auto before = std::ranges::count_if(
            outside, [&](const CardFact* f) { return known.start && *f->captured_at < *known.start; });
        auto& finding = find(FindingKind::outside_period, Severity::warn, place, outside,
                             [](const CardFact& file) { return shown(*file.camera_time); });
        finding.expected = (known.start ? to_text(floor<seconds>(*known.start)) : "…") + std::string(" – ") +
                           (known.end ? to_text(floor<seconds>(*known.end)) : "…");
        finding.found = std::format("{}, {}", before, finding.count - before);
        finding.sentence = std::format(
            "{} before the deployment{} begins, {} after it ends. Is the clock wrong, is it the "
            "card of another deployment, or are its start and end?",
            files_text(before), at(place), files_text(finding.count - before));
    }

    void counters() {
        std::map<std::size_t, std::pair<std::vector<NumberedFile>, std::vector<const CardFact*>>> by_place;
        for (const auto& file : files_) {
            // What is not here yet is no gap.
            auto& [numbered, facts] = by_place[file.place];
            // A video's time may be that of its end, or in another zone: it does not say what came first.
            numbered.push_back({file.path, file.photo && file.state == State::good ? file.camera_time : std::nullopt});
            facts.push_back(&file);
        }
        for (const auto& [place, group] : by_place) {
            const auto& facts = group.second;
            Finding gaps, back;
            gaps.kind = FindingKind::counter_gaps;
            back.kind = FindingKind::time_backwards;
            gaps.place = back.place = place;
            std::int64_t holes = 0;
            seconds furthest{0};
            for (const auto& run : counter_runs(group.first)) {
                for (const auto& gap : run.gaps) {
                    ++holes;
                    gaps.count += gap.missing;
                    if (gaps.evidence.size() < most_evidence)
                        gaps.evidence.push_back({facts[run.files[gap.after]]->path,
                                                 facts[run.files[gap.after + 1]]->path,
                                                 gap.missing,
                                                 "",
                                                 {}});
                }
                const CardFact* last = nullptr;
                for (const auto file : run.files) {
                    const auto& now = *facts[file];
                    if (!group.first[file].camera_time) continue;
                    if (last != nullptr && *now.camera_time + clock_jitter < *last->camera_time) {
                        ++back.count;
                        const auto by = floor<seconds>(*last->camera_time - *now.camera_time);
                        furthest = std::max(furthest, by);
                        if (back.evidence.size() < most_evidence)
                            back.evidence.push_back({last->path, now.path, 1,
                                                     shown(*last->camera_time) + " → " + shown(*now.camera_time),
                                                     by.count()});
                    }
                    last = &now;
                }
            }
            if (back.count > 0) {
                back.sentence = std::format(
                    "The file numbers go on, but the clock goes back {}{}, by {} at most. It was "
                    "set or lost its power in between: correct it from there on.",
                    back.count == 1 ? "once" : std::format("{} times", back.count), at(place), duration_text(furthest));
                findings_.push_back(std::move(back));
            }
            if (gaps.count > 0) {
                gaps.sentence = std::format(
                    "{} missing in {}{}. Were files deleted, or not copied? Compare with the card "
                    "before you wipe it.",
                    gaps.count == 1 ? "1 file number is" : std::format("{} file numbers are", gaps.count),
                    holes == 1 ? "one place" : std::format("{} places", holes), at(place));
                findings_.push_back(std::move(gaps));
            }
        }
    }

    void without_time() {
        const auto none = those([](const CardFact& f) { return f.state == State::good && !f.camera_time; });
        if (none.empty()) return;
        auto& finding = find(FindingKind::no_time, Severity::note, {}, none, [](const CardFact&) { return ""; });
        finding.sentence = std::format("{} no time from the camera; the date of the file stands in.",
                                       finding.count == 1 ? "1 file carries" : files_text(finding.count) + " carry");
    }

    void duplicates() {
        for (std::size_t other = 0; other < other_cards_.size(); ++other) {
            const auto same = those([&](const CardFact& f) { return f.known_from == other; });
            if (same.empty()) continue;
            const bool most = 2 * same.size() > files_.size();
            auto& finding = find(FindingKind::duplicates, most ? Severity::warn : Severity::note, {}, same,
                                 [](const CardFact&) { return ""; });
            finding.found = other_cards_[other];
            finding.sentence =
                std::format("{} came before with {}{}; they stay where they are.", files_text(finding.count),
                            other_cards_[other], most ? ". Most of this card is known: was it brought in twice" : "");
        }
        const auto twice = those([](const CardFact& f) { return f.same_card; });
        if (twice.empty()) return;
        auto& finding = find(FindingKind::duplicates, Severity::note, {}, twice, [](const CardFact&) { return ""; });
        finding.sentence = std::format("{} on the card twice; each is kept once.",
                                       finding.count == 1 ? "1 file is" : files_text(finding.count) + " are");
    }

    std::span<const CardFact> files_;
    std::span<const CardPlace> places_;
    std::span<const std::string> other_cards_;
    Instant now_;
    std::vector<std::vector<const CardFact*>> good_;  // of each place
    std::vector<Finding> findings_;
};

}  // namespace

std::string_view word(FindingKind kind) {
    switch (kind) {
        case FindingKind::empty: return "empty";
        case FindingKind::unreadable: return "unreadable";
        case FindingKind::wrong_camera: return "wrongCamera";
        case FindingKind::mixed_cameras: return "mixedCameras";
        case FindingKind::elsewhere: return "elsewhere";
        case FindingKind::clock_reset: return "clockReset";
        case FindingKind::future: return "future";
        case FindingKind::time_backwards: return "timeBackwards";
        case FindingKind::outside_period: return "outsidePeriod";
        case FindingKind::counter_gaps: return "counterGaps";
        case FindingKind::no_time: return "noTime";
        case FindingKind::duplicates: return "duplicates";
    }
    return {};
}

std::string_view word(Severity severity) {
    return severity == Severity::warn ? "warn" : "note";
}

std::vector<Finding> examine_card(std::span<const CardFact> files, std::span<const CardPlace> places,
                                  std::span<const std::string> other_cards, Instant now) {
    return Examination(files, places, other_cards, now).run();
}

bool is_clean(std::span<const Finding> findings) {
    return std::ranges::none_of(findings, [](const Finding& finding) { return finding.severity == Severity::warn; });
}

}  // namespace serow::card
