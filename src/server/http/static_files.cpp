#include "server/http/static_files.h"

#include <map>
#include <mutex>
#include <string>

#include "base/digest.h"
#include "server/http/gzip.h"
#include "server/http/problem.h"

namespace serow::server {
namespace {

struct File {
    std::string_view bytes;
    std::string_view media_type;
    std::string etag;
    std::once_flag packing;
    std::string packed;  // made when first asked for, then kept: these files never change
};

}  // namespace

struct StaticFiles::State {
    std::map<std::string, File, std::less<>> files;
};

StaticFiles::StaticFiles(const std::vector<EmbeddedFile>& files) : state_(std::make_unique<State>()) {
    for (const auto& [path, bytes] : files) {
        File& file = state_->files["/" + std::string(path)];
        file.bytes = bytes;
        file.media_type = media_type_of(path);
        file.etag = sha256_of(bytes).hex.substr(0, 32);
    }
}

StaticFiles::~StaticFiles() = default;

Response StaticFiles::answer(const Request& request) const {
    const std::string_view path = request.path;
    auto found = state_->files.find(path);
    const bool is_api = path == "/api" || path.starts_with("/api/");
    const bool is_page = !path.substr(path.find_last_of('/') + 1).contains('.');
    if (found == state_->files.end() && is_page && !is_api) found = state_->files.find("/index.html");
    if (found == state_->files.end() || is_api)
        return problem_response({Code::not_found, "there is nothing at " + request.path});

    File& file = found->second;
    Response response;
    response.header("Content-Type", std::string(file.media_type)).etag(file.etag);
    response.cache_control(path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    response.body = StaticBody{file.bytes};
    if (file.bytes.size() < least_worth_compressing || !is_compressible(file.media_type)) return response;
    response.header("Vary", "Accept-Encoding");
    if (!accepts_gzip(request) || request.header("Range")) return response;
    std::call_once(file.packing, [&] { file.packed = gzip(file.bytes, 9); });
    response.etag(file.etag + "-gzip").header("Content-Encoding", "gzip");
    response.body = StaticBody{file.packed};
    return response;
}

}  // namespace serow::server
