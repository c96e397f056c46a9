#include "store/s3_server.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <format>
#include <utility>

#include "base/json.h"
#include "net/http_client.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to us

namespace serow::store {

const S3Server* S3Server::the() {
    static const S3Server server;
    if (!server.fault_.empty()) throw Failure(Code::unavailable, server.fault_);
    return server.endpoint.empty() ? nullptr : &server;
}

S3Server::S3Server() {
    const auto folder = std::filesystem::temp_directory_path() / std::format("serow-s3-{}", ::getpid());
    std::string program = "tests/store/s3_server.py";
    std::string where = folder.string();
    std::array<char*, 3> words{program.data(), where.data(), nullptr};
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    const int error = ::posix_spawn(&process_, program.c_str(), &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    hold_ = in[1];
    if (error != 0) process_ = -1;
    std::string line;
    char c = 0;
    while (error == 0 && ::read(out[0], &c, 1) == 1 && c != '\n') line += c;
    ::close(out[0]);
    const auto said = parse_json(line, "s3_server.py");
    if (!said || !said->is_object()) {
        int status = 0;
        if (process_ > 0) ::waitpid(std::exchange(process_, -1), &status, 0);
        // Only a missing package is a reason to skip.
        if (error != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 77)
            fault_ = "the S3 server of the tests did not start; see what it said above";
        return;
    }
    const auto text = [&](const char* name) { return std::string(said->as_object().at(name).as_string()); };
    faulty = text("faulty");
    bucket = text("bucket");
    keys = {text("access_key"), text("secret_key")};
    endpoint = text("endpoint");
}

S3Server::~S3Server() {
    if (hold_ >= 0) ::close(hold_);
    if (process_ > 0) ::waitpid(process_, nullptr, 0);
}

S3Options S3Server::options(const std::string& through, const std::filesystem::path& folder) const {
    S3Options options;
    options.url = std::format("s3://{}/{}/", bucket, folder.filename().string());
    options.endpoint = through;
    options.keys = keys;
    options.folder = folder;
    options.part_bytes = 1 << 20;
    options.first_pause = std::chrono::milliseconds(1);
    options.longest_pause = std::chrono::milliseconds(20);
    // Quick where something is to stall; else a busy machine is no fault.
    options.stall_timeout = std::chrono::seconds(through == faulty ? 1 : 10);
    return options;
}

void S3Server::misbehave(std::string_view faults) const {
    net::HttpClient client;
    value_or_throw(client.send({.method = "POST",
                                .url = faulty + "/__faults",
                                .headers = {},
                                .body = std::string(faults),
                                .timeout = std::chrono::seconds(5)}));
}

S3Server::Told S3Server::told() const {
    net::HttpClient client;
    const auto response = value_or_throw(
        client.send({.url = faulty + "/__faults", .headers = {}, .body = {}, .timeout = std::chrono::seconds(5)}));
    const auto said = value_or_throw(parse_json(response.body, "the proxy"));
    return {said.as_object().at("waiting").as_int64(), said.as_object().at("passed_on").as_int64()};
}

}  // namespace serow::store
