#include "catalog/program.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include "base/problem.h"

namespace serow::catalog {
namespace {

std::vector<std::string> child_environment() {
    std::vector<std::string> out{"LC_ALL=C"};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (!text.starts_with("PG") && !text.starts_with("LC_") && !text.starts_with("LANG")) out.emplace_back(text);
    }
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

// Between fork and exec only what is safe with other threads about: no memory is taken here.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment, int output,
                         const SystemUser* user) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    dup2(output, 1);
    dup2(output, 2);
    close_range(3, ~0U, 0);
    if (user != nullptr &&
        (setgroups(user->groups.size(), user->groups.data()) != 0 || setgid(user->gid) != 0 || setuid(user->uid) != 0))
        _exit(126);
    if (chdir("/") != 0) _exit(126);
    umask(077);
    execve(program, arguments, environment);
    _exit(127);
}

std::string read_all(int from) {
    constexpr std::size_t kept = 8192;
    std::string out;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto n = read(from, piece.data(), piece.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        out.append(piece.data(), static_cast<std::size_t>(n));
        if (out.size() > kept) out.erase(0, out.size() - kept);
    }
    return out;
}

}  // namespace

std::optional<SystemUser> system_user(const std::string& name) {
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> memory(16384);
    if (getpwnam_r(name.c_str(), &entry, memory.data(), memory.size(), &found) != 0 || found == nullptr) return {};
    SystemUser user{name, entry.pw_uid, entry.pw_gid, std::vector<gid_t>(64)};
    int count = static_cast<int>(user.groups.size());
    if (getgrouplist(name.c_str(), entry.pw_gid, user.groups.data(), &count) < 0) count = 0;
    user.groups.resize(static_cast<std::size_t>(count));
    return user;
}

Outcome run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                    const std::optional<SystemUser>& user) {
    auto words = arguments;
    words.insert(words.begin(), program.string());
    auto variables = child_environment();
    const auto argv = pointers(words);
    const auto envp = pointers(variables);

    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Failure(Code::unavailable, "No pipe to " + program.string() + ": " + std::strerror(errno));
    const pid_t child = fork();
    if (child == 0) become(program.c_str(), argv.data(), envp.data(), ends[1], user ? &*user : nullptr);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        throw Failure(Code::unavailable, "Cannot start " + program.string() + ": " + std::strerror(errno));
    }
    Outcome outcome{0, read_all(ends[0])};
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (outcome.exit == 126 || outcome.exit == 127)
        throw Failure(Code::unavailable,
                      "Cannot run " + program.string() + (user ? " as the user " + user->name : std::string()) + ".");
    return outcome;
}

}  // namespace serow::catalog
