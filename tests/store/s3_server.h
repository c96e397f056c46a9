// The real S3 server of tests/store/s3_server.py, one for the whole test program.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "store/store.h"

namespace serow::store {

class S3Server {
public:
    // Starts it at the first call; Failure where it does not start, nullptr where a package is missing (tools/setup
    // --check installs them).
    static const S3Server* the();

    std::string endpoint;
    std::string faulty;  // the same through the proxy that can be told to misbehave
    std::string bucket;
    S3Keys keys;

    // Through the endpoint given, in a prefix and a folder of this test's own; quick to give up.
    [[nodiscard]] S3Options options(const std::string& through, const std::filesystem::path& folder) const;
    // Replaces the faults that wait at the proxy: a JSON list, see s3_server.py.
    void misbehave(std::string_view faults) const;
    // Faults that have not happened yet, and requests that the proxy passed on since misbehave().
    struct Told {
        std::int64_t waiting = 0;
        std::int64_t passed_on = 0;
    };
    [[nodiscard]] Told told() const;

    ~S3Server();
    S3Server(const S3Server&) = delete;
    S3Server& operator=(const S3Server&) = delete;

private:
    S3Server();
    std::string fault_;  // why it did not start, though the packages are there
    pid_t process_ = -1;
    int hold_ = -1;  // its standard input: closed, it ends
};

constexpr auto no_s3_server =
    "SKIPPED: no S3 server here; `tools/setup --check` installs Swift and memcached from Debian";

}  // namespace serow::store
