#include "journeys/describe_crops.h"
#include "journeys/explain_media.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/lists.h"
#include "server/live.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

MediaId media_of(const Request& request) {
    return path_id<MediaId>(request, "mediaID");
}

Response send_file(const Service& service, const Request& request, journeys::MediaForm form) {
    const auto caller = require_caller(service, request);
    const auto sight = query_flag(request, "unblurred") ? journeys::Sight::unblurred : journeys::Sight::blurred;
    auto file =
        journeys::media_file(service.house, caller.viewer(), project_of(request), media_of(request), form, sight);
    const auto mediatype = file.mediatype.empty() ? "application/octet-stream" : file.mediatype;
    const auto parts = [read = file.read](ResponseWriter& out, std::uint64_t offset, std::uint64_t count) {
        read(offset, count, [&](std::span<const std::byte> piece) { out.write(piece); });
    };
    auto response = file.read ? Response::parts(file.bytes, parts, mediatype)
                              : Response::file({file.path, 0, {}, file.hold}, mediatype);
    // Bytes under a hash never change, but whoever leaves a project must not find them in a shared cache. A proxy that
    // was made again may have other bytes, of which a player must not get the middle.
    std::string tag = file.sha256;
    switch (form) {
        case journeys::MediaForm::original: break;
        case journeys::MediaForm::preview: tag += "-preview"; break;
        case journeys::MediaForm::thumbnail: tag += "-thumbnail"; break;
        case journeys::MediaForm::proxy: tag += "-proxy-" + std::to_string(file.bytes); break;
    }
    if (!file.concealed.empty()) tag += "-" + file.concealed;
    response.etag(tag);
    // What is blurred in it changes with what is said of it.
    response.cache_control(file.concealed.empty() ? "private, max-age=86400" : "private, no-cache");
    // Nor must who signs in next in the same browser, with a role that may see less.
    response.header("Vary", "Cookie, Authorization");
    const bool shows = file.mediatype.starts_with("image/jpeg") || file.mediatype.starts_with("image/png") ||
                       file.mediatype.starts_with("video/");
    if (form == journeys::MediaForm::original) {
        // What a stranger uploaded is never run as a page of ours.
        response.header("Content-Security-Policy", "default-src 'none'; sandbox");
        if (!shows || query_flag(request, "download")) response.attachment(file.file_name);
    }
    return response;
}

Response list_media(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto page = journeys::list_media(service.house, caller.viewer(), project_of(request), filter_of(request),
                                           query_text(request, "cursor"), limit_of(request), blanks_of(request));
    json::array items;
    for (const auto& media : page.items) items.push_back(to_json(media, service.house.taxa));
    return json_response(json::object{{"items", std::move(items)}, {"next", text_or_null(page.next)}});
}

Response similar(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto most = static_cast<std::size_t>(request.integer_query("limit", 24, 1, 100));
    const auto found = service.similar.of(service.house, caller.viewer(), project_of(request), media_of(request), most);
    json::array items;
    for (const auto& one : found.items)
        items.push_back({{"media", to_json(one.media, service.house.taxa)},
                         {"bbox", json::array{one.bbox.x, one.bbox.y, one.bbox.width, one.bbox.height}},
                         {"second", or_null(one.second)},
                         {"similarity", one.similarity}});
    return json_response(
        json::object{{"network", found.network.empty() ? json::value(nullptr) : json::value(found.network)},
                     {"described", found.described},
                     {"crops", found.crops},
                     {"items", std::move(items)}});
}

}  // namespace

void add_media_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/media",
               [&](const Request& request) { return list_media(service, request); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::media(service.house, caller.viewer(), project_of(request), media_of(request)),
                    service.house.taxa));
    });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/life", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::explain_media(service.house, caller.viewer(), project_of(request), media_of(request))));
    });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/tracks", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::video_tracks(service.house, caller.viewer(), project_of(request), media_of(request)),
                    service.house.taxa));
    });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/content",
               [&](const Request& request) { return send_file(service, request, journeys::MediaForm::original); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/preview",
               [&](const Request& request) { return send_file(service, request, journeys::MediaForm::preview); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/thumbnail",
               [&](const Request& request) { return send_file(service, request, journeys::MediaForm::thumbnail); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/proxy",
               [&](const Request& request) { return send_file(service, request, journeys::MediaForm::proxy); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/similar",
               [&](const Request& request) { return similar(service, request); });
    router.post("/api/v1/projects/{projectID}/similar", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::ask_for_descriptions(service.house, caller.viewer(), project_of(request));
        return Response::no_content();
    });
    router.get("/api/v1/projects/{projectID}/reveals", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& one : journeys::reveals(service.house, caller.viewer(), project_of(request),
                                                 static_cast<int>(request.integer_query("limit", 100, 1, 1000))))
            items.push_back({{"mediaID", one.media_id.text()},
                             {"fileName", one.file_name},
                             {"locationName", one.location_name},
                             {"form", one.form},
                             {"revealedBy", one.account_name},
                             {"revealedAt", to_text(one.revealed_at)}});
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.get("/api/v1/projects/{projectID}/progress", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(journeys::progress(service.house, caller.viewer(), project_of(request)),
                                     service.models.detector()));
    });
    router.post("/api/v1/projects/{projectID}/progress/retry", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            json::object{{"queued", journeys::retry_jobs(service.house, caller.viewer(), project_of(request))}});
    });
    router.get("/api/v1/projects/{projectID}/live", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto project = project_of(request);
        const auto now = journeys::progress(service.house, caller.viewer(), project);
        auto subscription = service.hub.subscribe({live_topic(project)});
        subscription->send("progress", json::serialize(to_json(now, service.models.detector())));
        return Response::events(std::move(subscription));
    });
}

}  // namespace serow::server
