// Identifiers: UUIDs (version 7, so that they sort by creation) that know what they identify.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace serow {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Uuid&) const = default;
};

std::string to_text(const Uuid& uuid);                  // lower case, with hyphens
std::optional<Uuid> parse_uuid(std::string_view text);  // nullopt unless exactly that form
Uuid new_uuid();                                        // version 7, RFC 9562, random from the system

template <class Tag>
struct Id {
    Uuid uuid;
    auto operator<=>(const Id&) const = default;

    static Id make() { return Id{new_uuid()}; }
    static std::optional<Id> parse(std::string_view text) {
        const auto uuid = parse_uuid(text);
        return uuid ? std::optional(Id{*uuid}) : std::nullopt;
    }
    [[nodiscard]] std::string text() const { return to_text(uuid); }
};

using AccountId = Id<struct AccountTag>;
using OrganisationId = Id<struct OrganisationTag>;
using ProjectId = Id<struct ProjectTag>;
using AreaId = Id<struct AreaTag>;
using LocationId = Id<struct LocationTag>;
using DeploymentId = Id<struct DeploymentTag>;
using UploadId = Id<struct UploadTag>;
using UploadFileId = Id<struct UploadFileTag>;
using MediaId = Id<struct MediaTag>;
using EventId = Id<struct EventTag>;
using AnswerId = Id<struct AnswerTag>;
using BatchId = Id<struct BatchTag>;
using ViewId = Id<struct ViewTag>;
using ExportId = Id<struct ExportTag>;
using ObservationId = Id<struct ObservationTag>;
using IndividualId = Id<struct IndividualTag>;
using CustomFieldId = Id<struct CustomFieldTag>;
using JobId = Id<struct JobTag>;
using TokenId = Id<struct TokenTag>;
using ModelRunId = Id<struct ModelRunTag>;
using ClockCorrectionId = Id<struct ClockCorrectionTag>;

}  // namespace serow

template <class Tag>
struct std::hash<serow::Id<Tag>> {
    std::size_t operator()(const serow::Id<Tag>& id) const noexcept {
        return std::hash<std::string_view>{}(
            {reinterpret_cast<const char*>(id.uuid.bytes.data()), id.uuid.bytes.size()});
    }
};
