// Where the read-only test material lies: SEROW_SHARED, else ../shared beside the project.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace serow::media::testing {

inline std::filesystem::path shared() {
    if (const char* place = std::getenv("SEROW_SHARED"); place && *place) return place;
    return std::filesystem::path(SEROW_SOURCE_DIR) / ".." / "shared";
}

// Skips the test, loudly, where the material is not there.
#define SEROW_NEEDS_SHARED()                                                       \
    if (!std::filesystem::is_directory(serow::media::testing::shared() / "media")) \
    GTEST_SKIP() << "NOT TESTED: the shared material is missing; set SEROW_SHARED to the folder that holds it"

inline std::filesystem::path photo(const std::string& name) {
    return shared() / "media" / "images" / name;
}
inline std::filesystem::path clip(const std::string& name) {
    return shared() / "media" / "videos" / name;
}

inline std::filesystem::path bad(const std::string& name) {
    return shared() / "bad" / "generated" / name;
}

inline std::vector<std::byte> bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::vector<std::byte> bytes(text.size());
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

// labels.csv as rows of fields, the header first (RFC 4180: quoted fields, doubled quotes).
inline std::vector<std::vector<std::string>> labels() {
    std::ifstream in(shared() / "media" / "labels.csv", std::ios::binary);
    std::vector<std::vector<std::string>> rows{{""}};
    bool quoted = false;
    for (char c = 0; in.get(c);) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            rows.back().emplace_back();
        else if (c == '\n' && !quoted)
            rows.push_back({""});
        else if (c != '\r')
            rows.back().back() += c;
    }
    rows.pop_back();
    return rows;
}

}  // namespace serow::media::testing
