#include "catalog/cluster_folders.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "base/digest.h"
#include "base/problem.h"

namespace serow::catalog {
namespace fs = std::filesystem;
namespace {

Failure failed(const std::string& what, const fs::path& path) {
    return {Code::unavailable, what + " " + path.string() + ": " + std::strerror(errno)};
}

int number_of(const std::string& name) {
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

std::string quoted(const std::string& text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || (quote == '\'' && c == '\\')) out += c;
        out += c;
    }
    return out += quote;
}

}  // namespace

std::optional<SystemUser> cluster_user() {
    if (geteuid() != 0) return {};
    // PostgreSQL refuses to run as root.
    auto user = system_user("postgres");
    if (!user)
        throw Failure(Code::unavailable,
                      "There is no user 'postgres' to run the database as. Install the package postgresql, or give"
                      " SEROW_DATABASE_URL.");
    return user;
}

fs::path find_programs(const std::string& major) {
    fs::path best;
    int best_number = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        const auto name = entry.path().filename().string();
        const int number = number_of(name);
        if (!fs::exists(entry.path() / "bin" / "initdb", ignored)) continue;
        if (!fs::exists(entry.path() / "bin" / "postgres", ignored)) continue;
        if (major.empty() ? number > best_number : name == major) {
            best = entry.path() / "bin";
            best_number = number;
        }
    }
    if (best.empty() && major.empty())
        throw Failure(Code::unavailable,
                      "PostgreSQL is not installed below /usr/lib/postgresql. Install the package postgresql, or give"
                      " SEROW_DATABASE_URL.");
    if (best.empty())
        throw Failure(Code::conflict, "The database was made by PostgreSQL " + major +
                                          ", which is not installed. Install postgresql-" + major +
                                          ", or move the data with pg_upgrade.");
    return best;
}

void make_private_folder(const fs::path& folder, const std::optional<SystemUser>& user) {
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) throw failed("Cannot make the folder", folder);
    struct stat facts{};
    if (lstat(folder.c_str(), &facts) != 0) throw failed("Cannot look at the folder", folder);
    const uid_t owner = user ? user->uid : geteuid();
    // Somebody else may have put a folder or a link of that name into a shared place.
    if (!S_ISDIR(facts.st_mode) || (facts.st_uid != owner && facts.st_uid != geteuid()))
        throw Failure(Code::unavailable, "The folder " + folder.string() + " belongs to somebody else.");
    if (user && chown(folder.c_str(), user->uid, user->gid) != 0) throw failed("Cannot give away the folder", folder);
    if (chmod(folder.c_str(), 0700) != 0) throw failed("Cannot close the folder", folder);
}

void open_way(const fs::path& data_folder, const std::optional<SystemUser>& user) {
    std::error_code error;
    fs::create_directories(data_folder, error);
    struct stat facts{};
    if (stat(data_folder.c_str(), &facts) != 0) throw failed("Cannot use the data folder", data_folder);
    if (!user || (facts.st_mode & S_IXOTH) != 0) return;
    if (facts.st_gid == user->gid && (facts.st_mode & S_IXGRP) != 0) return;
    // Through, but not into: the folder's group becomes the user's, with leave to pass only.
    if (chown(data_folder.c_str(), static_cast<uid_t>(-1), user->gid) != 0 ||
        chmod(data_folder.c_str(), (facts.st_mode & ~static_cast<mode_t>(S_IRWXG)) | S_IXGRP) != 0)
        throw failed("Cannot let the database through the data folder", data_folder);
}

fs::path socket_folder_for(const fs::path& home, const std::optional<SystemUser>& user) {
    const auto fits = [](const fs::path& folder) {
        return folder.string().size() + std::strlen("/.s.PGSQL.") + std::strlen(cluster_port) <= 107;
    };
    fs::path beside = home / "socket";
    if (fits(beside)) return beside;
    const auto name = "serow-" + sha256_of(std::string_view(beside.native())).hex.substr(0, 16);
    const char* runtime = user ? nullptr : std::getenv("XDG_RUNTIME_DIR");
    const fs::path shared = runtime != nullptr && *runtime == '/' ? fs::path(runtime) : fs::temp_directory_path();
    if (!fits(shared / name))
        throw Failure(Code::unavailable, "There is no folder with a short enough path for the database's socket.");
    return shared / name;
}

std::string settings(const fs::path& socket_folder, Durability durability) {
    std::string text =
        "# Written by Serow at each start; changes here are lost. Your own go into postgresql.auto.conf.\n"
        "listen_addresses = ''\n"
        "port = " +
        std::string(cluster_port) +
        "\n"
        "unix_socket_directories = " +
        quoted(quoted(socket_folder.string(), '"'), '\'') +
        "\n"
        "unix_socket_permissions = 0700\n"
        "max_connections = 100\n"
        "shared_buffers = 128MB\n"
        "max_wal_size = 1GB\n"
        // A first card fills tables of which the planner knows nothing: within a minute it would read them whole for
        // each file.
        "autovacuum_naptime = 10s\n"
        // Containers give little shared memory, and small machines few cores.
        "max_parallel_workers_per_gather = 0\n"
        "timezone = 'UTC'\n"
        "log_timezone = 'UTC'\n"
        "lc_messages = 'C'\n"
        "log_min_messages = warning\n"
        "log_line_prefix = '%m [%p] '\n";
    text += durability == Durability::safe ? "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\n"
                                           : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
    return text;
}

void write_file(const fs::path& path, const std::string& text, const std::optional<SystemUser>& user) {
    std::ofstream out(path, std::ios::trunc);
    out << text;
    out.close();
    if (!out) throw failed("Cannot write", path);
    if (user && chown(path.c_str(), user->uid, user->gid) != 0) throw failed("Cannot give away", path);
}

std::string end_of_file(const fs::path& path, std::size_t bytes) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return {};
    const auto size = static_cast<std::size_t>(in.tellg());
    const auto wanted = std::min(size, bytes);
    in.seekg(static_cast<std::streamoff>(size - wanted));
    std::string text(wanted, '\0');
    in.read(text.data(), static_cast<std::streamsize>(wanted));
    return text;
}

}  // namespace serow::catalog
