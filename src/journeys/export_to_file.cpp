#include "journeys/export_to_file.h"

#include <fstream>

#include "journeys/named.h"
#include "journeys/open_house.h"
#include "journeys/publish_package.h"

namespace serow::journeys {
namespace {

// `write(sink)` into a file that appears whole or not at all.
template <class Write>
void write_whole(const std::filesystem::path& output, Write write) {
    auto unfinished = output;
    unfinished += ".unfinished";
    {
        std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
        if (!file) throw Failure(Code::unavailable, "cannot write " + unfinished.string());
        write([&](std::span<const std::byte> bytes) {
            file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
            if (!file)
                throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
        });
        file.flush();
        if (!file) throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
    }
    std::filesystem::rename(unfinished, output);
}

}  // namespace

void export_to_file(const Config& config, const std::string& project, const std::filesystem::path& output) {
    const OpenHouse open(config, Use::tool);
    write_whole(output, [&](const share::Sink& sink) {
        publish_package(open.house(), Viewer::system(), find_project(open.house(), project), sink);
    });
}

void export_predictions_to_file(const Config& config, const std::string& project, PredictionsFormat format,
                                const std::string& deployment, const std::filesystem::path& output) {
    AskedPredictions asked{format, DeploymentId::parse(deployment)};
    if (!deployment.empty() && !asked.deployment)
        throw Failure(Code::not_found, "there is no deployment \"" + deployment + '"');
    const OpenHouse open(config, Use::tool);
    write_whole(output, [&](const share::Sink& sink) {
        publish_predictions(open.house(), Viewer::system(), find_project(open.house(), project), asked, sink);
    });
}

}  // namespace serow::journeys
