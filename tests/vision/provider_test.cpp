// What runs a model: asked for by name, refused with what to do where the library cannot.
#include "vision/provider.h"

#include <gmock/gmock.h>

#include <cstdlib>

#include "onnx_graph.h"
#include "vision/session.h"

namespace serow::vision {
namespace {

using ::testing::HasSubstr;
using testing::OnnxGraph;

TEST(Provider, HasAWord) {
    for (const auto provider : {Provider::cpu, Provider::cuda, Provider::tensorrt, Provider::openvino})
        EXPECT_EQ(provider_of(word(provider)), provider);
}

// The library that tools/setup fetches comes without the libraries of its providers: it runs on the processor alone.
// With another one (SEROW_TEST_ONNXRUNTIME) this
// tells whether its providers load and answer as the processor does.
TEST(Provider, ALibraryWithoutItSaysWhatItHasAndWhatToDo) {
    const char* const library = std::getenv("SEROW_TEST_ONNXRUNTIME");
    const auto runtime = Runtime::open({library == nullptr ? "" : library});
    if (!runtime) GTEST_SKIP() << runtime.error().detail;
    const auto file = OnnxGraph()
                          .input("images", {1, 3, 8, 8})
                          .plane_means("images", "means", 3)
                          .write(std::filesystem::temp_directory_path());
    const std::vector<float> pixels(std::size_t{3} * 8 * 8, 0.25F);
    const std::vector<Input> inputs{{"images", {1, 3, 8, 8}, std::span<const float>(pixels)}};
    const std::vector<std::string> outputs{"means"};
    for (const auto provider : {Provider::cpu, Provider::cuda, Provider::tensorrt, Provider::openvino}) {
        const auto session = Session::load(*runtime, file, {1, provider});
        if (session) {
            const auto answer = value_or_throw(session->run(inputs, outputs));
            EXPECT_NEAR(std::get<std::vector<float>>(answer[0].values)[2], 0.25, 1e-3);
            std::printf("%s runs\n", std::string(word(provider)).c_str());
            continue;
        }
        EXPECT_NE(provider, Provider::cpu);
        EXPECT_EQ(session.error().code, Code::unavailable);
        EXPECT_THAT(session.error().detail, HasSubstr(std::string(word(provider))));
        EXPECT_THAT(session.error().detail, HasSubstr("set `execution-provider` to"));
        if (library == nullptr) {
            EXPECT_THAT(session.error().detail, HasSubstr("cpu"));
            EXPECT_THAT(session.error().detail, HasSubstr(runtime->library().string()));
        }
    }
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace serow::vision
