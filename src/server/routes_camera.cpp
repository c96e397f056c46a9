// Cameras that send by themselves: their keys, and where they bring files to.
#include "journeys/camera_drop.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/http/multipart.h"
#include "server/http/text.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

using journeys::CameraFile;

json::object key_json(const journeys::CameraKey& key) {
    return {{"cameraKeyID", key.camera_key_id.text()},
            {"name", key.name},
            {"createdBy", key.account_name},
            {"createdAt", to_text(key.created_at)},
            {"revokedAt", time_or_null(key.revoked_at)},
            {"lastUsedAt", time_or_null(key.last_used_at)},
            {"files", key.files},
            {"bytes", key.bytes}};
}

json::object dropped_json(const journeys::Dropped& dropped) {
    return {{"fileName", dropped.file_name},
            {"bytes", dropped.bytes},
            {"sha256", dropped.sha256.hex},
            {"state", dropped.is_new ? "stored" : "duplicate"}};
}

// 201 where there is something new, 200 where all was known: cameras look at no more than that.
Response said(const std::vector<journeys::Dropped>& files) {
    bool any_new = false;
    json::array list;
    for (const auto& file : files) {
        any_new = any_new || file.is_new;
        list.push_back(dropped_json(file));
    }
    return json_response({{"files", std::move(list)}}, any_new ? 201 : 200);
}

// The body is the file.
class PlainDrop final : public BodySink {
public:
    explicit PlainDrop(CameraFile file) : file_(std::move(file)) {}
    void on_bytes(std::span<const std::byte> bytes) override { file_.write(bytes); }
    Response on_end() override { return said({file_.finish()}); }

private:
    CameraFile file_;
};

// Files as a form sends them. Each is stored when it is whole; plain fields are read and dropped.
class FormDrop final : public BodySink {
public:
    FormDrop(const Service& service, journeys::CameraKey key, const std::string& boundary)
        : service_(service),
          key_(std::move(key)),
          reader_(boundary, {.begin = [this](const auto& part) { begin(part); },
                             .bytes = [this](auto bytes) { take(bytes); },
                             .end = [this] { end(); }}) {}

    void on_bytes(std::span<const std::byte> bytes) override { reader_.add(bytes); }
    Response on_end() override {
        reader_.finish();
        if (files_.empty()) throw Failure(Code::invalid, "the form holds no file");
        return said(files_);
    }

private:
    void begin(const MultipartPart& part) {
        if (!part.file_name || part.file_name->empty()) return;
        if (files_.size() == 50) throw Failure(Code::too_large, "a form may hold at most 50 files");
        file_.emplace(service_.house, key_, *part.file_name);
    }
    void take(std::span<const std::byte> bytes) {
        if (file_) file_->write(bytes);
    }
    void end() {
        if (file_) files_.push_back(file_->finish());
        file_.reset();
    }

    const Service& service_;
    journeys::CameraKey key_;
    std::optional<CameraFile> file_;
    std::vector<journeys::Dropped> files_;
    MultipartReader reader_;
};

// The name that comes with a file, or one made of what is known of it.
std::string name_of(const Request& request) {
    for (const auto* header : {"x-file-name", "x-filename"})
        if (const auto name = request.header(header); name && !name->empty()) return std::string(*name);
    if (const auto name = request.query.find("name"); name && !name->empty()) return std::string(*name);
    if (const auto disposition = request.header("content-disposition"))
        if (auto name = header_parameter(*disposition, "filename"); name && !name->empty()) return std::move(*name);
    const auto type = request.content_type();
    return type.starts_with("video/") ? "video" : "photo.jpg";
}

std::string key_of(const Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    if (const auto authorization = request.header("authorization"); authorization && authorization->starts_with(scheme))
        return std::string(authorization->substr(scheme.size()));
    throw Failure(Code::unauthenticated, "send the camera's key: Authorization: Bearer serowcam_…");
}

std::unique_ptr<BodySink> drop(const Service& service, const Request& request, const std::string& secret) {
    auto key = journeys::camera_of_key(service.house, secret);
    if (request.content_type().starts_with("multipart/")) {
        const auto boundary = multipart_boundary(request.header("content-type").value_or(""));
        if (!boundary) throw Failure(Code::bad_request, "Content-Type: multipart/form-data needs a boundary");
        return std::make_unique<FormDrop>(service, std::move(key), *boundary);
    }
    return std::make_unique<PlainDrop>(CameraFile(service.house, std::move(key), name_of(request)));
}

}  // namespace

void add_camera_routes(Router& router, const Service& service) {
    const std::string keys = "/api/v1/projects/{projectID}/deployments/{deploymentID}/camera-keys";
    const auto deployment_of = [](const Request& request) { return path_id<DeploymentId>(request, "deploymentID"); };
    router.get(keys, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& key :
             journeys::list_camera_keys(service.house, caller.viewer(), project_of(request), deployment_of(request)))
            items.push_back(key_json(key));
        return json_response({{"items", std::move(items)}});
    });
    router.post(keys, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const auto made =
            journeys::create_camera_key(service.house, caller.viewer(), project_of(request), deployment_of(request),
                                        FieldReader(body, {"name"}).required_text("name"));
        auto json = key_json(made.key);
        json["key"] = made.secret;
        return json_response(json, 201);
    });
    router.del(keys + "/{cameraKeyID}", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::revoke_camera_key(service.house, caller.viewer(), project_of(request), deployment_of(request),
                                    path_id<CameraKeyId>(request, "cameraKeyID"));
        return Response::no_content();
    });
    // A form's heads and boundaries come on top of its files.
    const RouteOptions streamed{.body_limit = journeys::camera_file_bytes + (1 << 20), .headers = {}};
    router.upload(
        "POST", "/api/v1/drop", [&](const Request& request) { return drop(service, request, key_of(request)); },
        streamed);
    // For firmware that can be given an address and nothing else.
    router.upload(
        "POST", "/api/v1/drop/{cameraKey}",
        [&](const Request& request) { return drop(service, request, request.parameter("cameraKey")); }, streamed);
}

}  // namespace serow::server
