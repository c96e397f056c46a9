#include "journeys/bring_predictions.h"

#include <algorithm>
#include <format>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/digest.h"
#include "base/utf8.h"
#include "catalog/answers.h"
#include "catalog/export_rows.h"
#include "catalog/projects.h"
#include "journeys/path_index.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"

namespace serow::journeys {
namespace {

constexpr std::size_t answers_a_transaction = 200;

// A UUID that says the same thing each time: version 8 of RFC 9562, of a hash.
Uuid uuid_of(std::string_view text) {
    Uuid uuid;
    const auto hex = sha256_of(text).hex;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(std::stoul(hex.substr(2 * i, 2), nullptr, 16));
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | 0x80);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
    return uuid;
}

void check_threshold(std::string_view name, const std::optional<double>& threshold) {
    if (threshold && !(*threshold > 0 && *threshold <= 1))
        throw Failure(Code::invalid, std::format("{} must be above 0 and at most 1", name));
}

// The entries of either format, one after another, as often as it is asked.
class Entries {
public:
    Entries(const PredictionsFile& file, const LabelNames& names, const share::FindingReceiver& finding)
        : text_(file.text), rules_(file.rules), names_(names) {
        const auto images = text_.find("\"images\"");
        const auto predictions = text_.find("\"predictions\"");
        if (images == std::string_view::npos && predictions == std::string_view::npos)
            throw Failure(
                Code::bad_request,
                "this is neither MegaDetector's JSON, which has a list \"images\", nor SpeciesNet's, which has "
                "a list \"predictions\"");
        if (images < predictions)
            head_ = value_or_throw(share::read_megadetector_head(text_, finding));
        else
            count_ = value_or_throw(share::count_speciesnet_predictions(text_));
    }

    [[nodiscard]] std::string format() const { return head_ ? "megadetector" : "speciesnet"; }
    [[nodiscard]] std::size_t count() const { return head_ ? head_->entries : count_; }

    // Entries that cannot be understood are left out, and have no index. Gives the labels that were not understood.
    std::map<std::string, std::size_t> each(const share::FindingReceiver& finding,
                                            const std::function<void(ForeignAnswer&&, std::size_t)>& use) const {
        ForeignAnswers answers(names_, rules_);
        std::size_t index = 0;
        if (head_)
            share::each_megadetector_image(
                text_, head_->info,
                [&](share::MegaDetectorImage&& image) { use(answers.of(image, head_->info), index++); }, finding);
        else
            share::each_speciesnet_prediction(
                text_, [&](share::SpeciesNetPrediction&& p) { use(answers.of(p), index++); }, finding);
        return answers.not_understood();
    }

private:
    std::string_view text_;
    const ForeignRules& rules_;
    const LabelNames& names_;
    std::optional<share::MegaDetectorHead> head_;
    std::size_t count_ = 0;
};

struct KnownMedia {
    PathIndex paths;
    std::unordered_set<MediaId> not_ready;
};

KnownMedia known_media(const House& house, const catalog::Scope& scope) {
    KnownMedia known;
    auto tx = house.catalog.begin(catalog::Isolation::snapshot);
    tx.set_statement_timeout(std::chrono::minutes(10));
    catalog::require(tx, scope);
    catalog::each_media_path(tx, scope, [&](const catalog::MediaPath& path) {
        known.paths.add(path.media_id, path.location_name, path.upload_name, path.file_path);
        if (path.state != "ready") known.not_ready.insert(path.media_id);
    });
    return known;
}

// Which entry speaks for which medium. Where several entries mean one, the one that names it with the most parts does.
class Claims {
public:
    void add(std::size_t entry, MediaId media, std::size_t parts) {
        media_of_.resize(std::max(media_of_.size(), entry + 1));
        media_of_[entry] = media;
        auto& claim = claims_[media];
        if (parts > claim.parts)
            claim = {entry, parts, false};
        else if (parts == claim.parts)
            claim.tied = true;
    }
    [[nodiscard]] std::optional<MediaId> media_of(std::size_t entry) const {
        return entry < media_of_.size() ? media_of_[entry] : std::nullopt;
    }
    [[nodiscard]] bool is_tied(MediaId media) const { return claims_.at(media).tied; }
    [[nodiscard]] bool speaks(std::size_t entry, MediaId media) const {
        const auto& claim = claims_.at(media);
        return claim.entry == entry && !claim.tied;
    }

private:
    struct Claim {
        std::size_t entry = 0, parts = 0;
        bool tied = false;
    };
    std::vector<std::optional<MediaId>> media_of_;
    std::unordered_map<MediaId, Claim> claims_;
};

// Collects answers, and writes them in batches.
class Writing {
public:
    Writing(const House& house, const catalog::Scope& scope, const PredictionsFile& file, BroughtPredictions& report)
        : house_(house), scope_(scope), report_(report), progress_(file.progress) {
        file_ = {{"name", file.name}, {"sha256", report.sha256}};
        const auto or_none = [](const std::optional<double>& value) { return value ? std::format("{}", *value) : "-"; };
        identity_ = std::format("predictions {} {} {} {}", scope.project_id.text(), report.sha256,
                                or_none(file.rules.threshold), or_none(file.rules.classification_threshold));
        report.batch_id = BatchId{uuid_of(identity_)};
    }

    // The entry that is looked at.
    void reach(std::size_t entry) { reached_ = entry + 1; }

    void add(ForeignAnswer&& from, MediaId media) {
        auto& answer = waiting_.emplace_back();
        answer.answer_id = AnswerId{uuid_of(identity_ + " " + media.text())};
        answer.batch_id = report_.batch_id;
        answer.media_id = media;
        answer.model = *models_.insert(std::move(from.model)).first;
        answer.observations = to_ledger(from.things);
        from.details["predictionsFile"] = file_;
        answer.model_details = std::move(from.details);
        if (waiting_.size() == answers_a_transaction) write();
    }
    void finish() {
        write();
        report_.models.assign(models_.begin(), models_.end());
    }

private:
    void write() {
        if (waiting_.empty()) return;
        const auto written = house_.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::require(tx, scope_);
            for (auto& answer : waiting_) answer.answered_at = house_.clock.now();
            if (progress_) progress_(tx, report_.entries, reached_);
            auto media = catalog::append_answers_once(tx, scope_, waiting_);
            if (!media.empty()) {
                settle(tx, scope_, media);
                catalog::touch_project(tx, scope_.project_id);
                catalog::notify(tx, scope_.project_id);
            }
            return media.size();
        });
        report_.matched += waiting_.size();
        report_.written += written;
        report_.already += waiting_.size() - written;
        waiting_.clear();
    }

    const House& house_;
    const catalog::Scope& scope_;
    BroughtPredictions& report_;
    const std::function<void(catalog::Transaction& tx, std::size_t entries, std::size_t done)>& progress_;
    std::size_t reached_ = 0;
    json::object file_;
    std::string identity_;
    std::vector<catalog::Answer> waiting_;
    std::set<std::string> models_;
};

}  // namespace

void check_predictions_file(const std::string& name, const ForeignRules& rules) {
    check_threshold("threshold", rules.threshold);
    check_threshold("classificationThreshold", rules.classification_threshold);
    if (name.size() > 1000 || !is_utf8(name) || std::ranges::any_of(name, [](unsigned char c) { return c < 0x20; }))
        throw Failure(Code::invalid, "the file's name must be text of at most 1000 bytes without control characters");
}

BroughtPredictions bring_predictions(const House& house, const Viewer& viewer, ProjectId project,
                                     const PredictionsFile& file) {
    const auto scope = scope_for(viewer, project, people::Act::analyse);
    check_predictions_file(file.name, file.rules);
    // Who may not, gets to know nothing of the file.
    const auto known = known_media(house, scope);

    BroughtPredictions report;
    const share::FindingReceiver finding = [&](share::PredictionFinding&& one) {
        if (++report.problem_count <= ListedFiles::most) report.problems.push_back(std::move(one));
    };
    const LabelNames names(house.taxa);
    const Entries entries(file, names, finding);
    report.format = entries.format();
    report.entries = entries.count();
    report.sha256 = sha256_of(file.text).hex;

    Claims claims;
    report.labels_without_taxon = entries.each(finding, [&](ForeignAnswer&& answer, std::size_t entry) {
        const auto match = known.paths.find(answer.file);
        if (match.media)
            claims.add(entry, *match.media, match.parts);
        else
            (match.ambiguous ? report.ambiguous : report.unmatched).add(answer.file);
    });

    Writing writing(house, scope, file, report);
    entries.each([](share::PredictionFinding&&) {},
                 [&](ForeignAnswer&& answer, std::size_t entry) {
                     writing.reach(entry);
                     const auto media = claims.media_of(entry);
                     if (!media) return;
                     if (claims.is_tied(*media))
                         report.ambiguous.add(answer.file);
                     else if (!claims.speaks(entry, *media))
                         report.unmatched.add(answer.file);  // another entry means that medium more closely
                     else if (answer.failure)
                         report.failed.add(answer.file + ": " + *answer.failure);
                     else if (known.not_ready.contains(*media))
                         report.not_ready.add(answer.file);
                     else
                         writing.add(std::move(answer), *media);
                 });
    writing.finish();
    return report;
}

}  // namespace serow::journeys
