#include "journeys/card_receipt.h"
#include "journeys/room.h"
#include "server/fields.h"
#include "server/given_folders.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

UploadId upload_of(const Request& request) {
    return path_id<UploadId>(request, "uploadID");
}

Response begin_upload(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"deploymentID", "locationID", "folders", "name"});
    journeys::NewUpload upload;
    upload.deployment_id = fields.id<DeploymentId>("deploymentID");
    upload.location_id = fields.id<LocationId>("locationID");
    upload.name = fields.text("name").value_or("");
    if (fields.has("folders")) upload.folders = given_folders(fields);
    return json_response(to_json(journeys::begin_upload(service.house, caller.viewer(), project_of(request), upload)),
                         201);
}

Response announce(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"files"});
    const auto* list = fields.list("files");
    if (list == nullptr) FieldReader::refuse("files", "given: the list of files");
    std::vector<journeys::AnnouncedFile> files;
    files.reserve(list->size());
    for (const auto& item : *list) {
        if (!item.is_object()) FieldReader::refuse("files", "a list of objects");
        const FieldReader file(item.as_object(), {"path", "bytes", "sha256", "modifiedAt"});
        auto& announced = files.emplace_back();
        announced.path = file.required_text("path");
        const auto bytes = file.integer("bytes");
        if (!bytes) FieldReader::refuse("bytes", "given for every file");
        announced.bytes = *bytes;
        announced.sha256 = file.required_text("sha256");
        announced.modified_at = file.instant("modifiedAt");
    }
    return json_response(
        items_of(journeys::announce(service.house, caller.viewer(), project_of(request), upload_of(request), files)));
}

Response list_files(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto limit = static_cast<int>(request.integer_query("limit", 100, 1, 500));
    const auto page =
        journeys::list_upload_files(service.house, caller.viewer(), project_of(request), upload_of(request),
                                    query_text(request, "state").value_or(""), query_text(request, "cursor"), limit);
    auto json = items_of(page.items);
    json["next"] = text_or_null(page.next);
    return json_response(json);
}

// The bytes of one file, hashed and written while they arrive.
class FileSink final : public BodySink {
public:
    explicit FileSink(journeys::Arrival arrival) : arrival_(std::move(arrival)) {}
    void on_bytes(std::span<const std::byte> bytes) override { arrival_.write(bytes); }
    Response on_end() override { return json_response(to_json(arrival_.finish())); }

private:
    journeys::Arrival arrival_;
};

}  // namespace

void add_upload_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/uploads", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(items_of(journeys::list_uploads(service.house, caller.viewer(), project_of(request))));
    });
    router.get("/api/v1/projects/{projectID}/storage", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(journeys::storage_of(service.house, caller.viewer(), project_of(request))));
    });
    // Thousands of folders with long names.
    router.post("/api/v1/projects/{projectID}/uploads",
                [&](const Request& request) { return begin_upload(service, request); }, {.body_limit = 8 << 20});
    router.get("/api/v1/projects/{projectID}/uploads/{uploadID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::upload(service.house, caller.viewer(), project_of(request), upload_of(request))));
    });
    router.get("/api/v1/projects/{projectID}/uploads/{uploadID}/files",
               [&](const Request& request) { return list_files(service, request); });
    router.post("/api/v1/projects/{projectID}/uploads/{uploadID}/complete", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const auto files = FieldReader(body, {"files"}).integer("files");
        if (!files) FieldReader::refuse("files", "given: how many files the card has");
        return json_response(to_json(journeys::complete_upload(service.house, caller.viewer(), project_of(request),
                                                               upload_of(request), *files)));
    });
    router.get("/api/v1/projects/{projectID}/uploads/{uploadID}/receipt", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        auto response = Response::text(
            journeys::card_receipt(service.house, caller.viewer(), project_of(request), upload_of(request)));
        response.attachment("receipt-" + upload_of(request).text() + ".txt");
        return response;
    });
    // A thousand files with long paths.
    router.post("/api/v1/projects/{projectID}/uploads/{uploadID}/files",
                [&](const Request& request) { return announce(service, request); }, {.body_limit = 8 << 20});
    router.upload("PUT", "/api/v1/projects/{projectID}/uploads/{uploadID}/files/{uploadFileID}/content",
                  [&](const Request& request) -> std::unique_ptr<BodySink> {
                      const auto caller = require_caller(service, request);
                      return std::make_unique<FileSink>(
                          journeys::Arrival(service.house, caller.viewer(), project_of(request), upload_of(request),
                                            path_id<UploadFileId>(request, "uploadFileID")));
                  },
                  {.body_limit = service.house.config.max_file_bytes});
}

}  // namespace serow::server
