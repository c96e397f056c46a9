// serow transcode: started by workers, for one video at a time; not for people.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "journeys/proxy_process.h"

namespace serow::cli {

void add_transcode(CLI::App& app) {
    struct Asked {
        std::string to;
        journeys::ProxyLimits limits;
        std::int64_t milliseconds = 0;
        int parent = 0;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand("transcode", "Make a video playable: standard input to a file")->group("");
    command->add_option("--to", asked->to, "The file")->required();
    command->add_option("--parent", asked->parent, "End with this process");
    command->add_option("--milliseconds", asked->milliseconds, "Time limit")->required();
    command->add_option("--memory-bytes", asked->limits.memory_bytes, "Limit of memory");
    command->add_option("--file-bytes", asked->limits.file_bytes, "Limit of the file");
    command->callback([asked] {
        asked->limits.time = std::chrono::milliseconds(asked->milliseconds);
        const auto answer = journeys::transcode_here("/proc/self/fd/0", asked->to, asked->limits, asked->parent);
        std::puts(answer.c_str());
    });
}

}  // namespace serow::cli
