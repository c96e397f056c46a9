// A whole house in a temporary folder, with a reserve in it: real PostgreSQL, real store.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>

#include "base/digest.h"
#include "base/image.h"
#include "journeys/bring_in.h"
#include "journeys/field_work.h"
#include "journeys/open_house.h"
#include "journeys/organise.h"
#include "journeys/publish_package.h"
#include "journeys/sign_in.h"
#include "media/resize.h"
#include "share/zip_reader.h"

namespace serow::journeys {

inline std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

// A small JPEG, another one for each shade.
inline std::string jpeg(std::uint8_t shade) {
    Image image(64, 48);
    for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<std::uint8_t>(shade + i % 7);
    const auto bytes = value_or_throw(media::encode_jpeg(image, 90));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline AnnouncedFile announced(const std::string& path, const std::string& bytes,
                               const std::string& modified = "2024-05-01T02:00:00Z") {
    AnnouncedFile file;
    file.path = path;
    file.bytes = static_cast<std::int64_t>(bytes.size());
    file.sha256 = sha256_of(bytes).hex;
    file.modified_at = parse_instant(modified);
    return file;
}

// One house for all tests of the program: starting PostgreSQL takes longer than all of them.
class World {
public:
    static World& the() {
        static World world;
        return world;
    }
    const House& house() { return open_->house(); }

    // An account of its own with an organisation of that name.
    Caller newcomer(const std::string& name) {
        Registration registration;
        registration.email = name + std::to_string(++count_) + "@example.org";
        registration.password = "correct horse battery";
        registration.name = name;
        registration.organisation_name = name + "'s reserve";
        return register_account(house(), registration).caller;
    }
    Project new_project(const Caller& caller, const std::string& title = "Takin survey") {
        ProjectChange fields;
        fields.title = title;
        fields.time_zone = "Asia/Shanghai";
        return create_project(house(), caller.viewer(),
                              list_organisations(house(), caller.viewer()).front().organisation_id, fields);
    }
    // What earlier tests left in the queue: a worker that works until it is empty would wait for their retries and
    // leases.
    void forget_jobs() {
        house().catalog.transaction([](catalog::Transaction& tx) { tx.connection().execute("delete from job"); });
    }
    Location new_location(const Caller& caller, ProjectId project, const std::string& name = "P01") {
        LocationChange fields;
        fields.name = name;
        fields.latitude = 33.5;
        fields.longitude = 107.8;
        return create_location(house(), caller.viewer(), project, fields);
    }
    // At a point of its own.
    DeploymentId new_deployment(const Caller& caller, ProjectId project) {
        DeploymentChange fields;
        fields.location_id = new_location(caller, project).location_id;
        return create_deployment(house(), caller.viewer(), project, fields).deployment_id;
    }
    // A file of the card comes in whole; bytes that the organisation has already are linked.
    MediaId bring(const Caller& caller, ProjectId project, UploadId card, const std::string& path,
                  const std::string& bytes, const std::string& modified = "2024-05-01T02:00:00Z") {
        const auto file = announced(path, bytes, modified);
        const auto wanted = announce(house(), caller.viewer(), project, card, std::span(&file, 1)).front();
        if (wanted.media_id) return *wanted.media_id;
        Arrival arrival(house(), caller.viewer(), project, card, wanted.upload_file_id);
        arrival.write(bytes_of(bytes));
        return *arrival.finish().media_id;
    }

private:
    World() : folder_(std::filesystem::temp_directory_path() / ("serow-world-" + std::to_string(::getpid()))) {
        config_.data_folder = folder_;
        config_.reserve_bytes = 0;
        open_ = std::make_unique<OpenHouse>(config_, Use::serve);
    }
    ~World() {
        open_.reset();
        std::filesystem::remove_all(folder_);
    }
    std::filesystem::path folder_;
    Config config_;
    std::unique_ptr<OpenHouse> open_;
    int count_ = 0;
};

// The package as it is handed out.
inline std::string published_package(const House& house, const Caller& caller, ProjectId project) {
    std::string zip;
    publish_package(house, caller.viewer(), project, [&](std::span<const std::byte> bytes) {
        zip.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    return zip;
}

// A table of it, as its lines of CSV.
inline std::string published_table(const House& house, const Caller& caller, ProjectId project,
                                   const std::string& name) {
    const auto place = std::filesystem::temp_directory_path() / ("serow-package-" + DeploymentId::make().text());
    std::ofstream(place, std::ios::binary) << published_package(house, caller, project);
    auto zip = value_or_throw(share::ZipReader::open(place));
    std::filesystem::remove(place);
    std::string text = "the package has no " + name;
    while (const auto entry = value_or_throw(zip.next()))
        if (entry->name == name) {
            text.clear();
            value_or_throw(zip.read([&](std::span<const std::byte> bytes) {
                text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            }));
        }
    return text;
}

}  // namespace serow::journeys
