#include "journeys/export_to_file.h"

#include <fstream>

#include "journeys/named.h"
#include "journeys/open_house.h"
#include "journeys/publish_package.h"

namespace serow::journeys {
void export_to_file(const Config& config, const std::string& project, const std::filesystem::path& output) {
    const OpenHouse open(config, Use::tool);
    auto unfinished = output;
    unfinished += ".unfinished";
    {
        std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
        if (!file) throw Failure(Code::unavailable, "cannot write " + unfinished.string());
        publish_package(
            open.house(), Viewer::system(), find_project(open.house(), project), [&](std::span<const std::byte> bytes) {
                file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
                if (!file)
                    throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
            });
        file.flush();
        if (!file) throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
    }
    std::filesystem::rename(unfinished, output);
}

}  // namespace serow::journeys
