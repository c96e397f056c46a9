// A model on a server of the Open Inference Protocol gives what it gives here, whatever the server does.
#include "vision/remote_session.h"

#include <gmock/gmock.h>

#include <chrono>
#include <random>
#include <thread>

#include "base/id.h"
#include "onnx_graph.h"
#include "shared_photos.h"
#include "vision/classifier.h"
#include "vision/detector.h"
#include "vision/inference_protocol.h"
#include "vision/inference_server.h"
#include "vision/runtime.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::Fault;
using ::testing::HasSubstr;
using testing::InferenceServer;
using testing::OnnxGraph;

// By hand, from the protocol's text.
TEST(InferenceProtocol, ARequestInJsonIsAsTheProtocolSays) {
    const std::vector<float> pixels{0.5F, -1, 0.1F, 3};
    const std::vector<std::int64_t> sizes{640};
    const std::vector<Input> inputs{{"images", {1, 2, 2}, std::span<const float>(pixels)},
                                    {"sizes", {1, 1}, std::span<const std::int64_t>(sizes)}};
    const std::vector<std::string> outputs{"boxes", "scores"};
    const auto request = encode_inference(inputs, outputs, false);
    EXPECT_FALSE(request.json_size);
    EXPECT_EQ(request.body, R"({"inputs":[{"name":"images","datatype":"FP32","shape":[1,2,2],"data":[0.5,-1,0.1,3]},)"
                            R"({"name":"sizes","datatype":"INT64","shape":[1,1],"data":[640]}],)"
                            R"("outputs":[{"name":"boxes"},{"name":"scores"}]})");
}

TEST(InferenceProtocol, ARequestInBytesHasThemBehindItsJson) {
    const std::vector<float> pixels{1, -2};
    const std::vector<Input> inputs{{"images", {1, 2}, std::span<const float>(pixels)}};
    const std::vector<std::string> outputs{"scores"};
    const auto request = encode_inference(inputs, outputs, true);
    const std::string text =
        R"({"inputs":[{"name":"images","datatype":"FP32","shape":[1,2],"parameters":{"binary_data_size":8}}],)"
        R"("outputs":[{"name":"scores","parameters":{"binary_data":true}}]})";
    ASSERT_EQ(request.json_size, text.size());
    // IEEE 754, little-endian: 1 is 3f800000, -2 is c0000000.
    EXPECT_EQ(request.body, text + std::string("\x00\x00\x80\x3f\x00\x00\x00\xc0", 8));
}

TEST(InferenceProtocol, AnAnswerMayNestItsNumbersAndAddOutputs) {
    const std::vector<std::string> outputs{"labels", "scores"};
    const auto answer = value_or_throw(decode_inference(
        R"({"model_name": "m", "outputs": [
            {"name": "scores", "datatype": "FP32", "shape": [2, 2], "data": [[1, 0.25], [-3e-1, 4]]},
            {"name": "more", "datatype": "BYTES", "shape": [1], "data": ["a"]},
            {"name": "labels", "datatype": "INT64", "shape": [1, 2], "data": [7, -8]}]})",
        {}, outputs));
    ASSERT_EQ(answer.size(), 2U);
    EXPECT_THAT(std::get<std::vector<std::int64_t>>(answer[0].values), ElementsAre(7, -8));
    EXPECT_THAT(answer[1].shape, ElementsAre(2, 2));
    EXPECT_THAT(std::get<std::vector<float>>(answer[1].values), ElementsAre(1, 0.25F, -0.3F, 4));
}

TEST(InferenceProtocol, BytesOfAnAnswerBelongToItsOutputsInTheirOrder) {
    const std::vector<std::string> outputs{"b"};
    const std::string text =
        R"({"outputs":[{"name":"a","datatype":"FP32","shape":[1],"parameters":{"binary_data_size":4}},)"
        R"({"name":"b","datatype":"INT64","shape":[1],"parameters":{"binary_data_size":8}}]})";
    const auto body = text + std::string("\x00\x00\x80\x3f", 4) + std::string("\x05\x00\x00\x00\x00\x00\x00\x00", 8);
    const auto answer = value_or_throw(decode_inference(body, text.size(), outputs));
    EXPECT_THAT(std::get<std::vector<std::int64_t>>(answer[0].values), ElementsAre(5));
}

TEST(InferenceProtocol, WhatIsNoAnswerIsSaid) {
    const std::vector<std::string> outputs{"a"};
    const auto why = [&](std::string_view body, std::optional<std::size_t> size = {}) {
        const auto answer = decode_inference(body, size, outputs);
        if (answer) return std::string("an answer");
        EXPECT_EQ(answer.error().code, Code::internal);
        return answer.error().detail;
    };
    const auto output = [](const std::string& rest) { return R"({"outputs":[{"name":"a",)" + rest + "}]}"; };
    EXPECT_THAT(why(""), HasSubstr("not of the Open Inference Protocol"));
    EXPECT_THAT(why("[]"), HasSubstr("no list of outputs"));
    EXPECT_THAT(why("{}", 3), HasSubstr("shorter than its header says"));
    EXPECT_THAT(why(R"({"outputs":[7]})"), HasSubstr("an output is no object"));
    EXPECT_THAT(why(R"({"outputs":[]})"), HasSubstr("output a is missing"));
    EXPECT_THAT(why(output(R"("datatype":"FP16","shape":[1],"data":[1])")), HasSubstr("of the type FP16"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[2],"data":[1])")), HasSubstr("the 2 numbers"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[1],"data":[1,2])")), HasSubstr("the 1 numbers"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[1],"data":["x"])")), HasSubstr("the 1 numbers"));
    EXPECT_THAT(why(output(R"("datatype":"INT64","shape":[1],"data":[1.5])")), HasSubstr("the 1 numbers"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[-1],"data":[1])")), HasSubstr("no shape"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[4000000000,4000000000],"data":[1])")), HasSubstr("no shape"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":["1"],"data":[1])")), HasSubstr("no shape"));
    EXPECT_THAT(why(output(R"("datatype":"FP32","shape":[1],"parameters":{"binary_data_size":4})")),
                HasSubstr("more bytes than the answer"));
    const auto text = output(R"("datatype":"FP32","shape":[2],"parameters":{"binary_data_size":4})");
    EXPECT_THAT(why(text + "1234", text.size()), HasSubstr("has 4 bytes, by its shape 8"));
}

// Whatever comes: an answer whose values are as many as its shapes say, or a problem.
TEST(InferenceProtocol, DamagedAnswersDoNoHarm) {
    const std::vector<std::string> outputs{"a", "b"};
    const std::string text =
        R"({"outputs":[{"name":"a","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}},)"
        R"({"name":"b","datatype":"INT64","shape":[1,2],"data":[[3,4]]}]})";
    const auto good = text + std::string("\x00\x00\x80\x3f\x00\x00\x00\xc0", 8);
    ASSERT_TRUE(decode_inference(good, text.size(), outputs));
    std::minstd_rand random(7);
    int still_good = 0;
    for (int i = 0; i < 20'000; ++i) {
        auto bad = good;
        for (int k = 0; k < 1 + i % 3; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 256);
        if (i % 5 == 0) bad.resize(random() % bad.size());
        const auto answer = decode_inference(bad, random() % 4 == 0 ? random() % 300 : text.size(), outputs);
        if (!answer) continue;
        ++still_good;
        for (const auto& output : *answer) {
            std::int64_t count = 1;
            for (const auto size : output.shape) count *= size;
            std::visit([&](const auto& values) { EXPECT_EQ(static_cast<std::int64_t>(values.size()), count); },
                       output.values);
        }
    }
    EXPECT_GT(still_good, 100);  // damage to the bytes of values alone
}

Manifest colours_by_name() {
    return value_or_throw(parse_manifest(R"({"name": "colours", "version": "1", "task": "classifier",
        "file": "m.onnx", "url": "", "source": "a test", "licence": "MIT", "labels": "labels.csv",
        "input": {"tensor": "images", "layout": "nchw", "width": 32, "height": 32, "colour": "rgb", "resize": "plain",
                  "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0},
        "output": {"decoding": "scores", "scores": "means", "activation": "none"}})",
                                         "m.json"));
}

class Remote : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-remote-" + to_text(new_uuid()));
    fs::path file_;
    std::optional<InferenceServer> server_;
    Image picture_{40, 40};

    void SetUp() override {
        if (const auto runtime = Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        fs::create_directories(folder_);
        file_ = OnnxGraph().input("images", {-1, 3, 32, 32}).plane_means("images", "means", 3, -1).write(folder_);
        server_.emplace(std::map<std::string, fs::path>{{"colours", file_}});
        for (std::size_t i = 0; i < picture_.rgb.size(); i += 3) picture_.rgb[i] = 255;  // red
    }
    void TearDown() override { fs::remove_all(folder_); }

    RemoteOptions options() const {
        RemoteOptions options;
        options.url = server_->url("colours");
        options.timeout = 500ms;
        options.first_pause = 5ms;
        options.rest = 100ms;
        return options;
    }
    std::function<Result<Session>()> here() const {
        return [file = file_] { return Session::load(value_or_throw(Runtime::open()), file); };
    }
    static Classifier over(Session session) {
        return value_or_throw(Classifier::over(std::move(session), colours_by_name(),
                                               {{0, "red", {}, ""}, {1, "green", {}, ""}, {2, "blue", {}, ""}}, 8));
    }
    Classifier remote() const { return over(value_or_throw(connect(options()))); }
    Result<Classification> ask(const Classifier& classifier) const {
        return classifier.classify(picture_, {0, 0, 1, 1});
    }
    static void expect_red(const Result<Classification>& told) {
        ASSERT_TRUE(told) << told.error().detail;
        EXPECT_NEAR(told->probabilities[0], 1, 1e-5);
        EXPECT_NEAR(told->probabilities[1], 0, 1e-5);
    }
};

TEST_F(Remote, PicturesGoTogetherAndAsBytes) {
    const auto classifier = remote();
    const std::vector<Crop> three_crops{
        {&picture_, {0, 0, 1, 1}}, {&picture_, {0, 0, 1, 1}}, {&picture_, {0, 0, 1, 1}}};
    const auto told = value_or_throw(classifier.classify(three_crops));
    ASSERT_EQ(told.size(), 3U);
    for (const auto& one : told) EXPECT_NEAR(one.probabilities[0], 1, 1e-5);
    ASSERT_EQ(server_->served().size(), 1U);
    EXPECT_EQ(server_->served()[0].pictures, 3);
    EXPECT_TRUE(server_->served()[0].as_bytes);
}

TEST_F(Remote, AServerThatKnowsJsonAloneGetsJson) {
    server_.emplace(std::map<std::string, fs::path>{{"colours", file_}}, false);
    const auto classifier = remote();
    expect_red(ask(classifier));
    expect_red(ask(classifier));
    EXPECT_EQ(server_->asked(), 3);  // bytes were tried once
    for (const auto& served : server_->served()) EXPECT_FALSE(served.as_bytes);
}

TEST_F(Remote, WhatPassesIsTriedAgain) {
    const auto classifier = remote();
    for (const auto fault :
         {Fault::status_500, Fault::status_503, Fault::cut_body, Fault::no_answer, Fault::slow, Fault::wrong_shape,
          Fault::wrong_type, Fault::no_outputs, Fault::no_json, Fault::wrong_header}) {
        SCOPED_TRACE(static_cast<int>(fault));
        const int before = server_->asked();
        server_->misbehave({fault, fault});
        expect_red(ask(classifier));
        EXPECT_EQ(server_->asked() - before, 3);
    }
}

TEST_F(Remote, WhatStaysIsSaidAfterThreeTries) {
    const auto classifier = remote();
    const auto problem_of = [&](Fault fault) {
        const int before = server_->asked();
        server_->misbehave({fault, fault, fault});
        const auto told = ask(classifier);
        EXPECT_EQ(server_->asked() - before, 3);
        EXPECT_FALSE(told);
        return told ? Problem{} : told.error();
    };
    for (const auto fault : {Fault::status_500, Fault::status_503, Fault::cut_body, Fault::no_answer, Fault::slow}) {
        const auto problem = problem_of(fault);
        EXPECT_EQ(problem.code, Code::unavailable) << problem.detail;
        EXPECT_THAT(problem.detail, HasSubstr(server_->url("colours")));
        EXPECT_THAT(problem.detail, HasSubstr("no good answer in 3 tries"));
    }
    EXPECT_THAT(problem_of(Fault::status_503).detail, HasSubstr("status 503: the model is being loaded"));
    for (const auto fault :
         {Fault::wrong_shape, Fault::wrong_type, Fault::no_outputs, Fault::no_json, Fault::wrong_header}) {
        const auto problem = problem_of(fault);
        EXPECT_EQ(problem.code, Code::internal) << problem.detail;
        EXPECT_THAT(problem.detail, HasSubstr("not of the Open Inference Protocol"));
    }
    expect_red(ask(classifier));
}

TEST_F(Remote, AServerThatVanishesIsUnavailableUntilItComesBack) {
    const auto classifier = remote();
    expect_red(ask(classifier));
    server_->stop();
    const auto told = ask(classifier);
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, Code::unavailable);
    EXPECT_EQ(ask_ready(options()).error().code, Code::unavailable);
    server_->start();
    expect_red(ask(classifier));
    EXPECT_TRUE(ask_ready(options()));
}

TEST_F(Remote, AServerThatVanishesInTheMiddleOfARunIsUnavailable) {
    auto patient = options();
    patient.timeout = 20s;
    const auto classifier = over(value_or_throw(connect(patient)));
    server_->misbehave({Fault::slow});
    std::jthread end([&] {
        while (server_->asked() == 0) std::this_thread::sleep_for(1ms);
        server_->stop();
    });
    const auto told = ask(classifier);
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, Code::unavailable) << told.error().detail;
}

TEST_F(Remote, NobodyThereAtTheStartIsSaid) {
    server_->stop();
    const auto session = connect(options());
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code, Code::unavailable);
    EXPECT_THAT(session.error().detail, HasSubstr(server_->url("colours")));
    server_->start();
    auto unknown = options();
    unknown.url = server_->url("nobody");
    EXPECT_THAT(connect(unknown).error().detail, HasSubstr("status 404: unknown model nobody"));
    unknown.url = "ftp://127.0.0.1/v2/models/colours";
    EXPECT_EQ(connect(unknown).error().code, Code::invalid);
}

TEST_F(Remote, PasswordsInTheAddressAreNotShown) {
    auto secret = options();
    secret.url = "http://reserve:takin@" + secret.url.substr(7);
    server_->stop();
    const auto session = connect(secret);
    ASSERT_FALSE(session);
    EXPECT_THAT(session.error().detail, ::testing::Not(HasSubstr("takin")));
}

TEST_F(Remote, TheModelHereStandsInUntilTheServerIsBack) {
    const auto classifier = over(value_or_throw(connect(options(), here())));
    expect_red(ask(classifier));
    EXPECT_EQ(server_->served().size(), 1U);
    server_->stop();
    for (int i = 0; i < 3; ++i) expect_red(ask(classifier));
    server_->start();
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (server_->served().size() < 2 && std::chrono::steady_clock::now() < until) {
        expect_red(ask(classifier));
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_EQ(server_->served().size(), 2U);
}

TEST_F(Remote, TheModelHereBeginsWhereTheServerIsNotYetThere) {
    server_->stop();
    const auto classifier = over(value_or_throw(connect(options(), here())));
    expect_red(ask(classifier));
    server_->start();
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (server_->served().empty() && std::chrono::steady_clock::now() < until) {
        expect_red(ask(classifier));
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_FALSE(server_->served().empty());
}

TEST_F(Remote, WithoutAModelHereTheServersOwnReasonIsSaid) {
    const auto nothing = [] { return Result<Session>(problem(Code::unavailable, "no weights")); };
    server_->stop();
    EXPECT_THAT(connect(options(), nothing).error().detail, HasSubstr(server_->url("colours")));
}

TEST_F(Remote, ManyCallersShareOneSession) {
    const auto classifier = over(value_or_throw(connect(options(), here())));
    server_->misbehave({Fault::status_503, Fault::cut_body, Fault::no_answer, Fault::no_json, Fault::status_500});
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&] {
                for (int k = 0; k < 25; ++k)
                    if (const auto told = ask(classifier); told && std::abs(told->probabilities[0] - 1) < 1e-5) ++good;
            });
    }
    EXPECT_EQ(good, 100);
}

// A detector of the shared material, served: the same boxes as here.
TEST_F(Remote, ARealDetectorFindsTheSameBoxes) {
    const auto all = shared::photos();
    const auto registry = shared::registry();
    const auto* model = value_or_throw(registry.find("deimv2_femto"));
    const auto weights = registry.find_weights(model->manifest);
    if (all.empty() || !weights) GTEST_SKIP() << "no weights or photos in " << shared::folder() << "; set SEROW_SHARED";
    InferenceServer server({{"deimv2_femto", *weights}});
    auto patient = options();
    patient.url = server.url("deimv2_femto");
    patient.timeout = 60s;
    const auto there =
        value_or_throw(Detector::over(value_or_throw(connect(patient)), model->manifest, model->labels, 4));
    const auto local =
        value_or_throw(Detector::load(value_or_throw(Runtime::open()), model->manifest, model->labels, *weights));
    std::vector<Image> images;
    for (const auto& photo : all)
        if (photo.box && images.size() < 4) images.push_back(shared::decode(photo.path, 640));
    std::vector<const Image*> photos;
    for (const auto& image : images) photos.push_back(&image);
    const auto found = value_or_throw(there.detect(photos, 0.1));
    ASSERT_EQ(server.served().size(), 1U);
    EXPECT_EQ(server.served()[0].pictures, 4);
    std::size_t boxes = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const auto wanted = value_or_throw(local.detect(images[i], 0.1));
        ASSERT_EQ(found[i].size(), wanted.size());
        for (std::size_t k = 0; k < wanted.size(); ++k, ++boxes) {
            EXPECT_NEAR(found[i][k].confidence, wanted[k].confidence, 1e-4);
            EXPECT_NEAR(found[i][k].box.x, wanted[k].box.x, 1e-4);
        }
    }
    EXPECT_GT(boxes, 0U);
}

}  // namespace
}  // namespace serow::vision
