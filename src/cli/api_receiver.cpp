#include "cli/api_receiver.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <fstream>

#include "base/digest.h"
#include "base/time.h"

namespace serow::cli {
namespace {

constexpr auto version = "1.0.0";  // of tus

std::uint64_t offset_of(const net::HttpResponse& response) {
    const auto text = response.header("Upload-Offset").value_or("");
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        throw Failure(Code::unavailable, "what answered is no Serow (it tells no Upload-Offset); look at SEROW_SERVER");
    return value;
}

std::string checksum_of(const journeys::CardPiece& piece) {
    std::ifstream file(piece.file, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(piece.offset));
    auto stream = ChecksumStream::by_name("sha256").value();
    std::vector<char> buffer(1 << 18);
    for (auto left = piece.bytes; left > 0;) {
        file.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), left)));
        if (file.gcount() <= 0) throw Failure(Code::unreadable, piece.file.string() + " became shorter or unreadable");
        stream.add(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
        left -= static_cast<std::uint64_t>(file.gcount());
    }
    return "sha256 " + to_base64(stream.finish());
}

}  // namespace

std::vector<journeys::CardFileState> ApiReceiver::announce(std::span<const journeys::CardFileHash> files) {
    json::array list;
    for (const auto& file : files)
        list.push_back({{"path", file.path},
                        {"bytes", file.bytes},
                        {"sha256", file.sha256},
                        {"modifiedAt", to_text(Instant(milliseconds(file.modified_ms)))}});
    const auto answer = client_.call("POST", upload_ + "/files", json::object{{"files", std::move(list)}});
    std::vector<journeys::CardFileState> states;
    for (const auto& item : answer.at("items").as_array()) {
        states.push_back({std::string(item.at("uploadFileID").as_string()),
                          std::string(item.at("state").as_string()),
                          item.at("received").to_number<std::uint64_t>(),
                          {}});
        if (const auto& why = item.at("problem"); why.is_object())
            states.back().problem = std::string(why.at("detail").as_string());
    }
    return states;
}

std::optional<std::uint64_t> ApiReceiver::offset(const std::string& id) {
    try {
        return offset_of(client_.exchange({.method = "HEAD",
                                           .url = upload_ + "/tus/" + id,
                                           .headers = {{"Tus-Resumable", version}},
                                           .body = {},
                                           .timeout = std::chrono::seconds(60)}));
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::not_found) return {};
        throw;
    }
}

std::uint64_t ApiReceiver::send(const std::string& id, const journeys::CardPiece& piece) {
    net::HttpRequest request;
    request.headers = {{"Tus-Resumable", version}};
    if (piece.bytes > 0) {
        request.headers.emplace_back("Content-Type", "application/offset+octet-stream");
        request.body = net::FilePart{piece.file, piece.offset, piece.bytes};
        request.sent = [&](std::uint64_t left, auto) { return piece.on_way(left); };
        // Of a whole file the announced hash is enough.
        if (piece.bytes < piece.total) request.headers.emplace_back("Upload-Checksum", checksum_of(piece));
    }
    if (piece.offset == 0) {
        request.method = "POST";
        request.url = upload_ + "/tus";
        request.headers.emplace_back("Upload-Length", std::to_string(piece.total));
        request.headers.emplace_back("Upload-Metadata", "uploadFileID " + to_base64(id));
    } else {
        request.method = "PATCH";
        request.url = upload_ + "/tus/" + id;
        request.headers.emplace_back("Upload-Offset", std::to_string(piece.offset));
    }
    return offset_of(client_.exchange(std::move(request)));
}

}  // namespace serow::cli
