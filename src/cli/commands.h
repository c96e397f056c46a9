// The commands of the program; each adds itself to the command line in a file of its own.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>

#include "base/config.h"

namespace serow::cli {

// Becomes true when the process is asked to end (SIGINT, SIGTERM).
extern std::atomic<bool> stop_asked;

// What another user writes into the store, the service may not be able to read: Failure(forbidden) where the data
// folder is another's, Failure(not_found) where there is none.
void require_own_data_folder(const Config& config);

// All of them.
void add_commands(CLI::App& app, const Config& config);

void add_serve(CLI::App& app, const Config& config);  // serve, work, migrate
void add_analyze(CLI::App& app, const Config& config);
void add_models(CLI::App& app, const Config& config);
void add_models_bench(CLI::App& models, const Config& config);
void add_models_train(CLI::App& models, const Config& config);  // below models
void add_models_calibrate(CLI::App& models, const Config& config);
void add_models_run(CLI::App& models, const Config& config);
void add_models_compare(CLI::App& models, const Config& config);
void add_client(CLI::App& app, const Config& config);  // register, login, project, area, location, deployment, answer …
void add_failure(CLI::App& app, const Config& config);  // failure list, add, retract, proposals
void add_upload(CLI::App& app, const Config& config);
void add_import(CLI::App& app, const Config& config);
void add_drop(CLI::App& app, const Config& config);
void add_card(CLI::App& app, const Config& config);
void add_look(CLI::App& app, const Config& config);         // species, activity, map
void add_export(CLI::App& app, const Config& config);       // export camtrap-dp, megadetector, speciesnet
void add_predictions(CLI::App& app, const Config& config);  // predictions import
void add_explain(CLI::App& app, const Config& config);
void add_doctor(CLI::App& app, const Config& config);
void add_quota(CLI::App& app, const Config& config);
void add_demo(CLI::App& app, const Config& config);
void add_transcode(CLI::App& app);  // for workers

}  // namespace serow::cli
