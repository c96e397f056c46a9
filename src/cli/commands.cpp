#include "cli/commands.h"

namespace serow::cli {

std::atomic<bool> stop_asked{false};

void add_commands(CLI::App& app, const Config& config) {
    add_serve(app, config);
    add_analyze(app, config);
    add_upload(app, config);
    add_import(app, config);
    add_drop(app, config);
    add_card(app, config);
    add_client(app, config);
    add_failure(app, config);
    add_look(app, config);
    add_export(app, config);
    add_predictions(app, config);
    add_explain(app, config);
    add_models(app, config);
    add_doctor(app, config);
    add_quota(app, config);
    add_demo(app, config);
    add_transcode(app);
}

}  // namespace serow::cli
