// The receiving end of send_card(): the manifest and tus 1.0 of a Serow that runs elsewhere.
#pragma once

#include "cli/client.h"
#include "journeys/send_card.h"

namespace serow::cli {

class ApiReceiver final : public journeys::CardReceiver {
public:
    // `upload`: "/projects/…/uploads/…".
    ApiReceiver(const Config& config, std::string upload) : client_(config), upload_(std::move(upload)) {}

    std::vector<journeys::CardFileState> announce(std::span<const journeys::CardFileHash> files) override;
    std::optional<std::uint64_t> offset(const std::string& id) override;
    std::uint64_t send(const std::string& id, const journeys::CardPiece& piece) override;

private:
    Client client_;
    std::string upload_;
};

}  // namespace serow::cli
