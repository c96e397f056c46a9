#include "cli/ask.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/problem.h"
#include "cli/commands.h"

namespace serow::cli {

bool hear_yes(int from, const std::atomic<bool>& stop) {
    std::string answer;
    for (;;) {
        if (stop) throw Failure(Code::interrupted, "stopped before anything was made or sent");
        // A signal may be another thread's to hear: its mark is looked for ten times a second.
        pollfd ready{from, POLLIN, 0};
        if (::poll(&ready, 1, 100) <= 0) continue;
        char c = 0;
        const auto count = ::read(from, &c, 1);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0 || c == '\n') return answer == "y" || answer == "Y" || answer == "yes";
        answer += c;
    }
}

bool ask_at_terminal(const std::string& question) {
    if (::isatty(STDIN_FILENO) == 0)
        throw Failure(Code::bad_request, "look at the proposal above and run the command again with --yes");
    std::fputs(question.c_str(), stderr);
    return hear_yes(STDIN_FILENO, stop_asked);
}

}  // namespace serow::cli
