#include "catalog/file_signs.h"

#include <charconv>

namespace serow::catalog {
namespace {

// Bytes as PostgreSQL writes a bytea, "\\x00ff"; NULL for none. And back.
std::optional<std::string> bytea_text(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) return {};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\\x";
    out.reserve(2 + 2 * bytes.size());
    for (const auto byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::vector<std::uint8_t> parse_bytea_text(std::string_view text) {
    const auto refuse = [] { return Failure(Code::internal, "The database gave a text that is no bytea."); };
    if (!text.starts_with("\\x") || text.size() % 2 != 0) throw refuse();
    std::vector<std::uint8_t> out;
    out.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2) {
        unsigned value = 0;
        const auto* pair = text.data() + i;
        if (std::from_chars(pair, pair + 2, value, 16).ptr != pair + 2) throw refuse();
        out.push_back(static_cast<std::uint8_t>(value));
    }
    return out;
}

}  // namespace

void set_file_signs(Transaction& tx, const Scope& scope, std::span<const NewFileSigns> signs) {
    if (signs.empty()) return;
    std::vector<MediaId> ids;
    std::vector<std::optional<double>> brightness, contrast, battery;
    std::vector<std::optional<std::string>> views;
    for (const auto& one : signs) {
        ids.push_back(one.media_id);
        brightness.push_back(one.brightness);
        contrast.push_back(one.contrast);
        views.push_back(bytea_text(one.view_signature));
        battery.push_back(one.battery_v);
    }
    tx.query("set_file_signs", scoped(scope, {ids, brightness, contrast, views, battery}));
}

std::vector<FileSign> file_signs(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("file_signs", scoped(scope, {deployment_id})), [](const Row& row) {
        FileSign f;
        row.read("captured_at", f.captured_at)
            .read("from_clock", f.from_clock)
            .read("bytes", f.bytes)
            .read("light", f.light)
            .read("brightness", f.brightness)
            .read("contrast", f.contrast)
            .read("battery_v", f.battery_v);
        if (const auto text = row.text("view_signature")) f.view_signature = parse_bytea_text(*text);
        return f;
    });
}

std::vector<NeighbourTimes> neighbour_times(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                            Instant from, Instant to) {
    std::vector<NeighbourTimes> all;
    const auto rows = tx.query("neighbour_times", scoped(scope, {deployment_id, from, to}));
    for (const auto row : rows) {
        const auto id = row.as<DeploymentId>("deployment_id");
        if (all.empty() || all.back().deployment_id != id)
            all.push_back({id, row.as<Instant>("first"), row.as<Instant>("last"), {}});
        if (const auto half_hour = row.as<std::optional<Instant>>("half_hour"))
            all.back().half_hours.push_back(*half_hour);
    }
    return all;
}

}  // namespace serow::catalog
