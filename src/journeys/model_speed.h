// How many pictures a model should be given at once on this machine: measured, kept, and found again.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/problem.h"
#include "vision/manifest.h"

namespace serow::journeys {

struct BenchOptions {
    std::vector<std::string> names;            // none: every model whose weights are here
    std::vector<int> batches{1, 2, 4, 8, 16};  // pictures of one run; one is always among them
    int rounds = 5;                            // each measures every setting once, in alternating order
    double seconds = 0.5;                      // of each measurement, at least one run a caller
    int cores = 0;                             // 0: all of the machine
};

// `callers` times `threads` is the number of cores.
struct Speed {
    int batch = 1, threads = 1, callers = 1;
    double images_per_second = 0;  // the median over the rounds
};

struct BenchedModel {
    std::string name, version;
    std::vector<Speed> speeds;  // by threads, then batch
    Speed best;                 // of those with the configured threads: what is kept
    std::string why_not;        // where it could not be measured
};

// Bare inference on input that is ready, as many callers at once as workers have threads. Calls `tell` after each
// model. What is best is kept in DATA_FOLDER/model-speed.json with the machine's and the runtime's identity; models
// that were not measured keep what stands there. Failure(not_found) for an unknown name.
std::vector<BenchedModel> bench_models(const Config& config, const BenchOptions& options,
                                       const std::function<void(const BenchedModel&)>& tell);

// Of those with so many threads the smallest batch within 3 % of the fastest: more than that is noise, and a larger
// batch costs memory and makes a picture wait for others. `speeds` must not be empty.
Speed best_of(const std::vector<Speed>& speeds, int threads);

// "AMD EPYC 9555, 2 cores"
std::string machine_name();

// The measured batch of that model with these settings on this machine; 1 where there is none. Nothing is measured
// in passing: every worker would do so at every start, on cores that others are using, and one by one is right where
// each core runs a session of its own.
int best_batch(const Config& config, const vision::Manifest& manifest);

}  // namespace serow::journeys
