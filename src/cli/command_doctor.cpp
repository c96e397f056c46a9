// serow doctor: is everything in the store that should be, and nothing else?
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "journeys/examine_store.h"
#include "journeys/open_house.h"

namespace serow::cli {

void add_doctor(CLI::App& app, const Config& config) {
    struct Asked {
        journeys::Examination examination;
        bool deep = false;
        bool sweep = false;
        int hours = 24;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand(
        "doctor", "Compare the database with the store, repair what can be; exit status 65 where files stay ill");
    command->fallthrough();
    command->add_flag("--deep", asked->deep, "Read and hash every byte again");
    command
        ->add_option("--from", asked->examination.other_copies,
                     "A folder with other copies, a card or a backup; may be given again")
        ->check(CLI::ExistingDirectory);
    command->add_flag("--sweep", asked->sweep, "Take away what nothing refers to; the service must be stopped");
    command->add_option("--safety-age", asked->hours, "Hours; what is younger is not swept")
        ->check(CLI::Range(1, 8760));
    command->callback([&config, asked] {
        using journeys::Examination;
        auto examination = asked->examination;
        if (asked->deep) examination.depth = Examination::Depth::deep;
        if (asked->sweep) examination.orphans = Examination::Orphans::sweep;
        examination.safety_age = std::chrono::hours(asked->hours);
        // Sweeping owns the data folder: nobody brings files in meanwhile.
        const journeys::OpenHouse open(config, asked->sweep ? journeys::Use::serve : journeys::Use::tool);
        const bool shows = ::isatty(STDERR_FILENO) == 1;
        const auto report = journeys::examine_store(open.house(), examination, [&](std::int64_t blobs) {
            if (shows) std::fprintf(stderr, "\r%lld files examined ", static_cast<long long>(blobs));
        });
        if (shows) std::fputs("\r\033[K", stderr);
        std::fputs(as_text(report).c_str(), stdout);
        if (!report.is_healthy())
            throw Failure(Code::unreadable, "some files are missing from the store or damaged; they are listed above");
    });
}

}  // namespace serow::cli
