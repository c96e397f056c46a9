// Small packages for the tests of share, and a way to look into a zip.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "camtrap/records.h"
#include "share/camtrap_dp.h"

namespace serow::share::test {

inline camtrap::ZonedTime at(std::string_view text, int offset_minutes = 480) {
    return {parse_instant(text).value(), offset_minutes};
}

inline camtrap::PackageMetadata metadata() {
    camtrap::PackageMetadata m;
    m.name = "qinling-2024";
    m.id = "0190b8f2-0000-7000-8000-000000000001";
    m.created = parse_instant("2024-06-01T08:00:00Z").value();
    m.version = "1.0";
    m.project.id = "p1";
    m.project.title = "Qinling, spring 2024";
    m.contributors = {{"Li Wei", "li@example.org", "contact", "A reserve"}};
    m.data_licence = "CC0-1.0";
    m.media_licence = "CC-BY-4.0";
    m.taxonomic = {
        {"Panthera pardus", "species", "Mammalia", "Carnivora", "Felidae", "Panthera", "leopard", "豹", "VU", "I"},
        {"Capricornis milneedwardsii", "species", "Mammalia", "Artiodactyla", "Bovidae", "Capricornis", "Chinese serow",
         "中华鬣羚", "VU", "II"}};
    m.places = {{33.5, 107.5}, {33.75, 108.25}};
    m.temporal_start = parse_instant("2024-05-01T00:00:00Z");
    m.temporal_end = parse_instant("2024-05-31T00:00:00Z");
    return m;
}

inline camtrap::Deployment deployment(std::string id = "d1") {
    camtrap::Deployment d;
    d.deploymentID = std::move(id);
    d.locationID = "A01";
    d.locationName = "Ridge, \"north\" side";
    d.place = {33.5, 107.5};
    d.coordinateUncertainty = 30;
    d.deploymentStart = at("2024-05-01T00:00:00Z");
    d.deploymentEnd = at("2024-05-31T00:00:00Z");
    d.cameraID = "cam-7";
    d.cameraModel = "Reconyx-HF2X";
    d.baitUse = false;
    return d;
}

inline camtrap::Media media(std::string id = "m1") {
    camtrap::Media m;
    m.mediaID = std::move(id);
    m.deploymentID = "d1";
    m.timestamp = at("2024-05-01T22:10:00Z");
    m.filePath = "media/a.jpg";
    m.fileName = "IMG_0001.JPG";
    m.fileMediatype = "image/jpeg";
    m.exifData = R"({"Make":"RECONYX","Temp":12})";
    return m;
}

inline camtrap::Observation observation(std::string id = "o1") {
    camtrap::Observation o;
    o.observationID = std::move(id);
    o.deploymentID = "d1";
    o.mediaID = "m1";
    o.eventID = "e1";
    o.eventStart = o.eventEnd = at("2024-05-01T22:10:00Z");
    o.observationType = camtrap::ObservationType::animal;
    o.scientificName = "Panthera pardus";
    o.count = 1;
    o.sex = camtrap::Sex::female;
    o.bbox = Box{0.1, 0.25, 0.5, 0.3};
    o.classificationMethod = camtrap::ClassificationMethod::machine;
    o.classifiedBy = "deimv2-femto 1";
    o.classificationTimestamp = at("2024-06-01T00:00:00Z", 0);
    o.classificationProbability = 0.9;
    return o;
}

inline camtrap::FailurePeriod failure_period(std::string id = "f1") {
    camtrap::FailurePeriod p;
    p.failurePeriodID = std::move(id);
    p.deploymentID = "d1";
    p.failureStart = at("2024-05-03T00:00:00Z");
    p.failureEnd = at("2024-05-05T00:00:00Z");
    p.failureReason = camtrap::FailureReason::batteryEmpty;
    p.failureComments = "flat, cold";
    return p;
}

// A Sink that keeps everything.
inline Sink into(std::string& text) {
    return [&text](std::span<const std::byte> bytes) {
        text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
}

inline std::string small_package() {
    std::string zip;
    CamtrapDpWriter writer(into(zip), metadata());
    writer.deployment(deployment());
    writer.media(media());
    writer.observation(observation());
    writer.failure_period(failure_period());
    writer.finish();
    return zip;
}

// The entries of a zip in their order, path and text.
inline std::vector<std::pair<std::string, std::string>> entries_of(const std::string& zip) {
    std::vector<std::pair<std::string, std::string>> entries;
    archive* reader = archive_read_new();
    archive_read_support_format_zip_seekable(reader);
    if (archive_read_open_memory(reader, zip.data(), zip.size()) == ARCHIVE_OK) {
        archive_entry* entry = nullptr;
        while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
            std::string text;
            std::array<char, 4096> piece{};
            la_ssize_t got = 0;
            while ((got = archive_read_data(reader, piece.data(), piece.size())) > 0)
                text.append(piece.data(), static_cast<std::size_t>(got));
            entries.emplace_back(archive_entry_pathname(entry), text);
        }
    }
    archive_read_free(reader);
    return entries;
}

}  // namespace serow::share::test
