#include <array>
#include <utility>

#include "server/http/static_files.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 26> types{{
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"geojson", "application/geo+json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"gif", "image/gif"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"ttf", "font/ttf"},
    {"wasm", "application/wasm"},
    {"txt", "text/plain; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"yaml", "application/yaml"},
    {"xml", "application/xml"},
    {"pbf", "application/x-protobuf"},
    {"zip", "application/zip"},
}};

}  // namespace

std::string_view media_type_of(std::string_view path) {
    const auto name = path.substr(path.find_last_of('/') + 1);
    const auto dot = name.find_last_of('.');
    if (dot != std::string_view::npos)
        for (const auto& [extension, type] : types)
            if (equal_folding_case(name.substr(dot + 1), extension)) return type;
    return "application/octet-stream";
}

}  // namespace serow::server
