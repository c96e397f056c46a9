#include "journeys/dropped.h"

#include <algorithm>

#include "card/names.h"
#include "catalog/receipts.h"
#include "journeys/take_in.h"

namespace serow::journeys {

std::string file_name_from(std::string_view said) {
    said.remove_prefix(std::min(said.size(), said.find_last_of("/\\") + 1));  // npos + 1 is 0
    auto name = card::name_in_utf8(said);
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    while (name.size() > 200 || !card::is_utf8(name)) name.pop_back();
    while (name.ends_with(' ') || name.ends_with('.')) name.pop_back();
    return name.empty() ? "file" : name;
}

bool list_dropped(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, const Sha256& sha256,
                  std::uint64_t bytes, const std::string& name, const std::optional<Instant>& modified_at) {
    AnnouncedFile announced;
    announced.path = sha256.hex.substr(0, 16) + "/" + name;
    announced.bytes = static_cast<std::int64_t>(bytes);
    announced.sha256 = sha256.hex;
    announced.modified_at = modified_at;
    const auto file = catalog::announce_files(tx, scope, upload, std::span(&announced, 1)).front();
    if (file.state == "stored" || file.state == "duplicate") return false;
    catalog::reopen_upload(tx, scope, upload);
    return take_in(tx, scope, file).state == "stored";
}

}  // namespace serow::journeys
