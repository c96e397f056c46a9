#include "journeys/play_video.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "catalog/media.h"
#include "journeys/browse.h"
#include "journeys/examine_store.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "media/proxy.h"
#include "video.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::atomic<bool> never{false};

const ProxyMaker here = [](const fs::path& from, const fs::path& to, const ProxyLimits&, const std::atomic<bool>&) {
    return media::make_proxy(from, to);
};
// Writes something, and fails.
ProxyMaker failing(Code code, std::string detail) {
    return
        [=](const fs::path&, const fs::path& to, const ProxyLimits&, const std::atomic<bool>&) -> Result<media::Proxy> {
            std::ofstream(to) << "half a video";
            return problem(code, detail);
        };
}

class PlayVideoTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    ProjectId id = project.project_id;

    MediaId bring(const std::string& bytes, ProjectId into) {
        const auto point = World::the().new_location(li, into, to_text(new_uuid()));
        const auto card = begin_upload(house, li.viewer(), into, {{}, point.location_id, "card"});
        const auto file = announced("DCIM/VID_1.AVI", bytes);
        const auto wanted = announce(house, li.viewer(), into, card.upload_id, std::span(&file, 1)).front();
        if (wanted.media_id) {
            read_media(house, into, std::vector{*wanted.media_id});
            return *wanted.media_id;
        }
        Arrival arrival(house, li.viewer(), into, card.upload_id, wanted.upload_file_id);
        arrival.write(bytes_of(bytes));
        const auto media = *arrival.finish().media_id;
        read_media(house, into, std::vector{media});
        return media;
    }
    catalog::Media look(MediaId media) { return journeys::media(house, li.viewer(), id, media).media; }
    // The jobs for it that wait, with their priorities.
    std::vector<int> waiting(MediaId media) {
        const catalog::Scope scope{Viewer::system(), id, 1};
        const auto jobs = house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::jobs_about(tx, scope, media.text()); });
        std::vector<int> priorities;
        for (const auto& one : jobs)
            if (one.kind == job::make_proxy && one.state == "queued") priorities.push_back(one.priority);
        return priorities;
    }
    std::size_t unfinished() {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(house.config.data_folder / "store/incoming"), {}));
    }
    std::string proxy_bytes(MediaId media) {
        const auto file = media_file(house, li.viewer(), id, media, MediaForm::proxy);
        std::ifstream in(file.path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Code code_of_making(MediaId media, const ProxyMaker& maker) {
        try {
            make_proxy(house, id, media, maker, never);
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "was no failure";
        return Code::internal;
    }
};

TEST_F(PlayVideoTest, AVideoThatNoBrowserPlaysGetsAProxy) {
    const auto media = bring(avi(10), id);
    EXPECT_EQ(look(media).playback, "pending");
    EXPECT_EQ(waiting(media), std::vector{-10}) << "behind reading and classifying";
    EXPECT_THROW(media_file(house, li.viewer(), id, media, MediaForm::proxy), Failure);
    make_proxy(house, id, media, here, never);
    EXPECT_EQ(look(media).playback, "proxy");
    EXPECT_EQ(look(media).playback_detail, "");
    const auto file = media_file(house, li.viewer(), id, media, MediaForm::proxy);
    EXPECT_EQ(file.mediatype, "video/mp4");
    EXPECT_EQ(file.bytes, fs::file_size(file.path));
    const auto facts = media::read_facts(file.path).value();
    EXPECT_EQ(facts.codec, "h264");
    EXPECT_EQ(facts.width, 64);
    EXPECT_EQ(facts.frame_count, 12);
    EXPECT_NEAR(facts.duration_s, 1.2, 1e-3);
    EXPECT_EQ(unfinished(), 0U);
}

TEST_F(PlayVideoTest, TheSameBytesInAnotherProjectHaveTheProxyAtOnce) {
    const auto media = bring(avi(20), id);
    make_proxy(house, id, media, here, never);
    id = World::the().new_project(li, "second").project_id;
    const auto second = bring(avi(20), id);
    EXPECT_EQ(look(second).playback, "proxy");
    EXPECT_THAT(waiting(second), testing::IsEmpty());
}

TEST_F(PlayVideoTest, WhatBrowsersPlayIsPlayedAsItIs) {
    const auto made = bring(avi(30), id);
    make_proxy(house, id, made, here, never);
    const auto media = bring(proxy_bytes(made), id);
    EXPECT_EQ(look(media).playback, "original");
    EXPECT_THAT(waiting(media), testing::IsEmpty());
    // As for a video that was there before proxies were: the job finds out.
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::set_playback(tx, {Viewer::system(), id, 1}, media, playback::pending, {});
    });
    make_proxy(house, id, media, failing(Code::internal, "must not be asked"), never);
    EXPECT_EQ(look(media).playback, "original");
    try {
        media_file(house, li.viewer(), id, media, MediaForm::proxy);
        FAIL() << "given";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::not_found);
        EXPECT_THAT(failure.problem().detail, HasSubstr("browsers play the original"));
    }
}

TEST_F(PlayVideoTest, APhotoHasNothingToPlay) {
    const auto media = bring(jpeg(31) + "a photo", id);
    EXPECT_EQ(look(media).playback, "");
    EXPECT_THAT(waiting(media), testing::IsEmpty());
    make_proxy(house, id, media, here, never);
    EXPECT_EQ(look(media).playback, "");
}

TEST_F(PlayVideoTest, AVideoThatCannotBeMadePlayableIsMarkedWithTheReason) {
    const auto media = bring(avi(40), id);
    make_proxy(house, id, media, failing(Code::too_large, "frames as large as a house"), never);
    EXPECT_EQ(look(media).playback, "failed");
    EXPECT_EQ(look(media).playback_detail, "frames as large as a house");
    EXPECT_EQ(look(media).state, "ready") << "its facts and poster are good";
    EXPECT_EQ(unfinished(), 0U);
}

TEST_F(PlayVideoTest, WhatMayPassIsTriedAgain) {
    const auto media = bring(avi(50), id);
    EXPECT_EQ(code_of_making(media, failing(Code::timeout, "too slow today")), Code::timeout);
    EXPECT_EQ(look(media).playback, "failed");
    EXPECT_EQ(look(media).playback_detail, "too slow today");
    EXPECT_EQ(unfinished(), 0U);
    make_proxy(house, id, media, here, never);
    EXPECT_EQ(look(media).playback, "proxy");
    EXPECT_EQ(look(media).playback_detail, "");
}

TEST_F(PlayVideoTest, AWorkerThatIsToStopLeavesTheVideoAsItWas) {
    const auto media = bring(avi(60), id);
    EXPECT_EQ(code_of_making(media, failing(Code::interrupted, "stopped")), Code::interrupted);
    EXPECT_EQ(look(media).playback, "pending");
    EXPECT_EQ(unfinished(), 0U);
}

TEST_F(PlayVideoTest, AWorkerThatDiedEachTimeIsSaidOfTheVideo) {
    const auto media = bring(avi(70), id);
    const std::vector<std::string> kinds{job::make_proxy};
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::claim_jobs(tx, "a worker that dies", kinds, 1000, std::chrono::milliseconds(-1));
    });
    house.catalog.transaction([&](catalog::Transaction& tx) { catalog::reclaim_expired(tx, {.attempts = 5}); });
    EXPECT_EQ(look(media).playback, "pending") << "it is queued again";
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::claim_jobs(tx, "a worker that dies", kinds, 1000, std::chrono::milliseconds(-1));
    });
    house.catalog.transaction([&](catalog::Transaction& tx) { catalog::reclaim_expired(tx, {.attempts = 2}); });
    EXPECT_EQ(look(media).playback, "failed");
    EXPECT_THAT(look(media).playback_detail, HasSubstr("worker"));
}

TEST_F(PlayVideoTest, ALostProxyIsNoticedAndMadeAgain) {
    const auto media = bring(avi(80), id);
    make_proxy(house, id, media, here, never);
    // What was queued at reading is done.
    house.catalog.transaction([&](catalog::Transaction& tx) {
        const std::vector<std::string> kinds{job::make_proxy};
        std::vector<JobId> ids;
        for (const auto& one : catalog::claim_jobs(tx, "test", kinds, 1000, std::chrono::seconds(30)))
            ids.push_back(one.job_id);
        catalog::finish_jobs(tx, "test", ids);
    });
    examine_store(house, {.other_copies = {}});
    EXPECT_THAT(waiting(media), testing::IsEmpty()) << "nothing is missing";
    const auto path = media_file(house, li.viewer(), id, media, MediaForm::proxy).path;
    fs::remove(path);
    const auto report = examine_store(house, {.other_copies = {}});
    EXPECT_GE(report.proxies_queued, 1);
    EXPECT_THAT(as_text(report), HasSubstr("will be made playable"));
    EXPECT_THAT(waiting(media), testing::SizeIs(1));
    make_proxy(house, id, media, here, never);
    EXPECT_TRUE(fs::exists(path));
    EXPECT_EQ(look(media).playback, "proxy");
}

}  // namespace
}  // namespace serow::journeys
