#include "journeys/browse.h"

#include <algorithm>
#include <format>
#include <unordered_map>
#include <utility>

#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/privacy.h"
#include "journeys/concealed_picture.h"
#include "journeys/play_video.h"
#include "journeys/told_own.h"
#include "journeys/trust_checks.h"

namespace serow::journeys {
namespace {

// Of an original that is not on this machine: what is no larger is fetched before it is sent, so that it is here the
// next time; a longer video is passed on as it comes, and only the parts that the player asks for.
constexpr std::uint64_t fetched_whole = std::uint64_t{32} << 20;

std::optional<catalog::TimeCursor> time_cursor(const std::optional<std::string>& text) {
    if (!text) return {};
    auto cursor = catalog::parse_time_cursor(*text);
    if (!cursor) throw Failure(Code::bad_request, "the cursor is none that a list gave; begin again without it");
    return cursor;
}

std::optional<catalog::EventCursor> event_cursor(const std::optional<std::string>& text, const EventStart& start) {
    if (!text) return {};
    if (start.offset > 0)
        throw Failure(Code::bad_request, "a cursor says itself where the page begins; leave the offset out");
    auto cursor = catalog::parse_event_cursor(*text);
    if (!cursor) throw Failure(Code::bad_request, "the cursor is none that a list gave; begin again without it");
    if (cursor->sort != start.sort)
        throw Failure(
            Code::bad_request,
            std::format("the cursor is of a list that is sorted otherwise ({}, not {}); begin again without it",
                        word(cursor->sort), word(start.sort)));
    return cursor;
}

template <class Cursor>
std::optional<std::string> text_of(const std::optional<Cursor>& cursor) {
    if (!cursor) return {};
    return catalog::to_text(*cursor);
}

std::vector<MediaWithObservations> with_observations(catalog::Transaction& tx, const catalog::Scope& scope,
                                                     std::vector<catalog::Media> media) {
    std::vector<MediaId> ids;
    ids.reserve(media.size());
    for (const auto& one : media) ids.push_back(one.media_id);
    std::unordered_map<MediaId, std::vector<catalog::Observation>> by_media;
    if (!ids.empty())
        for (auto& observation : catalog::observations_of_media(tx, scope, ids))
            by_media[observation.media_id].push_back(std::move(observation));
    std::vector<MediaWithObservations> list;
    list.reserve(media.size());
    for (auto& one : media) {
        auto& observations = by_media[one.media_id];
        list.push_back({std::move(one), std::move(observations)});
    }
    tell_own(tx, scope, list);
    return list;
}

std::string_view word(MediaForm form) {
    switch (form) {
        case MediaForm::original: return "content";
        case MediaForm::preview: return "preview";
        case MediaForm::thumbnail: return "thumbnail";
        case MediaForm::proxy: return "proxy";
    }
    return {};
}

std::string why_no_proxy(const catalog::Media& media) {
    if (media.playback == playback::original) return "browsers play the original; there is no proxy of it";
    if (media.playback == playback::failed) return "no proxy could be made of it: " + media.playback_detail;
    if (media.playback == playback::pending) return "its proxy has not been made yet";
    if (media.playback == playback::proxy) return "its proxy is gone; serow doctor has it made again";
    return "only videos have a proxy";
}

}  // namespace

void refuse_to_list_withheld(catalog::Transaction& tx, const catalog::Scope& scope, const MediaFilter& filter) {
    std::vector<std::string> asked;  // one of these is to be seen
    if (filter.people == true) asked = {"human", "vehicle"};
    if (filter.show == "human" || filter.show == "vehicle") asked = {filter.show};
    if (asked.empty()) return;
    const auto withheld = catalog::withheld_types(tx, scope);
    if (!std::ranges::all_of(asked, [&](const auto& type) { return std::ranges::contains(withheld, type); })) return;
    throw Failure(Code::forbidden,
                  std::format("Photos and videos of {} are private in this project; your role may not look at them.",
                              asked.front() == "human" ? "people" : "vehicles"));
}

namespace {

MediaFilter with_blanks(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, MediaFilter filter,
                        Blanks blanks) {
    if (blanks == Blanks::shown) return filter;
    filter.without_blanks_until = trusted_blanks_until(house, tx, scope);
    if (!filter.without_blanks_until)
        throw Failure(Code::conflict,
                      "no measured check of the machine's blanks holds at present, so they are not hidden; review a "
                      "sample of them first");
    return filter;
}

}  // namespace

MediaPage list_media(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                     const std::optional<std::string>& cursor, int limit, Blanks blanks) {
    const auto after = time_cursor(cursor);
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        refuse_to_list_withheld(tx, scope, filter);
        auto page = catalog::list_media(tx, scope, with_blanks(house, tx, scope, filter, blanks), after, limit);
        return MediaPage{with_observations(tx, scope, std::move(page.items)), text_of(page.next)};
    });
}

MediaWithObservations media(const House& house, const Viewer& viewer, ProjectId project, MediaId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto found = catalog::media_by_id(tx, scope, id);
        if (!found) throw Failure(Code::not_found, "there is no such photo or video in this project");
        std::vector<catalog::Media> one;
        one.push_back(std::move(*found));
        return with_observations(tx, scope, std::move(one)).front();
    });
}

EventPage list_events(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                      const std::optional<std::string>& cursor, int limit, Total total, Blanks blanks,
                      const EventStart& start) {
    const auto after = event_cursor(cursor, start);
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        EventPage result;
        refuse_to_list_withheld(tx, scope, filter);
        const auto asked = with_blanks(house, tx, scope, filter, blanks);
        auto page = catalog::list_events(tx, scope, asked, after, limit, start.sort, start.offset);
        if (start.sort == catalog::EventSort::worth) result.order = order_asked_for(tx, scope);
        result.next = text_of(page.next);
        if (!after && total == Total::counted) result.total = catalog::count_events(tx, scope, asked);
        std::vector<EventId> ids;
        std::unordered_map<EventId, std::size_t> place;
        for (auto& event : page.items) {
            place.emplace(event.event_id, result.items.size());
            ids.push_back(event.event_id);
            result.items.push_back({std::move(event), {}});
        }
        if (ids.empty()) return result;
        for (auto& one : with_observations(tx, scope, catalog::media_of_events(tx, scope, ids)))
            result.items[place.at(*one.media.event_id)].media.push_back(std::move(one));
        // Why an event is worth an answer tells what is seen in it.
        for (auto& item : result.items)
            if (std::ranges::any_of(item.media,
                                    [](const auto& one) { return one.media.privacy == catalog::privacy::withheld; }))
                item.event.reasons = nullptr;
        return result;
    });
}

std::vector<catalog::Answerer> answerers(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::answerers(tx, scope);
    });
}

ObservationPage list_observations(const House& house, const Viewer& viewer, ProjectId project,
                                  const std::optional<std::string>& scientific_name,
                                  const std::optional<std::string>& cursor, int limit) {
    std::optional<catalog::ObservationCursor> after;
    if (cursor) {
        after = catalog::parse_observation_cursor(*cursor);
        if (!after) throw Failure(Code::bad_request, "the cursor is none that a list gave; begin again without it");
    }
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto page = catalog::list_observations(tx, scope, scientific_name, after, limit);
        return ObservationPage{std::move(page.items), text_of(page.next)};
    });
}

MediaFile media_file(const House& house, const Viewer& viewer, ProjectId project, MediaId id, MediaForm form,
                     Sight sight) {
    std::optional<Concealed> blurred;
    const auto found = in_project(
        house, viewer, project, people::Act::download, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            auto media = catalog::shown_media_by_id(tx, scope, id);
            if (!media || media->privacy != catalog::privacy::shut) return media;
            const bool small = form == MediaForm::preview || form == MediaForm::thumbnail;
            if (small && sight == Sight::blurred)
                blurred = concealed(*media, catalog::observations_of_media(tx, scope, std::span(&id, 1)),
                                    catalog::private_types(tx, scope));
            else
                catalog::record_reveal(tx, scope, id, word(form));
            return media;
        });
    if (!found) throw Failure(Code::not_found, "there is no such photo or video in this project");
    const Sha256 sha256{found->sha256};
    MediaFile file;
    file.sha256 = found->sha256;
    const auto lies_at = [&](store::HeldFile held) {
        file.path = held.path();
        file.hold = std::make_shared<const store::HeldFile>(std::move(held));
    };
    if (form == MediaForm::original) {
        file.mediatype = found->facts.file_mediatype;
        file.file_name = found->file_name;
        file.bytes = static_cast<std::uint64_t>(found->bytes);
        if (auto held = house.store.original_at_hand(sha256)) {
            lies_at(std::move(*held));
        } else if (file.bytes <= fetched_whole) {
            lies_at(house.store.original(sha256));
        } else {
            file.read = [&store = house.store, sha256](std::uint64_t offset, std::uint64_t length, const auto& sink) {
                store.read(sha256, offset, length, sink);
            };
        }
        return file;
    }
    if (form == MediaForm::proxy) {
        auto proxy = house.store.rendition(sha256, store::Rendition::proxy);
        if (!proxy) throw Failure(Code::not_found, why_no_proxy(*found));
        lies_at(std::move(*proxy));
        file.bytes = std::filesystem::file_size(file.path);
        file.mediatype = "video/mp4";
        file.file_name = found->file_name + ".mp4";
        return file;
    }
    const auto which = form == MediaForm::preview ? store::Rendition::preview : store::Rendition::thumbnail;
    auto picture = house.store.rendition(sha256, which);
    if (!picture)
        throw Failure(Code::not_found, found->state == "received"
                                           ? "its picture has not been made yet"
                                           : "there is no picture of this file: " + found->problem_detail);
    file.mediatype = "image/jpeg";
    file.file_name = found->file_name + ".jpg";
    if (blurred) {
        file.concealed = blurred->tag();
        const auto bytes = std::make_shared<const std::vector<std::byte>>(conceal_picture(picture->path(), *blurred));
        file.bytes = bytes->size();
        file.read = [bytes](std::uint64_t offset, std::uint64_t length, const auto& sink) {
            sink(std::span(*bytes).subspan(offset, length));
        };
    } else {
        lies_at(std::move(*picture));
    }
    return file;
}

std::vector<catalog::Reveal> reveals(const House& house, const Viewer& viewer, ProjectId project, int limit) {
    return in_project(house, viewer, project, people::Act::manage_members,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          return catalog::list_reveals(tx, scope, {}, std::min(limit, 1000));
                      });
}

catalog::Progress progress(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project,
                      [](auto& tx, const auto& scope) { return catalog::progress_of(tx, scope); });
}

std::int64_t retry_jobs(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, people::Act::analyse,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto queued = catalog::retry_dead(tx, scope);
                          catalog::notify(tx, project);
                          return queued;
                      });
}

std::vector<camtrap::Taxon> find_taxa(const House& house, const Viewer& viewer, const std::string& query,
                                      const std::optional<ProjectId>& project, std::size_t limit) {
    std::vector<std::string> used;
    if (project)
        for (auto& name : in_project(house, viewer, *project,
                                     [](auto& tx, const auto& scope) { return catalog::used_names(tx, scope); }))
            used.push_back(std::move(name.scientific_name));
    return house.taxa.search(query, used, limit);
}

}  // namespace serow::journeys
