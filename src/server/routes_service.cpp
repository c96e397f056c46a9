#include "journeys/demo.h"
#include "server/embedded_files.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

Response health(const Service& service) {
    const auto detector = service.models.detector();
    // Asking for accounts also tells whether the database answers: without it this is 503.
    const bool accounts = journeys::has_accounts(service.house);
    return json_response(json::object{{"status", "ok"},
                                      {"version", SEROW_VERSION},
                                      {"accounts", accounts},
                                      {"detector", text_or_null(detector)},
                                      {"demoOffered", true}});
}

Response list_models(const Service& service, const Request& request) {
    require_caller(service, request);
    return json_response(items_of(journeys::list_models(service.house.config)));
}

Response make_demo(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    return json_response(to_json(journeys::begin_demo(service.house, caller)), 202);
}

}  // namespace

void add_service_routes(Router& router, const Service& service) {
    router.get("/api/v1/health", [&](const Request&) { return health(service); });
    router.get("/api/v1/openapi.yaml",
               [](const Request&) { return Response::bytes(std::string(contract_text()), "application/yaml"); });
    router.get("/api/v1/models", [&](const Request& request) { return list_models(service, request); });
    router.post("/api/v1/demo", [&](const Request& request) { return make_demo(service, request); });
}

}  // namespace serow::server
