#include "store/partials.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include "store/code_of.h"

namespace serow::store {
namespace {

using namespace std::chrono_literals;

std::span<const std::byte> raw(std::string_view text) {
    return std::as_bytes(std::span(text));
}

class PartialsTest : public testing::Test {
protected:
    ~PartialsTest() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("serow-partials-" + std::to_string(::getpid()));
    Partials partials_{folder_, 0};
};

TEST_F(PartialsTest, AFileGrowsStretchByStretchAndItsHashIsThatOfTheWhole) {
    EXPECT_FALSE(partials_.size("a"));
    {
        auto first = partials_.go_on("a", 0);
        first.write(raw("snow "));
        EXPECT_EQ(partials_.size("a"), 5);
    }
    auto second = partials_.go_on("a", 5);
    second.write(raw("leopard"));
    EXPECT_EQ(second.size(), 12U);
    EXPECT_EQ(second.hash(), sha256_of("snow leopard"));
}

TEST_F(PartialsTest, AfterARestartTheHashIsReadFromTheFile) {
    partials_.go_on("a", 0).write(raw("snow "));
    Partials restarted(folder_, 0);
    EXPECT_EQ(restarted.size("a"), 5);
    auto rest = restarted.go_on("a", 5);
    rest.write(raw("leopard"));
    EXPECT_EQ(rest.hash(), sha256_of("snow leopard"));
}

TEST_F(PartialsTest, RoomThatIsMadeAheadIsNotTakenForWhatCame) {
    constexpr std::uint64_t whole = std::uint64_t{20} << 20;
    {
        auto first = partials_.go_on("a", 0, whole);
        first.write(raw(std::string(std::size_t{9} << 20, 's')));  // past the first blocks that were set aside
        first.write(raw("now"));
    }
    EXPECT_EQ(partials_.size("a"), (std::uint64_t{9} << 20) + 3);
    auto rest = Partials(folder_, 0).go_on("a", (std::uint64_t{9} << 20) + 3, whole);
    rest.undo();
    EXPECT_EQ(rest.hash(), sha256_of(std::string(std::size_t{9} << 20, 's') + "now"));
}

TEST_F(PartialsTest, GoingOnElsewhereIsRefusedWithTheTrueSize) {
    partials_.go_on("a", 0).write(raw("snow"));
    EXPECT_EQ(code_of([&] { partials_.go_on("a", 3); }), Code::conflict);
    EXPECT_EQ(code_of([&] { partials_.go_on("a", 5); }), Code::conflict);
    EXPECT_EQ(partials_.size("a"), 4);
}

TEST_F(PartialsTest, WhoAsksWaitsForWhatIsOnItsWayToTheDisk) {
    using std::chrono::steady_clock;
    {
        std::optional<Partials::Stretch> lost = partials_.go_on("a", 0);
        lost->write(raw("snow "));
        const std::jthread rest([&] {
            std::this_thread::sleep_for(30ms);
            lost->write(raw("leopard"));
            lost.reset();
        });
        partials_.let_settle("a", steady_clock::now() + 10s);
        EXPECT_EQ(partials_.size("a"), 12);
    }
    // Nobody writes, nobody is known, or a line is silent: a moment at most.
    const auto begun = steady_clock::now();
    partials_.let_settle("a", begun + 10s);
    partials_.let_settle("b", begun + 10s);
    const auto silent = partials_.go_on("a", 12);
    partials_.let_settle("a", begun + 10s);
    EXPECT_LT(steady_clock::now() - begun, 5s);
}

TEST_F(PartialsTest, WhoComesBackCutsOffHisOwnDeadConnection) {
    auto dead = partials_.go_on("a", 0);
    dead.write(raw("snow"));
    auto back = partials_.go_on("a", 4);
    EXPECT_EQ(code_of([&] { dead.write(raw("xxxx")); }), Code::interrupted);
    EXPECT_EQ(code_of([&] { dead.undo(); }), Code::interrupted);
    back.write(raw(" leopard"));
    EXPECT_EQ(back.hash(), sha256_of("snow leopard"));
}

TEST_F(PartialsTest, AStretchCanBeUndone) {
    partials_.go_on("a", 0).write(raw("snow"));
    auto wrong = partials_.go_on("a", 4);
    wrong.write(raw(" lepoard"));
    wrong.undo();
    EXPECT_EQ(partials_.size("a"), 4);
    wrong.write(raw(" leopard"));
    EXPECT_EQ(wrong.hash(), sha256_of("snow leopard"));
    auto all = partials_.go_on("b", 0);
    all.write(raw("x"));
    all.undo();
    all.write(raw("y"));
    EXPECT_EQ(all.hash(), sha256_of("y"));
}

TEST_F(PartialsTest, ADroppedFileIsGoneAndItsWriterCutOff) {
    auto writer = partials_.go_on("a", 0);
    writer.write(raw("snow"));
    EXPECT_TRUE(partials_.drop("a"));
    EXPECT_FALSE(partials_.drop("a"));
    EXPECT_FALSE(partials_.size("a"));
    EXPECT_EQ(code_of([&] { writer.write(raw("x")); }), Code::interrupted);
    auto anew = partials_.go_on("a", 0);
    anew.write(raw("wolf"));
    EXPECT_EQ(anew.hash(), sha256_of("wolf"));
}

TEST_F(PartialsTest, OnlyWhatNobodyTouchedForLongIsSwept) {
    partials_.go_on("old", 0).write(raw("x"));
    partials_.go_on("new", 0).write(raw("x"));
    std::filesystem::last_write_time(folder_ / "old", std::filesystem::file_time_type::clock::now() - 48h);
    EXPECT_EQ(partials_.sweep(24h), 1);
    EXPECT_FALSE(partials_.size("old"));
    EXPECT_TRUE(partials_.size("new"));
}

TEST_F(PartialsTest, AFullDiskRefusesBytesAndKeepsWhatCame) {
    Partials full(folder_, std::uint64_t{1} << 62);
    auto stretch = full.go_on("a", 0);
    EXPECT_EQ(code_of([&] { stretch.write(raw("x")); }), Code::storage_full);
    EXPECT_EQ(full.size("a"), 0);
}

TEST_F(PartialsTest, NamesThatLeaveTheFolderAreRefused) {
    for (const auto* name : {"", "../a", "a/b", ".", "..", ".hidden"})
        EXPECT_EQ(code_of([&] { partials_.go_on(name, 0); }), Code::internal) << name;
}

TEST_F(PartialsTest, MoreFilesThanHashesAreKeptStillEndWell) {
    for (int i = 0; i < 4200; ++i) partials_.go_on("f" + std::to_string(i), 0).write(raw("snow "));
    for (const int i : {0, 4199}) {
        auto rest = partials_.go_on("f" + std::to_string(i), 5);
        rest.write(raw("leopard"));
        EXPECT_EQ(rest.hash(), sha256_of("snow leopard")) << i;
    }
}

}  // namespace
}  // namespace serow::store
