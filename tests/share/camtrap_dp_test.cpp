#include "share/camtrap_dp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>

#include "base/json.h"
#include "share/packages.h"

namespace serow::share::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string refusal(const std::function<void(CamtrapDpWriter&)>& write) {
    std::string zip;
    CamtrapDpWriter writer(into(zip), metadata());
    try {
        write(writer);
    } catch (const Failure& failure) {
        return failure.problem().detail;
    }
    return {};
}

TEST(CamtrapDp, HoldsTheFiveFilesInOrder) {
    const auto entries = entries_of(small_package());
    ASSERT_EQ(entries.size(), 5U);
    EXPECT_EQ(entries[0].first, "datapackage.json");
    EXPECT_EQ(entries[1].first, "deployments.csv");
    EXPECT_EQ(entries[2].first, "media.csv");
    EXPECT_EQ(entries[3].first, "observations.csv");
    EXPECT_EQ(entries[4].first, "failure-periods.csv");
}

TEST(CamtrapDp, RowsAreTheStandardsColumns) {
    const auto entries = entries_of(small_package());
    ASSERT_EQ(entries.size(), 5U);
    EXPECT_EQ(entries[1].second,
              "deploymentID,locationID,locationName,latitude,longitude,coordinateUncertainty,deploymentStart,"
              "deploymentEnd,setupBy,cameraID,cameraModel,cameraDelay,cameraHeight,cameraDepth,cameraTilt,"
              "cameraHeading,detectionDistance,timestampIssues,baitUse,featureType,habitat,deploymentGroups,"
              "deploymentTags,deploymentComments\n"
              "d1,A01,\"Ridge, \"\"north\"\" side\",33.5,107.5,30,2024-05-01T08:00:00+08:00,"
              "2024-05-31T08:00:00+08:00,,cam-7,Reconyx-HF2X,,,,,,,,false,,,,,\n");
    EXPECT_EQ(entries[2].second,
              "mediaID,deploymentID,captureMethod,timestamp,filePath,filePublic,fileName,fileMediatype,exifData,"
              "favorite,mediaComments\n"
              "m1,d1,activityDetection,2024-05-02T06:10:00+08:00,media/a.jpg,false,IMG_0001.JPG,image/jpeg,"
              "\"{\"\"Make\"\":\"\"RECONYX\"\",\"\"Temp\"\":12}\",,\n");
    EXPECT_EQ(entries[4].second,
              "failurePeriodID,deploymentID,failureStart,failureEnd,failureReason,failureComments\n"
              "f1,d1,2024-05-03T08:00:00+08:00,2024-05-05T08:00:00+08:00,batteryEmpty,\"flat, cold\"\n");
    EXPECT_EQ(entries[3].second,
              "observationID,deploymentID,mediaID,eventID,eventStart,eventEnd,observationLevel,observationType,"
              "cameraSetupType,scientificName,count,lifeStage,sex,behavior,individualID,individualPositionRadius,"
              "individualPositionAngle,individualSpeed,bboxX,bboxY,bboxWidth,bboxHeight,classificationMethod,"
              "classifiedBy,classificationTimestamp,classificationProbability,observationTags,observationComments\n"
              "o1,d1,m1,e1,2024-05-02T06:10:00+08:00,2024-05-02T06:10:00+08:00,media,animal,,Panthera pardus,1,,"
              "female,,,,,,0.1,0.25,0.5,0.3,machine,deimv2-femto 1,2024-06-01T00:00:00+00:00,0.9,,\n");
}

TEST(CamtrapDp, EmptyTablesHaveTheirHeader) {
    std::string zip;
    CamtrapDpWriter writer(into(zip), metadata());
    writer.deployment(deployment());
    writer.finish();
    const auto entries = entries_of(zip);
    ASSERT_EQ(entries.size(), 5U);
    EXPECT_THAT(entries[3].second, StartsWith("observationID,"));
    EXPECT_EQ(std::ranges::count(entries[3].second, '\n'), 1);
    EXPECT_EQ(entries[4].second,
              "failurePeriodID,deploymentID,failureStart,failureEnd,failureReason,failureComments\n");
}

TEST(CamtrapDp, DescribesItself) {
    const auto entries = entries_of(small_package());
    ASSERT_FALSE(entries.empty());
    const auto package = value_or_throw(parse_json(entries[0].second, "datapackage.json")).as_object();
    EXPECT_EQ(package.at("profile"), "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2/camtrap-dp-profile.json");
    EXPECT_EQ(package.at("created"), "2024-06-01T08:00:00Z");
    EXPECT_EQ(package.at("resources").as_array().size(), 4U);
    EXPECT_EQ(package.at("resources").at(1).at("schema"),
              "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2/media-table-schema.json");
    EXPECT_EQ(json::serialize(package.at("temporal")), R"({"start":"2024-05-01","end":"2024-05-31"})");
    EXPECT_EQ(json::serialize(package.at("licenses")),
              R"([{"name":"CC0-1.0","scope":"data"},{"name":"CC-BY-4.0","scope":"media"}])");
    // Sorted by name, whatever order they came in.
    EXPECT_EQ(json::serialize(package.at("taxonomic").at(0)),
              R"({"scientificName":"Capricornis milneedwardsii","taxonRank":"species","class":"Mammalia",)"
              R"("order":"Artiodactyla","family":"Bovidae","genus":"Capricornis",)"
              R"("vernacularNames":{"eng":"Chinese serow","zho":"中华鬣羚"}})");
}

TEST(CamtrapDp, TheTableOfFailuresBringsItsSchema) {
    const auto entries = entries_of(small_package());
    ASSERT_EQ(entries.size(), 5U);
    const auto package = value_or_throw(parse_json(entries[0].second, "datapackage.json")).as_object();
    const auto& resource = package.at("resources").at(3).as_object();
    EXPECT_EQ(resource.at("name"), "failure-periods");
    EXPECT_EQ(resource.at("path"), "failure-periods.csv");
    EXPECT_EQ(resource.at("profile"), "tabular-data-resource");
    const auto& schema = resource.at("schema").as_object();
    EXPECT_EQ(schema.at("primaryKey"), "failurePeriodID");
    EXPECT_EQ(json::serialize(schema.at("foreignKeys")),
              R"([{"fields":"deploymentID","reference":{"resource":"deployments","fields":"deploymentID"}}])");
    const auto& fields = schema.at("fields").as_array();
    ASSERT_EQ(fields.size(), 6U);
    EXPECT_EQ(fields[2].at("name"), "failureStart");
    EXPECT_EQ(fields[2].at("type"), "datetime");
    EXPECT_EQ(fields[2].at("format"), "%Y-%m-%dT%H:%M:%S%z");
    EXPECT_EQ(json::serialize(fields[4].at("constraints")),
              R"({"required":true,"enum":["batteryEmpty","cardFull","viewShifted","obstructed","damaged","stolen",)"
              R"("cameraFault","other"]})");
}

TEST(CamtrapDp, SameDataSameBytesInEveryTimeZone) {
    const char* before = std::getenv("TZ");
    const std::string zone = before != nullptr ? before : "";
    ::setenv("TZ", "America/St_Johns", 1);
    ::tzset();
    const std::string there = small_package();
    ::setenv("TZ", "Asia/Shanghai", 1);
    ::tzset();
    const std::string here = small_package();
    before != nullptr ? ::setenv("TZ", zone.c_str(), 1) : ::unsetenv("TZ");
    ::tzset();
    EXPECT_EQ(there, here);
}

TEST(CamtrapDp, BadRowsAreNamedByTableRowColumnAndValue) {
    EXPECT_EQ(refusal([](auto& writer) {
                  writer.deployment(deployment());
                  auto second = deployment("d2");
                  second.place.latitude = 91;
                  writer.deployment(second);
              }),
              "deployments.csv, row 2 (d2), latitude: \"91\" must be at most 90");
    EXPECT_EQ(refusal([](auto& writer) {
                  writer.deployment(deployment());
                  writer.deployment(deployment());
              }),
              "deployments.csv, row 2 (d1), deploymentID: is there twice");
    EXPECT_EQ(refusal([](auto& writer) { writer.media(media()); }),
              "media.csv, row 1 (m1), deploymentID: there is no deployment \"d1\"");
    EXPECT_EQ(refusal([](auto& writer) {
                  writer.deployment(deployment());
                  writer.observation(observation());
              }),
              "observations.csv, row 1 (o1), mediaID: there is no medium \"m1\"");
    EXPECT_EQ(refusal([](auto& writer) { writer.failure_period(failure_period()); }),
              "failure-periods.csv, row 1 (f1), deploymentID: there is no deployment \"d1\"");
    EXPECT_EQ(
        refusal([](auto& writer) {
            writer.deployment(deployment());
            auto period = failure_period();
            std::swap(period.failureStart, period.failureEnd);
            writer.failure_period(period);
        }),
        "failure-periods.csv, row 1 (f1), failureEnd: \"2024-05-03T08:00:00+08:00\" must not lie before the start");
}

TEST(CamtrapDp, TablesComeInTheirOrder) {
    EXPECT_THAT(refusal([](auto& writer) {
                    writer.deployment(deployment());
                    writer.media(media());
                    writer.deployment(deployment("d2"));
                }),
                HasSubstr("deployments, media, observations, then failure periods"));
    EXPECT_NE(refusal([](auto& writer) {
                  writer.finish();
                  writer.finish();
              }),
              "");
}

TEST(CamtrapDp, WhatTheReceiverThrowsComesThroughAndNothingFollows) {
    int calls = 0;
    const Sink broken = [&](std::span<const std::byte>) {
        ++calls;
        throw Failure(Code::storage_full, "the disk is full");
    };
    try {
        CamtrapDpWriter writer(broken, metadata());
        for (int i = 0; i < 20000; ++i) writer.deployment(deployment(std::format("d{}", i)));
        writer.finish();
        FAIL() << "the sink's Failure was lost";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::storage_full);
    }
    EXPECT_EQ(calls, 1);
}

TEST(CamtrapDp, AfterTheReceiverFailedNothingLooksFinished) {
    CamtrapDpWriter writer([](std::span<const std::byte>) { throw Failure(Code::storage_full, "full"); }, metadata());
    writer.deployment(deployment());
    EXPECT_THROW(writer.finish(), Failure);
    EXPECT_THROW(writer.finish(), Failure);
}

TEST(CamtrapDp, AnUnfinishedPackageIsNoZip) {
    std::string zip;
    {
        CamtrapDpWriter writer(into(zip), metadata());
        for (int i = 0; i < 5000; ++i) writer.deployment(deployment(std::format("d{}", i)));
    }
    EXPECT_EQ(zip.find("PK\x05\x06"), std::string::npos) << "the directory that makes a zip must be missing";
}

TEST(CamtrapDp, OtherProgramsReadIt) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / std::format("serow-share-{}", ::getpid());
    fs::create_directories(folder);
    const fs::path file = folder / "package.zip";
    std::ofstream(file, std::ios::binary) << small_package();
    int readers = 0;
    for (const auto& [probe, test] : {std::pair{"unzip -v", "unzip -tqq"}, {"python3 -V", "python3 -m zipfile -t"}}) {
        const std::string quiet = " >/dev/null 2>&1";
        if (std::system((probe + quiet).c_str()) != 0) continue;
        ++readers;
        EXPECT_EQ(std::system(std::format("{} '{}'{}", test, file.string(), quiet).c_str()), 0) << test;
    }
    fs::remove_all(folder);
    if (readers == 0) GTEST_SKIP() << "neither unzip nor python3 is installed";
}

TEST(CamtrapDp, HundredThousandRowsInBoundedMemory) {
    std::size_t bytes = 0;
    std::size_t largest = 0;
    const Sink counting = [&](std::span<const std::byte> piece) {
        bytes += piece.size();
        largest = std::max(largest, piece.size());
    };
#ifdef __SANITIZE_ADDRESS__
    constexpr int rows = 10000;  // the sanitizer makes each row ten times as slow
#else
    constexpr int rows = 100000;
#endif
    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);
    CamtrapDpWriter writer(counting, metadata());
    writer.deployment(deployment());
    for (int i = 0; i < rows; ++i) writer.media(media(std::format("m{}", i)));
    for (int i = 0; i < rows; ++i) {
        auto o = observation(std::format("o{}", i));
        o.mediaID = std::format("m{}", i);
        writer.observation(o);
    }
    writer.finish();
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    EXPECT_GT(bytes, static_cast<std::size_t>(rows) * 5);
    EXPECT_LE(largest, 1U << 20U) << "the receiver gets small pieces";
#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory back on purpose
    // Two sets of 100 000 identifiers (4 MiB each, 6 while growing) and the compressor; the tables are 38 MB.
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 24 << 10) << "KiB more than before";
#endif
}

}  // namespace
}  // namespace serow::share::test
