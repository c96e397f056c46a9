#include "cli/card_destination.h"

namespace serow::cli {

json::object destination_of(Client& client, const std::string& project, const AskedDestination& asked,
                            const std::string& card_name) {
    if (!asked.deployment.empty()) return {{"deploymentID", asked.deployment}};
    if (asked.location_by_name) return {{"locationID", client.location_id(project, card_name)}};
    if (!asked.location.empty()) return {{"locationID", client.location_id(project, asked.location)}};
    throw Failure(Code::bad_request, "say where the card belongs: --location, --deployment or --location-by-name");
}

}  // namespace serow::cli
