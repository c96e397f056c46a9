// A head joined to a network, run by ONNX Runtime.
#include "vision/onnx_head.h"

#include <gmock/gmock.h>

#include <cmath>

#include "onnx_graph.h"
#include "vision/session.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::OnnxGraph;

class OnnxHeadTest : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-onnx-head-" + to_text(new_uuid()));

    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }

    // A network that always gives these features.
    std::string backbone() const {
        const auto path = OnnxGraph()
                              .input("images", {1, 3, 2, 2})
                              .output("scores", {1, 2}, std::vector<float>{0.25F, 0.75F})
                              .output("features", {1, 3}, std::vector<float>{0.5F, -1, 2})
                              .write(folder_);
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // Standardised features (0, -2, 0.5); logits -0.5 and 2, divided by 2.5: -0.2 and 0.8.
    static OnnxHead head() { return {{0.5, 0, 1}, {1, 2, 0.5}, {1, 1, 2, 0, -1, 0}, {0.5, 0}, 2.5}; }
};

TEST_F(OnnxHeadTest, TheJoinedFileGivesTheHeadsProbabilitiesBesideTheOldOutputs) {
    const auto runtime = Runtime::open();
    if (!runtime) GTEST_SKIP() << runtime.error().detail;
    const auto joined = join_head(backbone(), "features", head());
    ASSERT_TRUE(joined) << joined.error().detail;
    const auto path = folder_ / "joined.onnx";
    std::ofstream(path, std::ios::binary) << joined->bytes;
    const auto session = Session::load(*runtime, path);
    ASSERT_TRUE(session) << session.error().detail;
    ASSERT_EQ(session->outputs().size(), 3U);
    EXPECT_EQ(session->outputs()[2].name, joined->probabilities);
    EXPECT_EQ(session->outputs()[2].shape, (std::vector<std::int64_t>{1, 2}));

    const std::vector<float> picture(12);
    const Input input{"images", {1, 3, 2, 2}, std::span(picture)};
    const auto run = session->run({&input, 1}, std::vector<std::string>{joined->probabilities, "scores"});
    ASSERT_TRUE(run) << run.error().detail;
    const auto& p = std::get<std::vector<float>>((*run)[0].values);
    ASSERT_EQ(p.size(), 2U);
    EXPECT_NEAR(p[1], 0.7310585786, 1e-6);  // 1 / (1 + e^-1)
    EXPECT_NEAR(p[0], 0.2689414214, 1e-6);
    EXPECT_EQ(std::get<std::vector<float>>((*run)[1].values)[1], 0.75F);
}

TEST_F(OnnxHeadTest, WhatCannotBearAHeadIsRefusedWithTheReason) {
    const auto good = backbone();
    EXPECT_THAT(join_head(good, "pooled", head()).error().detail, HasSubstr("it has no output \"pooled\""));
    const auto once = join_head(good, "features", head());
    EXPECT_THAT(join_head(once->bytes, "features", head()).error().detail, HasSubstr("it has one already"));
    // A later opset_import of the same domain counts.
    const auto old = good + ProtoMessage().message(8, ProtoMessage().number(2, 6)).text();
    EXPECT_THAT(join_head(old, "features", head()).error().detail, HasSubstr("operator set 6"));
    const auto old_ir = good + ProtoMessage().number(1, 3).text();
    EXPECT_THAT(join_head(old_ir, "features", head()).error().detail, HasSubstr("IR version 3"));
    for (const auto& bytes : {std::string(), std::string("this is no model"), good.substr(0, good.size() / 2),
                              ProtoMessage().number(1, 8).text()})
        EXPECT_EQ(join_head(bytes, "features", head()).error().code, Code::unreadable);
    auto narrow = head();
    narrow.bias.push_back(0);
    EXPECT_EQ(join_head(good, "features", narrow).error().code, Code::internal);
}

TEST(ProtoMessageTest, WhatIsWrittenIsRead) {
    const auto text = ProtoMessage().number(1, 300).bytes(2, "seal").number(3, -1).text();
    EXPECT_EQ(text.substr(0, 3), "\x08\xAC\x02");  // the specification's own example: field 1 is 300
    std::vector<ProtoField> fields;
    ASSERT_TRUE(read_proto(text, [&](const ProtoField& field) { fields.push_back(field); }));
    ASSERT_EQ(fields.size(), 3U);
    EXPECT_EQ(fields[0].number, 300U);
    EXPECT_EQ(fields[1].bytes, "seal");
    EXPECT_EQ(static_cast<std::int64_t>(fields[2].number), -1);
}

TEST(ProtoMessageTest, BrokenMessagesAreUnreadable) {
    using namespace std::string_view_literals;
    for (const auto bytes : {"\x08"sv,                                          // a number is missing
                             "\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"sv,  // a number without an end
                             "\x12\x05nut"sv,                                   // shorter than it says
                             "\x0D\x01\x02"sv, "\x09\x01\x02\x03"sv,            // four and eight bytes, cut
                             "\x0B"sv,                                          // a group, out of use
                             "\x00\x01"sv,                                      // field 0
                             "\x12\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"sv}) {
        const auto read = read_proto(bytes, [](const ProtoField&) {});
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, Code::unreadable);
    }
}

}  // namespace
}  // namespace serow::vision
