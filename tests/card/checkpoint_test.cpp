#include "card/checkpoint.h"

#include <gmock/gmock.h>

#include "card/folder.h"

namespace serow::card {
namespace {

using testing::content_of;
using ::testing::EndsWith;
using testing::Folder;
using ::testing::HasSubstr;

const CardFile first{"DCIM/100RECNX/RCNX0001.JPG", 1000, 1618166589000, NameKind::image};
const CardFile second{"DCIM/100RECNX/RCNX0002.JPG", 2000, 1618166590000, NameKind::image};

template <class Call>
Problem problem_of(Call call) {
    try {
        call();
    } catch (const Failure& failure) {
        return failure.problem();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

TEST(Checkpoint, GoesOnWhereItStopped) {
    const Folder folder;
    const auto file = checkpoint_path(folder.path() / "out.json");
    EXPECT_EQ(file.filename(), "out.json.checkpoint");
    {
        Checkpoint checkpoint(file, "model abc, threshold 0.2");
        EXPECT_FALSE(checkpoint.find(first));
        checkpoint.append(first, json::object{{"detections", json::array{0.5, 0.25}}});
        EXPECT_TRUE(checkpoint.find(first));
    }
    Checkpoint again(file, "model abc, threshold 0.2");
    ASSERT_EQ(again.size(), 1u);
    ASSERT_TRUE(again.find(first));
    EXPECT_EQ(again.find(first)->at("detections").at(1), 0.25);
    EXPECT_FALSE(again.find(second));
    again.sync();
    again.remove();
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(Checkpoint, AFileThatChangedIsDoneAgain) {
    const Folder folder;
    const auto file = folder.path() / "c";
    Checkpoint checkpoint(file, "s");
    checkpoint.append(first, 1);
    auto changed = first;
    changed.size = 1001;
    EXPECT_FALSE(checkpoint.find(changed));
    changed = first;
    changed.modified_ms += 1;
    EXPECT_FALSE(checkpoint.find(changed));
    checkpoint.append(changed, 2);
    EXPECT_EQ(*checkpoint.find(changed), 2);
    EXPECT_FALSE(checkpoint.find(first));
    EXPECT_EQ(checkpoint.size(), 1u);
}

TEST(Checkpoint, ALastLineTornAtAnyByteIsCutOff) {
    const Folder folder;
    const auto file = folder.path() / "c";
    {
        Checkpoint checkpoint(file, "s");
        checkpoint.append(first, "a result");
        checkpoint.append(second, "another");
    }
    const auto whole = content_of(file);
    const auto start_of_last = whole.rfind('\n', whole.size() - 2) + 1;
    for (std::size_t length = start_of_last; length < whole.size(); ++length) {
        folder.put("c", whole.substr(0, length));
        Checkpoint checkpoint(file, "s");
        EXPECT_TRUE(checkpoint.find(first)) << length;
        EXPECT_FALSE(checkpoint.find(second)) << length;
        EXPECT_EQ(checkpoint.damaged_lines(), 0u);
        checkpoint.append(second, "another");
        EXPECT_EQ(content_of(file), whole) << length;
    }
}

TEST(Checkpoint, AHeaderTornAtAnyByteStartsAnew) {
    const Folder folder;
    const auto file = folder.path() / "c";
    const std::string header = "{\"serow_checkpoint\":1,\"settings\":\"s\"}\n";
    for (const auto length : {std::size_t{0}, std::size_t{25}, header.size() - 1}) {
        folder.put("c", header.substr(0, length));
        Checkpoint checkpoint(file, "s");
        EXPECT_EQ(content_of(file), header) << length;
    }
}

TEST(Checkpoint, OtherSettingsAreRefusedAndTheFileIsLeftAlone) {
    const Folder folder;
    const auto file = folder.path() / "c";
    {
        Checkpoint checkpoint(file, "threshold 0.2");
        checkpoint.append(first, 1);
    }
    const auto before = content_of(file);
    const auto refused = problem_of([&] { Checkpoint(file, "threshold 0.3"); });
    EXPECT_EQ(refused.code, Code::conflict);
    EXPECT_THAT(refused.detail, HasSubstr("threshold 0.2"));
    EXPECT_THAT(refused.detail, HasSubstr("threshold 0.3"));
    EXPECT_EQ(content_of(file), before);
}

TEST(Checkpoint, SomebodysOtherFileIsNeverOverwritten) {
    const Folder folder;
    for (const auto* content :
         {"a letter\n", "a letter", "{\"other\":1}\n", "{\"serow_checkpoint\":2,\"settings\":\"s\"}\n", "[1]\n"}) {
        const auto file = folder.put("c", content);
        EXPECT_EQ(problem_of([&] { Checkpoint(file, "s"); }).code, Code::invalid) << content;
        EXPECT_EQ(content_of(file), content);
    }
}

TEST(Checkpoint, ADamagedLineCostsOnlyItself) {
    const Folder folder;
    const auto file = folder.path() / "c";
    {
        Checkpoint checkpoint(file, "s");
        checkpoint.append(first, 1);
        checkpoint.append(second, 2);
    }
    auto text = content_of(file);
    text[text.find("RCNX0001") - 20] = '\x01';
    folder.put("c", text);
    Checkpoint checkpoint(file, "s");
    EXPECT_EQ(checkpoint.damaged_lines(), 1u);
    EXPECT_FALSE(checkpoint.find(first));
    EXPECT_TRUE(checkpoint.find(second));
}

TEST(Checkpoint, NamesThatAreNoUtf8ComeBack) {
    const Folder folder;
    const auto file = folder.path() / "c";
    const CardFile odd{"caf\xE9/\xF0\x9F\xA6\x8C \"x\"\n.jpg", 1, 2, NameKind::image};
    {
        Checkpoint checkpoint(file, "s");
        checkpoint.append(odd, 7);
    }
    Checkpoint checkpoint(file, "s");
    EXPECT_EQ(checkpoint.damaged_lines(), 0u);
    ASSERT_TRUE(checkpoint.find(odd));
    EXPECT_EQ(*checkpoint.find(odd), 7);
}

TEST(Checkpoint, APlaceThatCannotBeWrittenIsSaid) {
    EXPECT_EQ(problem_of([] { Checkpoint("/proc/no/such/folder/c", "s"); }).code, Code::unavailable);
}

}  // namespace
}  // namespace serow::card
