#include "journeys/proxy_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <format>
#include <new>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/json.h"

namespace serow::journeys {
namespace {

using std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::size_t longest_answer = 1 << 16;

// Ended, if it has not ended, and reaped when this object goes.
class Child {
public:
    explicit Child(pid_t process) : process_(process) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    // Its status, once it has ended.
    std::optional<int> status() {
        int how = 0;
        if (::waitpid(process_, &how, WNOHANG) != process_) return {};
        process_ = -1;
        return how;
    }

private:
    pid_t process_;
};

class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    void close() {
        if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

// What decoders of strangers' bytes may know: not where the database is, nor any key.
std::vector<std::string> harmless_environment() {
    constexpr std::array names{"PATH", "LANG", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"};
    std::vector<std::string> variables{"SEROW_CONFIG=/dev/null"};
    for (const auto* name : names)
        if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (auto& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

Result<pid_t> spawn(std::vector<std::string> words, const fs::path& input, int output) {
    auto variables = harmless_environment();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    // Opened there: where the original is a copy that may be dropped, its path leads through our own descriptor.
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    pid_t process = -1;
    const int error = ::posix_spawn(&process, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                    pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return problem(Code::internal, std::format("{} cannot be started: {}", words.front(), std::strerror(error)));
    return process;
}

media::Proxy proxy_of(const json::value& answer) {
    media::Proxy proxy;
    proxy.width = answer.at("width").to_number<int>();
    proxy.height = answer.at("height").to_number<int>();
    proxy.frames = answer.at("frames").to_number<std::int64_t>();
    proxy.duration_s = answer.at("duration").to_number<double>();
    proxy.has_sound = answer.at("hasSound").as_bool();
    for (const auto& warning : answer.at("warnings").as_array()) proxy.warnings.emplace_back(warning.as_string());
    return proxy;
}

Result<media::Proxy> meaning_of(const std::string& answer, int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        try {
            const auto value = value_or_throw(parse_json(answer, "the transcoder's answer"));
            if (const auto* why = value.as_object().if_contains("problem"))
                return problem(code_of(why->at("code").as_string()), std::string(why->at("detail").as_string()));
            return proxy_of(value);
        } catch (const std::exception& error) {
            return problem(Code::internal, std::format("the transcoder's answer is none: {}", error.what()));
        }
    }
    // SIGKILL that was not ours is the system's, short of memory.
    if (WIFSIGNALED(status))
        return problem(Code::internal, std::format("transcoding it was ended by signal {} ({})", WTERMSIG(status),
                                                   ::strsignal(WTERMSIG(status))));
    return problem(Code::internal, std::format("transcoding it ended with status {}", WEXITSTATUS(status)));
}

struct Patience {
    steady_clock::time_point until;
    const std::atomic<bool>& stop;

    [[nodiscard]] std::optional<Problem> ended() const {
        if (stop) return Problem{Code::interrupted, "stopped"};
        if (steady_clock::now() >= until)
            return Problem{Code::timeout, "the video takes longer than its time limit to be made playable"};
        return {};
    }
};

// All that is written to `from`, or why it is not waited for any longer.
Result<std::string> listen(int from, const Patience& patience) {
    std::string answer;
    std::array<char, 4096> piece{};
    for (;;) {
        if (auto why = patience.ended()) return std::unexpected(*std::move(why));
        pollfd ready{from, POLLIN, 0};
        if (::poll(&ready, 1, 100) <= 0) continue;
        const auto count = ::read(from, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return answer;
        answer.append(piece.data(), static_cast<std::size_t>(count));
        if (answer.size() > longest_answer) return problem(Code::internal, "the transcoder says too much");
    }
}

// How it ended. One that has answered may still not end.
Result<int> end_of(Child& child, const Patience& patience) {
    for (;;) {
        if (const auto status = child.status()) return *status;
        if (auto why = patience.ended()) return std::unexpected(*std::move(why));
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

void limit(int what, std::uint64_t most) {
    const rlimit both{most, most};
    ::setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

void limit_this_process(const ProxyLimits& limits) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, limits.file_bytes);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.time + limits.grace).count();
    limit(RLIMIT_CPU, static_cast<std::uint64_t>(seconds));
    // What malloc gets, not what libraries map: so that the limit means memory. Sanitizers reserve terabytes.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit(RLIMIT_DATA, limits.memory_bytes);
#endif
    std::signal(SIGXFSZ, SIG_IGN);  // a write that fails says so
    // Reading and classifying go first. That it cannot be made less urgent is no reason to give up.
    if (::nice(10) == -1) errno = 0;
}

}  // namespace

ProxyMaker proxy_process(fs::path program) {
    return [program = std::move(program)](const fs::path& from, const fs::path& to, const ProxyLimits& limits,
                                          const std::atomic<bool>& stop) -> Result<media::Proxy> {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return problem(Code::internal, std::format("no pipe: {}", std::strerror(errno)));
        const Descriptor out(ends[0]);
        Descriptor in(ends[1]);
        const auto process =
            spawn({program.string(), "transcode", "--to", to.string(), "--parent", std::to_string(::getpid()),
                   "--milliseconds", std::to_string(limits.time.count()), "--memory-bytes",
                   std::to_string(limits.memory_bytes), "--file-bytes", std::to_string(limits.file_bytes)},
                  from, in.get());
        if (!process) return std::unexpected(process.error());
        Child child(*process);
        in.close();
        const Patience patience{steady_clock::now() + limits.time + limits.grace, stop};
        const auto answer = listen(out.get(), patience);
        if (!answer) return std::unexpected(answer.error());
        const auto status = end_of(child, patience);
        if (!status) return std::unexpected(status.error());
        return meaning_of(*answer, *status);
    };
}

std::string transcode_here(const fs::path& from, const fs::path& to, const ProxyLimits& limits, int parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (parent > 0 && ::getppid() != parent) return {};
    limit_this_process(limits);
    Result<media::Proxy> made = problem(Code::internal, "");
    try {
        made = media::make_proxy(from, to, {.time_limit_s = std::chrono::duration<double>(limits.time).count()});
    } catch (const std::bad_alloc&) {
        made = problem(Code::too_large, "decoding the video needs more memory than is allowed");
    } catch (const Failure& failure) {
        made = std::unexpected(failure.problem());
    }
    if (!made)
        return json::serialize(
            json::object{{"problem", {{"code", facts_of(made.error().code).word}, {"detail", made.error().detail}}}});
    json::array warnings;
    for (const auto& warning : made->warnings) warnings.emplace_back(warning);
    return json::serialize(json::object{{"width", made->width},
                                        {"height", made->height},
                                        {"frames", made->frames},
                                        {"duration", made->duration_s},
                                        {"hasSound", made->has_sound},
                                        {"warnings", std::move(warnings)}});
}

}  // namespace serow::journeys
