// Looking at what came in: media, events, observations, progress.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/answers.h"
#include "catalog/events.h"
#include "catalog/media_list.h"
#include "catalog/observations.h"
#include "catalog/progress.h"
#include "catalog/reveals.h"
#include "journeys/house.h"
#include "journeys/review_order.h"

namespace serow::journeys {

using catalog::MediaFilter;

struct MediaWithObservations {
    catalog::Media media;
    std::vector<catalog::Observation> observations;
};

// Failure(forbidden), saying so, where the filter is for people or vehicles and the viewer may not look at those.
void refuse_to_list_withheld(catalog::Transaction& tx, const catalog::Scope& scope, const MediaFilter& filter);

struct MediaPage {
    std::vector<MediaWithObservations> items;
    std::optional<std::string> next;
};
// `cursor`: `next` of the page before; Failure(bad_request) for a text that is none. Failure(forbidden) where the
// filter is for people or vehicles and those are withheld from the viewer; in lists of all there is, withheld media
// stand without what they show (catalog::Media::privacy).
// Blanks hidden where trusted, in both lists: without what the machine calls blank, as far as a measurement covers it
// (trust_checks.h); Failure(conflict) where none holds.
enum class Blanks { shown, hidden_where_trusted };
MediaPage list_media(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                     const std::optional<std::string>& cursor, int limit, Blanks blanks = Blanks::shown);
MediaWithObservations media(const House& house, const Viewer& viewer, ProjectId project, MediaId id);

struct EventWithMedia {
    catalog::Event event;
    std::vector<MediaWithObservations> media;
};
struct EventPage {
    std::vector<EventWithMedia> items;
    std::optional<std::string> next;
    std::optional<std::int64_t> total;  // of all pages; only with the first, where it was counted
    OrderState order;                   // of a list by worth
};
// How a list of events begins: sorted, and after so many of it, or after the page before. Failure(bad_request) for a
// cursor of a list that is sorted otherwise, and for both a cursor and a number.
struct EventStart {
    catalog::EventSort sort = catalog::EventSort::oldest;
    std::int64_t offset = 0;
};
// Counting goes through all of the list: who wants the first page soon asks for the number beside.
enum class Total { counted, left_out };
EventPage list_events(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                      const std::optional<std::string>& cursor, int limit, Total total = Total::counted,
                      Blanks blanks = Blanks::shown, const EventStart& start = {});

// Who has answered: what lists may be asked for.
std::vector<catalog::Answerer> answerers(const House& house, const Viewer& viewer, ProjectId project);

struct ObservationPage {
    std::vector<catalog::Observation> items;
    std::optional<std::string> next;
};
ObservationPage list_observations(const House& house, const Viewer& viewer, ProjectId project,
                                  const std::optional<std::string>& scientific_name,
                                  const std::optional<std::string>& cursor, int limit);

// Where the bytes lie: under `path` as long as `hold` lives; where that is empty, in a service, and `read` gives
// `length` of the `bytes` from `offset` on. Failure(not_found) also where a rendition has not been made (yet, or ever);
// Failure(forbidden) where the media is withheld from the viewer.
struct MediaFile {
    std::filesystem::path path;
    std::shared_ptr<const void> hold;
    std::uint64_t bytes = 0;
    std::function<void(std::uint64_t offset, std::uint64_t length,
                       const std::function<void(std::span<const std::byte>)>& sink)>
        read;
    std::string mediatype;
    std::string file_name;
    std::string sha256;
    std::string concealed;  // the tag of what is blurred in it; empty where nothing is
};
enum class MediaForm { original, preview, thumbnail, proxy };
// Of a media that shows people or vehicles which the project keeps private, preview and thumbnail come blurred to
// whoever may look at it (concealed_picture.h) unless `unblurred`; that, originals and proxies are written down
// (catalog/reveals.h).
enum class Sight { blurred, unblurred };
MediaFile media_file(const House& house, const Viewer& viewer, ProjectId project, MediaId id, MediaForm form,
                     Sight sight = Sight::blurred);

// Who looked at people unblurred, the latest first; managers. At most 1000.
std::vector<catalog::Reveal> reveals(const House& house, const Viewer& viewer, ProjectId project, int limit);

catalog::Progress progress(const House& house, const Viewer& viewer, ProjectId project);
// Dead jobs queued again; how many.
std::int64_t retry_jobs(const House& house, const Viewer& viewer, ProjectId project);

// Names already used in the project come first; see Taxa::search.
std::vector<camtrap::Taxon> find_taxa(const House& house, const Viewer& viewer, const std::string& query,
                                      const std::optional<ProjectId>& project, std::size_t limit);

}  // namespace serow::journeys
