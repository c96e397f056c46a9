#include <format>

#include "journeys/continue_file.h"
#include "server/fields.h"
#include "server/http/http_date.h"
#include "server/http/json.h"
#include "server/http/problem.h"
#include "server/service.h"
#include "server/tus.h"
#include "server/wire.h"

namespace serow::server {
namespace {

using journeys::FileStretch;

constexpr auto one_file = "/api/v1/projects/{projectID}/uploads/{uploadID}/tus/{uploadFileID}";

std::string place_of(ProjectId project, UploadId upload, UploadFileId file) {
    return std::format("/api/v1/projects/{}/uploads/{}/tus/{}", project.text(), upload.text(), file.text());
}

void add_progress(Response& response, const journeys::FileProgress& progress) {
    response.header("Upload-Offset", std::to_string(progress.received));
    if (progress.expires_at) response.header("Upload-Expires", http_date(*progress.expires_at));
}

// The body of one request; what came of it before the line broke is kept.
class StretchSink final : public BodySink {
public:
    StretchSink(FileStretch stretch, std::optional<tus::Checksum> checksum, std::string created)
        : stretch_(std::move(stretch)), checksum_(std::move(checksum)), created_(std::move(created)) {}

    void on_bytes(std::span<const std::byte> bytes) override {
        if (checksum_) checksum_->stream.add(bytes);
        stretch_.write(bytes);
    }

    Response on_end() override {
        if (checksum_ && checksum_->stream.finish() != checksum_->expected) {
            stretch_.undo();
            throw Failure(
                Code::hash_mismatch,
                "the bytes of this request are not those of its Upload-Checksum; they were dropped, send them again");
        }
        const auto progress = stretch_.finish();
        auto response = Response::no_content();
        if (!created_.empty()) {
            response = json_response(to_json(progress.file), 201);
            response.header("Location", created_);
        }
        add_progress(response, progress);
        return response;
    }

private:
    FileStretch stretch_;
    std::optional<tus::Checksum> checksum_;
    std::string created_;  // where the new file is found; empty where it was there before
};

// Says what is known already, after a body that nobody wants.
class SaidSink final : public BodySink {
public:
    explicit SaidSink(Response response) : response_(std::move(response)) {}
    void on_bytes(std::span<const std::byte>) override {}
    Response on_end() override { return std::move(response_); }

private:
    Response response_;
};

struct Named {
    ProjectId project;
    UploadId upload;
    UploadFileId file;
};

Named named_in(const Request& request) {
    return {project_of(request), path_id<UploadId>(request, "uploadID"),
            path_id<UploadFileId>(request, "uploadFileID")};
}

constexpr auto file_key = "uploadFileID";

UploadFileId file_in(const std::vector<std::pair<std::string, std::string>>& metadata) {
    for (const auto& [key, value] : metadata)
        if (key == file_key)
            if (const auto id = UploadFileId::parse(value)) return *id;
    throw Failure(Code::bad_request,
                  "Upload-Metadata must hold the uploadFileID that the announcement of the file gave");
}

std::unique_ptr<BodySink> create(const Service& service, const Request& request) {
    tus::require_version(request);
    const auto caller = require_caller(service, request);
    if (request.header("upload-defer-length"))
        throw Failure(Code::bad_request, "the length of a file is known here when it begins; give Upload-Length");
    const auto length = tus::byte_count(request, "Upload-Length");
    if (!length) throw Failure(Code::bad_request, "Upload-Length is missing");
    if (*length > service.house.config.max_file_bytes)
        throw Failure(Code::too_large,
                      std::format("a file may have at most {} bytes here", service.house.config.max_file_bytes));
    const bool has_body =
        request.header("transfer-encoding") || tus::byte_count(request, "Content-Length").value_or(0) > 0;
    if (has_body) tus::require_content_type(request);
    auto checksum = tus::checksum(request);
    const auto project = project_of(request);
    const auto upload = path_id<UploadId>(request, "uploadID");
    const auto said = request.header("upload-metadata").value_or("");
    const auto metadata = tus::metadata(said);
    const auto file = file_in(metadata);
    // The file's own name is known anyway.
    const std::string kept(metadata.size() > 1 ? said : "");
    FileStretch stretch(service.house, caller.viewer(), project, upload, file, FileStretch::Begin{*length, kept});
    return std::make_unique<StretchSink>(std::move(stretch), std::move(checksum), place_of(project, upload, file));
}

std::unique_ptr<BodySink> go_on(const Service& service, const Request& request) {
    tus::require_version(request);
    const auto caller = require_caller(service, request);
    tus::require_content_type(request);
    const auto offset = tus::byte_count(request, "Upload-Offset");
    if (!offset) throw Failure(Code::bad_request, "Upload-Offset is missing");
    auto checksum = tus::checksum(request);
    const auto [project, upload, file] = named_in(request);
    FileStretch stretch(service.house, caller.viewer(), project, upload, file, FileStretch::GoOn{*offset});
    return std::make_unique<StretchSink>(std::move(stretch), std::move(checksum), "");
}

Response tell(const Service& service, const Request& request) {
    tus::require_version(request);
    const auto caller = require_caller(service, request);
    const auto [project, upload, file] = named_in(request);
    const auto progress = journeys::file_progress(service.house, caller.viewer(), project, upload, file);
    auto response = Response::no_content();
    response.status = 200;
    add_progress(response, progress);
    response.header("Upload-Length", std::to_string(progress.file.bytes));
    response.header("Upload-Metadata", progress.file.tus_metadata.empty()
                                           ? std::format("{} {}", file_key, to_base64(file.text()))
                                           : progress.file.tus_metadata);
    response.cache_control("no-store");
    return response;
}

Response forget(const Service& service, const Request& request) {
    tus::require_version(request);
    const auto caller = require_caller(service, request);
    const auto [project, upload, file] = named_in(request);
    journeys::forget_file_progress(service.house, caller.viewer(), project, upload, file);
    return Response::no_content();
}

// X-HTTP-Method-Override wins over the method, for clients that can send nothing but POST.
std::unique_ptr<BodySink> as_meant(const Service& service, const Request& request) {
    const auto method = tus::method_of(request);
    if (method == "PATCH") return go_on(service, request);
    if (method == "HEAD") return std::make_unique<SaidSink>(tell(service, request));
    if (method == "DELETE") return std::make_unique<SaidSink>(forget(service, request));
    throw Refusal{problem_response(405, "method-not-allowed", "This cannot be done here",
                                   "a file of an upload takes HEAD, PATCH and DELETE")};
}

}  // namespace

void add_tus_routes(Router& router, const Service& service) {
    constexpr auto all_files = "/api/v1/projects/{projectID}/uploads/{uploadID}/tus";
    const auto most = service.house.config.max_file_bytes;
    const RouteOptions plain{.body_limit = 0, .headers = {{"Tus-Resumable", tus::version}}};
    const RouteOptions streamed{.body_limit = most, .headers = plain.headers};
    const auto abilities = [most](const Request&) {
        return Response::no_content()
            .header("Tus-Version", tus::version)
            .header("Tus-Extension", tus::extensions)
            .header("Tus-Checksum-Algorithm", tus::checksum_algorithms)
            .header("Tus-Max-Size", std::to_string(most));
    };
    for (const auto* pattern : {all_files, one_file}) router.add("OPTIONS", pattern, abilities, plain);
    router.upload("POST", all_files, [&](const Request& request) { return create(service, request); }, streamed);
    router.add("HEAD", one_file, [&](const Request& request) { return tell(service, request); }, plain);
    router.upload("PATCH", one_file, [&](const Request& request) { return as_meant(service, request); }, streamed);
    router.add("DELETE", one_file, [&](const Request& request) { return forget(service, request); }, plain);
    router.upload("POST", one_file, [&](const Request& request) { return as_meant(service, request); }, streamed);
}

}  // namespace serow::server
