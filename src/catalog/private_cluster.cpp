#include "catalog/private_cluster.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/log.h"
#include "base/problem.h"
#include "catalog/cluster_folders.h"
#include "catalog/connection.h"

namespace serow::catalog {
namespace fs = std::filesystem;
namespace {

std::string first_word_of(const fs::path& file) {
    std::string word;
    std::ifstream(file) >> word;
    return word;
}

void sync_folder(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

// Made beside its place and moved there when whole: a power cut leaves either no cluster or a good one.
void make_cluster(const fs::path& bin, const fs::path& cluster, const std::optional<SystemUser>& user,
                  Durability durability) {
    const fs::path half = cluster.string() + ".new";
    fs::remove_all(half);
    std::vector<std::string> arguments{
        "-D", half.string(), "-U", "serow", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"};
    if (durability == Durability::disposable) arguments.emplace_back("--no-sync");
    const auto made = run_program(bin / "initdb", arguments, user);
    if (made.exit != 0) {
        const bool no_way = user && made.output.find("Permission denied") != std::string::npos;
        throw Failure(Code::unavailable,
                      "The database could not be made in " + cluster.string() + ": " + made.output +
                          (no_way ? "It runs as the user " + user->name +
                                        ", who must be able to pass through the folders above (chmod o+x)."
                                  : std::string()));
    }
    {
        std::ofstream conf(half / "postgresql.conf", std::ios::app);
        conf << "\ninclude_if_exists = 'serow.conf'\n";
        conf.close();
        if (!conf) throw Failure(Code::unavailable, "Cannot write " + (half / "postgresql.conf").string() + ".");
    }
    fs::rename(half, cluster);
    sync_folder(cluster.parent_path());
}

// Running, and not only a killed process that nobody has collected (in containers they stay).
bool is_alive(const std::string& process) {
    std::ifstream in("/proc/" + process + "/stat");
    std::string stat((std::istreambuf_iterator<char>(in)), {});
    const auto name_end = stat.rfind(") ");
    return name_end != std::string::npos && stat[name_end + 2] != 'Z' && stat[name_end + 2] != 'X';
}

// 0 where the word is no number.
int value_of(const std::string& word) {
    int value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

// The server's process by its lock file, 0 where none runs. A number that is nobody's server any more
// could keep PostgreSQL from starting, so the file then goes. Sessions of a killed server that still
// run are found by PostgreSQL itself, through their shared memory.
int running_process(const fs::path& cluster) {
    const auto file = cluster / "postmaster.pid";
    const auto word = first_word_of(file);
    if (word.empty()) return 0;
    if (is_alive(word) && first_word_of("/proc/" + word + "/comm") == "postgres") {
        // Of this cluster? A server's working folder is its cluster's.
        std::error_code error;
        const auto folder = fs::read_symlink("/proc/" + word + "/cwd", error);
        if (error || fs::equivalent(folder, cluster, error)) return value_of(word);
    }
    fs::remove(file);
    return 0;
}

void start_server(const fs::path& bin, const fs::path& cluster, const fs::path& log_file,
                  const std::optional<SystemUser>& user) {
    for (int attempt = 1;; ++attempt) {
        const auto started = run_program(
            bin / "pg_ctl", {"start", "-D", cluster.string(), "-w", "-t", "300", "-l", log_file.string(), "-s"}, user);
        if (started.exit == 0) return;
        const auto log_end = end_of_file(log_file, 2000);
        // Sessions of a server that was killed take a moment to notice.
        const bool leaving = log_end.find("pre-existing shared memory block") != std::string::npos ||
                             log_end.find("is already in use") != std::string::npos;
        if (!leaving || attempt == 15)
            throw Failure(Code::unavailable,
                          "The database in " + cluster.string() + " did not start. " + started.output + log_end);
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

void create_database(Connection& connection) {
    const auto found = connection.execute("select 1 as one from pg_database d where d.datname = 'serow'");
    if (found.empty()) connection.execute("create database serow");
}

}  // namespace

PrivateCluster PrivateCluster::start(const fs::path& data_folder, Durability durability) {
    const auto user = cluster_user();
    const auto home = fs::absolute(data_folder).lexically_normal() / "postgres";
    // pg_ctl hands paths to a shell, within double quotes.
    if (home.string().find_first_of("\"$`\\\n") != std::string::npos)
        throw Failure(Code::invalid, "The path of the data folder, " + home.string() +
                                         R"(, has one of " $ ` \ or a line break in it. Choose another folder.)");
    PrivateCluster self;
    self.cluster_ = home / "cluster";
    open_way(home.parent_path(), user);
    make_private_folder(home, user);
    self.bin_ = find_programs(first_word_of(self.cluster_ / "PG_VERSION"));
    if (!fs::exists(self.cluster_ / "PG_VERSION")) make_cluster(self.bin_, self.cluster_, user, durability);

    self.socket_folder_ = socket_folder_for(home, user);
    make_private_folder(self.socket_folder_, user);
    const auto log_file = home / "log";
    self.running_ = true;
    for (int attempt = 1;; ++attempt) {
        if (const int running = running_process(self.cluster_); running == 0) {
            std::error_code error;
            // Left by a killed server; its lock names a process that may be another's by now.
            const auto socket = self.socket_folder_ / (std::string(".s.PGSQL.") + cluster_port);
            fs::remove(socket, error);
            fs::remove(socket.string() + ".lock", error);
            if (fs::file_size(log_file, error) > (10U << 20U) && !error) fs::rename(log_file, home / "log.old", error);
            write_file(self.cluster_ / "serow.conf", settings(self.socket_folder_, durability), user);
            start_server(self.bin_, self.cluster_, log_file, user);
        } else if (attempt == 1) {
            log_info("took over the running database", {{"process", std::to_string(running)}});
        }
        // One that was taken over may still be recovering: ask until it answers. Or it was just being killed, and is
        // gone when it is looked at again.
        try {
            Connection connection(self.url_for("postgres"));
            create_database(connection);
            break;
        } catch (const Failure&) {
            if (attempt == 60) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
        }
    }
    return self;
}

PrivateCluster::PrivateCluster(PrivateCluster&& other) noexcept
    : bin_(std::move(other.bin_)),
      cluster_(std::move(other.cluster_)),
      socket_folder_(std::move(other.socket_folder_)),
      running_(std::exchange(other.running_, false)) {}

PrivateCluster::~PrivateCluster() {
    try {
        stop();
    } catch (const std::exception& error) {
        log_error("the database could not be stopped", {{"why", error.what()}});
    }
}

std::string PrivateCluster::url_for(const std::string& database) const {
    std::string host;
    for (const char c : socket_folder_.string()) {
        if (c == '\'' || c == '\\') host += '\\';
        host += c;
    }
    return "host='" + host + "' port=" + cluster_port + " user=serow dbname=" + database;
}

int PrivateCluster::process() const {
    return running_process(cluster_);
}

void PrivateCluster::stop() {
    if (!std::exchange(running_, false) || running_process(cluster_) == 0) return;
    const auto stopped = run_program(
        bin_ / "pg_ctl", {"stop", "-D", cluster_.string(), "-m", "fast", "-w", "-t", "60", "-s"}, cluster_user());
    if (stopped.exit != 0)
        throw Failure(Code::timeout, "The database in " + cluster_.string() + " did not stop: " + stopped.output);
    // One outside of the data folder (its path was too long) is not left behind.
    std::error_code error;
    if (socket_folder_.parent_path() != cluster_.parent_path()) fs::remove(socket_folder_, error);
}

}  // namespace serow::catalog
