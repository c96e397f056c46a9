// Where a private cluster lies, and its settings. (Private to this room.)
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "catalog/private_cluster.h"
#include "catalog/program.h"

namespace serow::catalog {

inline constexpr const char* cluster_port = "54321";  // only the name of the socket

// As root: the user `postgres`, else nullopt. Failure(unavailable) where that user is not there.
std::optional<SystemUser> cluster_user();

// The programs for a cluster of that major version ("15"), or for a new one where it is empty: the newest.
std::filesystem::path find_programs(const std::string& major);

// Makes `folder` (and those above) where absent, gives it to the user, mode 0700.
void make_private_folder(const std::filesystem::path& folder, const std::optional<SystemUser>& user);
// Lets the user pass through the data folder.
void open_way(const std::filesystem::path& data_folder, const std::optional<SystemUser>& user);

// Below the cluster's home where a socket's path (at most 107 bytes) fits, else a short one in
// XDG_RUNTIME_DIR or the system's folder for temporary files, named by the hash of the long one.
std::filesystem::path socket_folder_for(const std::filesystem::path& home, const std::optional<SystemUser>& user);

// The text of serow.conf, which postgresql.conf includes.
std::string settings(const std::filesystem::path& socket_folder, Durability durability);

void write_file(const std::filesystem::path& path, const std::string& text, const std::optional<SystemUser>& user);
std::string end_of_file(const std::filesystem::path& path, std::size_t bytes);

}  // namespace serow::catalog
