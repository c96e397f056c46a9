#include "server/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "base/problem.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

// "gzip;q=0" and "gzip; q=0.000" mean: not gzip.
bool has_weight(std::string_view item) {
    const auto q = item.find("q=");
    return q == std::string_view::npos || item.substr(q + 2).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts_gzip(const Request& request) {
    const auto header = request.header("Accept-Encoding");
    if (!header) return false;
    bool any = false;
    for (const auto item : split_list(*header, ',')) {
        const auto coding = trimmed(item.substr(0, item.find(';')));
        if (equal_folding_case(coding, "gzip")) return has_weight(item);
        if (coding == "*") any = has_weight(item);
    }
    return any;
}

bool is_compressible(std::string_view media_type) {
    const std::string type = lower_case(trimmed(media_type.substr(0, media_type.find(';'))));
    if (type == "text/event-stream") return false;
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
           type == "application/json" || type == "application/javascript" || type == "application/xml" ||
           type == "application/yaml" || type == "application/wasm" || type == "application/manifest+json";
}

std::string gzip(std::string_view bytes, int level) {
    z_stream stream{};
    // 16 above the largest window asks zlib for the gzip wrapping.
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw Failure(Code::internal, "zlib could not be started");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    constexpr std::size_t step = std::numeric_limits<uInt>::max();
    std::size_t written = 0;
    int state = Z_OK;
    do {
        const auto take = std::min(bytes.size(), step), room = std::min(out.size() - written, step);
        stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(take);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + written);
        stream.avail_out = static_cast<uInt>(room);
        state = deflate(&stream, take == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
        bytes.remove_prefix(take - stream.avail_in);
        written += room - stream.avail_out;
    } while (state == Z_OK);
    deflateEnd(&stream);
    if (state != Z_STREAM_END) throw Failure(Code::internal, "zlib could not compress an answer");
    out.resize(written);
    return out;
}

}  // namespace serow::server
