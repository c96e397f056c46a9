#include "server/serve.h"

#include <chrono>
#include <format>
#include <thread>

#include "base/log.h"
#include "journeys/open_house.h"
#include "server/embedded_files.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "server/live.h"
#include "server/routes_failures.h"
#include "server/service.h"
#include "server/workers.h"

namespace serow::server {
namespace {

ServerOptions options_of(const Config& config) {
    ServerOptions options;
    options.address = config.address;
    options.port = config.port;
    options.threads = static_cast<unsigned>(config.http_threads);
    options.pool_threads = static_cast<unsigned>(config.request_threads);
    options.trust_proxy = config.trust_proxy;
    std::string tiles;
    for (const auto& origin : config.tile_origins) tiles += " " + origin;
    options.content_security_policy =
        "default-src 'self'; connect-src 'self'" + tiles + "; img-src 'self' data: blob:" + tiles +
        "; media-src 'self' blob:; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    return options;
}

Router all_routes(const Service& service, const StaticFiles& page) {
    Router router;
    add_service_routes(router, service);
    add_account_routes(router, service);
    add_organisation_routes(router, service);
    add_project_routes(router, service);
    add_field_routes(router, service);
    add_clock_routes(router, service);
    add_failure_routes(router, service);
    add_upload_routes(router, service);
    add_card_routes(router, service);
    add_tus_routes(router, service);
    add_camera_routes(router, service);
    add_geofence_routes(router, service);
    add_repeat_routes(router, service);
    add_answer_choice_routes(router, service);
    add_individual_routes(router, service);
    add_label_conflict_routes(router, service);
    add_crop_routes(router, service);
    add_view_routes(router, service);
    add_assignment_routes(router, service);
    add_threshold_routes(router, service);
    add_review_rule_routes(router, service);
    add_conflict_routes(router, service);
    add_trust_routes(router, service);
    add_model_routes(router, service);
    add_training_routes(router, service);
    add_model_run_routes(router, service);
    add_media_routes(router, service);
    add_review_routes(router, service);
    add_look_routes(router, service);
    add_prediction_routes(router, service);
    router.fallback([&page](const Request& request) { return page.answer(request); });
    return router;
}

}  // namespace

void serve(const Config& config, const std::atomic<bool>& stop, const Started& started) {
    journeys::OpenHouse open(config, journeys::Use::serve);
    EventHub hub;
    ModelPresence models(config);
    journeys::SimilarImages similar;
    const Service service{open.house(), hub, models, similar};
    const StaticFiles page(embedded_page());
    Server server(options_of(config), all_routes(service, page));
    const LiveProgress live(service, open.database_url());
    Workers workers(config, open.database_url());

    std::jthread serving([&] { server.run(); });
    const bool any = config.address == "0.0.0.0" || config.address == "::";
    started(open.house(), std::format("http://{}:{}", any ? "localhost" : config.address, server.port()));
    while (!stop) {
        open.tend();
        workers.tend();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    log_info("stopping");
    server.stop();
}

}  // namespace serow::server
