// Everything that can be set, in one place. Each value comes, later ones winning, from the default
// here, from the file given by --config (or DATA_FOLDER/serow.conf), from SEROW_… in the environment,
// and from flags. data_folder is `data-folder = …` in the file, SEROW_DATA_FOLDER in the environment and
// --data-folder as a flag; an unknown name is an error everywhere. docs/configuration.md lists them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace serow {

struct Config {
    // Where everything is kept: the private database, the store, pulled models.
    // Default: /var/lib/serow for root, $XDG_DATA_HOME/serow (~/.local/share/serow) for others.
    std::filesystem::path data_folder;
    // postgresql://… of a server to use; empty: a private cluster inside data_folder.
    std::string database_url;

    std::string address = "127.0.0.1";  // to listen on; 0.0.0.0 for all
    std::uint16_t port = 8080;          // 0: any free one, printed at start
    int http_threads = 2;               // event loop
    int request_threads = 8;            // requests that work at the same time, 1 to 64; as many database connections
    bool secure_cookies = false;        // set when browsers come through https
    bool trust_proxy = false;           // believe X-Forwarded-For and X-Forwarded-Proto
    // Origins that the page may fetch map tiles from, beside the basemap it brings along.
    std::vector<std::string> tile_origins{"https://tile.openstreetmap.org"};
    bool open_registration = true;  // anybody may register; when off, only while there is no account

    int workers = 1;                     // worker processes of `serow serve`; 0: none
    int worker_threads = 0;              // threads of one worker; 0: one a core
    std::chrono::seconds job_lease{30};  // a job whose worker is silent for so long is given to another
    int job_attempts = 3;                // then a job is dead and waits for a person

    std::string detector = "deimv2_femto";  // name of a folder in models/
    std::vector<std::string> classifiers{"mobilenetv2_imagenet", "mobilenetv2_inat_birds"};
    std::vector<std::filesystem::path> models;  // folders with weights, searched before the data folder's
    std::filesystem::path onnxruntime;          // the library; empty: the pinned build, then the system's
    std::string execution_provider = "cpu";     // what runs models here: cpu, cuda, tensorrt, openvino
    int model_threads = 1;                      // inside one run of a model on the processor, 1 to 256
    int tiles = 0;  // a photo is looked at in so many parts along each side; 0: as the model's manifest says
    std::string precision = "float";  // float; int8: of models whose manifest offers it
    // Servers of the Open Inference Protocol: "URL" for all models, "NAME=URL" for one.
    std::vector<std::string> remote_inference;
    std::chrono::seconds remote_timeout{30};  // of one request to them
    double frames_per_second = 1.0;           // sampled from videos
    bool event_smoothing = true;              // coarse and weak names take their event's

    std::chrono::seconds proxy_time_limit{1800};          // for making one video playable, at most
    std::uint64_t proxy_memory = std::uint64_t{1} << 30;  // that its process may take

    std::uint64_t max_file_bytes = std::uint64_t{8} << 30;   // of one uploaded file
    std::chrono::hours partial_lifetime{24 * 14};            // unfinished files are kept so long after their last byte
    std::uint64_t organisation_quota = 0;                    // bytes that a new organisation may store; 0: no limit
    std::uint64_t reserve_bytes = std::uint64_t{512} << 20;  // left free on the disk

    std::string store;        // s3://bucket/prefix; empty: the folder store/ of the data folder
    std::string s3_endpoint;  // https://host:port of an S3 service; empty: Amazon's for the region
    std::string s3_region = "us-east-1";
    std::string s3_access_key;
    std::string s3_secret_key;
    std::uint64_t cache_bytes = std::uint64_t{10} << 30;  // of copies of what lies in S3, on the local disk

    std::filesystem::path shared;  // material for `serow demo` and tests; default ../shared where it is

    std::string log_level = "info";   // debug, info, warning, error
    std::string log_format = "text";  // text, json
};

}  // namespace serow
