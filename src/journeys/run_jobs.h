// A worker: takes jobs from the queue, does them, renews its leases, until it is told to stop.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "journeys/house.h"
#include "vision/registry.h"

namespace serow::journeys {

// The kinds of job.
namespace job {
inline constexpr auto read_media = "read_media";
inline constexpr auto classify_media = "classify_media";
inline constexpr auto group_events = "group_events";
inline constexpr auto settle_deployment = "settle_deployment";
inline constexpr auto settle_reviews = "settle_reviews";
inline constexpr auto name_by_event = "name_by_event";
inline constexpr auto work_out_order = "work_out_order";
inline constexpr auto derive_times = "derive_times";
inline constexpr auto settle_project = "settle_project";
inline constexpr auto verify_card = "verify_card";
inline constexpr auto make_renditions = "make_renditions";
inline constexpr auto make_proxy = "make_proxy";
inline constexpr auto find_motion = "find_motion";
inline constexpr auto look_at_run = "look_at_run";
inline constexpr auto settle_run = "settle_run";
inline constexpr auto bulk_answer = "bulk_answer";
inline constexpr auto read_predictions = "read_predictions";
inline constexpr auto train_model = "train_model";
inline constexpr auto describe_crops = "describe_crops";
inline constexpr auto compare_labels = "compare_labels";
inline constexpr auto make_demo = "make_demo";
}  // namespace job

struct WorkerOptions {
    std::string name;                  // unique: host, process, thread
    int threads = 0;                   // 0: one a core
    bool until_empty = false;          // return when nothing is queued or running any more
    std::filesystem::path transcoder;  // the program that makes proxies (proxy_process.h); empty: none are made here
};

// Without a usable detector it does everything but classifying, which waits in the queue, tells what moved in photos
// instead (find_motion.h), and looks for the detector
// again, after seconds at first, then once a minute. What was being classified when a model's server or accelerator
// went away is queued again, and no try of it is counted. Returns soon after `stop` becomes true; what is not finished
// goes back to the queue.
void run_jobs(const House& house, const vision::Registry& registry, const WorkerOptions& options,
              const std::atomic<bool>& stop);

}  // namespace serow::journeys
