// PostgreSQL's own programs, run as children. (Private to this room.)
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace serow::catalog {

// A user of the system that a program can be run as.
struct SystemUser {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;
};

// nullopt where there is none of that name.
std::optional<SystemUser> system_user(const std::string& name);

struct Outcome {
    int exit = 0;        // 128 + signal where one ended it
    std::string output;  // stdout and stderr, the last 8 KiB
};

// Runs program and waits for it: in the folder "/", without open files, PG* variables and locale of this
// process, and as `user` where given (only root can). Failure(unavailable) where it cannot be started.
Outcome run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                    const std::optional<SystemUser>& user);

}  // namespace serow::catalog
