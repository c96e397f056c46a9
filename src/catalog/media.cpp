#include "catalog/media.h"

#include "base/digest.h"
#include "catalog/bytea.h"
#include "catalog/privacy.h"
#include "catalog/read_media.h"

namespace serow::catalog {
namespace {

constexpr std::string_view no_media = "The project has no such media.";

void read_facts(const Row& row, MediaFacts& f) {
    row.read("file_mediatype", f.file_mediatype)
        .read("kind", f.kind)
        .read("width", f.width)
        .read("height", f.height)
        .read("duration_s", f.duration_s)
        .read("frame_rate", f.frame_rate)
        .read("camera_time", f.camera_time)
        .read("camera_time_source", f.camera_time_source)
        .read("captured_at", f.captured_at)
        .read("make", f.make)
        .read("model", f.model)
        .read("serial", f.serial)
        .read("temperature_c", f.temperature_c)
        .read("sequence_number", f.sequence_number)
        .read("sequence_total", f.sequence_total)
        .read("warnings", f.warnings)
        .read("has_renditions", f.has_renditions);
}

// That a camera took something there and then, and no more.
Media without_content(const Media& whole, const Row& row) {
    Media m;
    m.media_id = whole.media_id;
    m.deployment_id = whole.deployment_id;
    m.state = whole.state;
    m.event_id = whole.event_id;
    m.consensus = "none";
    m.created_at = whole.created_at;
    m.location_id = whole.location_id;
    m.location_name = whole.location_name;
    m.time_zone = whole.time_zone;
    m.privacy = whole.privacy;
    row.read("kind", m.facts.kind).read("captured_at", m.facts.captured_at);
    return m;
}

}  // namespace

Media read_media(const Row& row) {
    Media m;
    row.read("media_id", m.media_id)
        .read("deployment_id", m.deployment_id)
        .read("upload_id", m.upload_id)
        .read("sha256", m.sha256)
        .read("bytes", m.bytes)
        .read("file_path", m.file_path)
        .read("file_name", m.file_name)
        .read("file_modified_at", m.file_modified_at)
        .read("state", m.state)
        .read("problem_code", m.problem_code)
        .read("problem_detail", m.problem_detail)
        .read("event_id", m.event_id)
        .read("consensus", m.consensus)
        .read("classified_at", m.classified_at)
        .read("favorite", m.favorite)
        .read("created_at", m.created_at)
        .read("playback_detail", m.playback_detail)
        .read("location_id", m.location_id)
        .read("location_name", m.location_name)
        .read("time_zone", m.time_zone)
        .read("privacy", m.privacy);
    if (m.privacy == privacy::withheld) return without_content(m, row);
    m.playback = row.as<std::optional<std::string>>("playback").value_or("");
    read_facts(row, m.facts);
    return m;
}

std::vector<MediaId> lock_unready(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("lock_unready", scoped(scope, {media_ids})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

void set_facts(Transaction& tx, const Scope& scope, std::span<const FactsOfMedia> found) {
    const auto column = [&](auto of) {
        std::vector<std::remove_cvref_t<decltype(of(found.front()))>> values;
        for (const auto& one : found) values.push_back(of(one));
        return Param(values);
    };
    const auto fact = [&](auto member) { return column([&](const FactsOfMedia& one) { return one.facts.*member; }); };
    const auto place = [&](double camtrap::Place::* degrees) {
        return column([&](const FactsOfMedia& one) {
            return one.facts.place ? std::optional(*one.facts.place.*degrees) : std::nullopt;
        });
    };
    const auto rows =
        tx.query("set_facts",
                 scoped(scope, {column([](const FactsOfMedia& one) { return one.media_id; }),
                                fact(&MediaFacts::file_mediatype),
                                fact(&MediaFacts::kind),
                                fact(&MediaFacts::width),
                                fact(&MediaFacts::height),
                                fact(&MediaFacts::duration_s),
                                fact(&MediaFacts::frame_rate),
                                fact(&MediaFacts::camera_time),
                                fact(&MediaFacts::camera_time_source),
                                fact(&MediaFacts::captured_at),
                                fact(&MediaFacts::make),
                                fact(&MediaFacts::model),
                                fact(&MediaFacts::serial),
                                fact(&MediaFacts::temperature_c),
                                fact(&MediaFacts::sequence_number),
                                fact(&MediaFacts::sequence_total),
                                fact(&MediaFacts::warnings),
                                column([](const FactsOfMedia& one) { return Param(one.facts.has_renditions); }),
                                column([](const FactsOfMedia& one) { return one.exif; }),
                                fact(&MediaFacts::light),
                                place(&camtrap::Place::latitude),
                                place(&camtrap::Place::longitude),
                                fact(&MediaFacts::brightness),
                                fact(&MediaFacts::contrast),
                                column([](const FactsOfMedia& one) { return bytea_text(one.facts.view_signature); }),
                                fact(&MediaFacts::battery_v)}));
    must_have_changed(tx, scope, rows.affected() == std::ssize(found) ? 1 : 0, no_media);
}

void set_unreadable(Transaction& tx, const Scope& scope, MediaId media_id, const Problem& why, const MediaFacts& f) {
    const auto rows = tx.query(
        "set_unreadable",
        scoped(scope, {media_id, facts_of(why.code).word, why.detail, f.file_mediatype, f.kind, f.width, f.height,
                       f.camera_time, f.camera_time_source, f.captured_at, f.warnings, f.has_renditions}));
    must_have_changed(tx, scope, rows.affected(), no_media);
}

void set_playback(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view playback,
                  std::string_view detail) {
    const auto rows = tx.query("set_playback", scoped(scope, {media_id, playback, detail}));
    must_have_changed(tx, scope, rows.affected(), no_media);
}

std::vector<ProxiedMedia> media_with_proxies(Transaction& tx, const std::optional<MediaAddress>& after, int limit) {
    const auto start = after.value_or(MediaAddress{});
    return collect(tx.query("media_with_proxies", {start.project_id, start.media_id, limit}), [](const Row& row) {
        return ProxiedMedia{row.as<ProjectId>("project_id"), row.as<MediaId>("media_id"), row.as<std::string>("sha256"),
                            row.as<std::string>("playback")};
    });
}

void set_favorite(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids, bool favorite) {
    const auto rows = tx.query("set_favorite", scoped(scope, {media_ids, favorite}));
    must_have_changed(tx, scope, rows.affected(), no_media);
}

std::optional<Media> media_by_id(Transaction& tx, const Scope& scope, MediaId media_id) {
    return first(tx.query("media_by_ids", scoped(scope, {std::vector{media_id}})), read_media);
}

std::optional<Media> shown_media_by_id(Transaction& tx, const Scope& scope, MediaId media_id) {
    auto media = media_by_id(tx, scope, media_id);
    if (media && media->privacy == privacy::withheld) refuse_withheld();
    return media;
}

std::vector<Media> media_by_ids(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("media_by_ids", scoped(scope, {media_ids})), read_media);
}

std::string exif_of(Transaction& tx, const Scope& scope, MediaId media_id) {
    const auto rows = tx.query("exif_of", scoped(scope, {media_id}));
    if (rows.empty()) return {};
    return std::string(rows[0].text("exif").value_or(""));
}

std::optional<MediaAddress> find_media(Transaction& tx, const Viewer& viewer, std::string_view id_or_sha256) {
    const auto read = [](const Row& row) {
        return MediaAddress{row.as<ProjectId>("project_id"), row.as<MediaId>("media_id")};
    };
    if (const auto id = MediaId::parse(id_or_sha256))
        return first(tx.query("find_media_by_id", {*id, viewer.account_id()}), read);
    if (const auto sha256 = Sha256::parse(id_or_sha256))
        return first(tx.query("find_media_by_sha256", {sha256->hex, viewer.account_id()}), read);
    return std::nullopt;
}

std::vector<MediaId> unclassified_media(Transaction& tx, const Scope& scope, int limit) {
    return collect(tx.query("unclassified_media", scoped(scope, {limit})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

}  // namespace serow::catalog
