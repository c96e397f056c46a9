// The embedded default: a PostgreSQL cluster of Serow's own, below its data folder, on a unix socket.
#pragma once

#include <filesystem>
#include <string>

namespace serow::catalog {

enum class Durability {
    safe,        // fsync on: what is committed survives a power cut
    disposable,  // fsync off: for tests
};

// Lets PostgreSQL's programs (/usr/lib/postgresql/*/bin, the newest that fits) make and run a cluster.
// As root everything runs as the user `postgres`, who then owns the folder `postgres` in `data_folder`.
// Several processes may hold the same cluster open one after another, not at once: the caller locks
// its data folder.
class PrivateCluster {
public:
    // Makes the cluster in data_folder/postgres where there is none (a half-made one is made anew), starts
    // it, waits until it answers, and creates the database `serow`. A server that still runs there (its
    // Serow was killed) is taken over. Failure:
    //   unavailable  PostgreSQL is not installed, or did not start (with the end of its log)
    //   invalid      the path has one of " $ ` \ or a line break in it
    //   conflict     the folder was made by another major version that is not installed
    static PrivateCluster start(const std::filesystem::path& data_folder, Durability durability = Durability::safe);

    PrivateCluster(PrivateCluster&&) noexcept;
    PrivateCluster& operator=(PrivateCluster&&) = delete;
    // Stops the server as stop() does, without throwing.
    ~PrivateCluster();

    // For Connection and Catalog; names the socket folder, no password.
    [[nodiscard]] std::string url() const { return url_for("serow"); }
    [[nodiscard]] std::string url_for(const std::string& database) const;
    [[nodiscard]] const std::filesystem::path& socket_folder() const { return socket_folder_; }
    [[nodiscard]] const std::filesystem::path& bin_folder() const { return bin_; }
    // The process of the server.
    [[nodiscard]] int process() const;

    // Ends sessions and shuts down (mode fast); waits at most 60 s.
    void stop();
    // Leaves the server running when this object goes.
    void release() { running_ = false; }

private:
    PrivateCluster() = default;
    std::filesystem::path bin_;
    std::filesystem::path cluster_;
    std::filesystem::path socket_folder_;
    bool running_ = false;
};

}  // namespace serow::catalog
