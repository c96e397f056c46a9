#include "cli/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/problem.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override {
        for (const auto& name : set_) ::unsetenv(name.c_str());
        fs::remove_all(folder);
    }
    void environment(const std::string& name, const std::string& value) {
        ::setenv(name.c_str(), value.c_str(), 1);
        set_.push_back(name);
    }
    void file(const std::string& text) const { std::ofstream(folder / "serow.conf") << text; }
    Config read(std::vector<std::string> words) {
        words.insert(words.begin(), {"serow", "--data-folder", folder.string()});
        words.emplace_back("serve");
        std::vector<const char*> arguments;
        for (const auto& word : words) arguments.push_back(word.c_str());
        CLI::App app;
        Config config;
        app.add_subcommand("serve")->fallthrough();
        bind_settings(app, config, static_cast<int>(arguments.size()), arguments.data());
        app.parse(words_of(app, static_cast<int>(arguments.size()), arguments.data()));
        finish_settings(app, config);
        return config;
    }
    fs::path folder = fs::temp_directory_path() / ("serow-settings-" + std::to_string(::getpid()));
    std::vector<std::string> set_;
};

TEST_F(SettingsTest, DefaultsHoldWhereNothingIsSaid) {
    const auto config = read({});
    EXPECT_EQ(config.port, 8080);
    EXPECT_EQ(config.address, "127.0.0.1");
    EXPECT_EQ(config.detector, "deimv2_femto");
}

TEST_F(SettingsTest, TheFileIsReadTheEnvironmentWinsOverItAndAFlagOverBoth) {
    file("port = 9001\nworkers = 3\njob-lease = 40\nclassifiers = [\"a\", \"b\"]\n");
    EXPECT_EQ(read({}).port, 9001);
    EXPECT_EQ(read({}).job_lease, std::chrono::seconds(40));
    EXPECT_EQ(read({}).classifiers, (std::vector<std::string>{"a", "b"}));
    environment("SEROW_PORT", "9002");
    EXPECT_EQ(read({}).port, 9002);
    EXPECT_EQ(read({}).workers, 3);
    EXPECT_EQ(read({"--port", "9003"}).port, 9003);
    EXPECT_EQ(read({"--port=9004"}).port, 9004);
    environment("SEROW_MODELS", "/a:/b");
    EXPECT_EQ(read({}).models, (std::vector<fs::path>{"/a", "/b"}));
}

TEST_F(SettingsTest, WhereModelsRunIsChecked) {
    const auto config =
        read({"--execution-provider", "openvino", "--precision", "int8", "--remote-inference",
              "http://all:8000,m=https://one:8001/v2/models/x", "--remote-timeout", "5", "--tiles", "2"});
    EXPECT_EQ(config.tiles, 2);
    EXPECT_EQ(config.execution_provider, "openvino");
    EXPECT_EQ(config.precision, "int8");
    EXPECT_EQ(config.remote_inference, (std::vector<std::string>{"http://all:8000", "m=https://one:8001/v2/models/x"}));
    EXPECT_EQ(config.remote_timeout, std::chrono::seconds(5));
    EXPECT_THROW(read({"--execution-provider", "gpu"}), CLI::ParseError);
    EXPECT_THROW(read({"--precision", "int4"}), CLI::ParseError);
    EXPECT_THROW(read({"--model-threads", "0"}), CLI::ParseError);
    EXPECT_THROW(read({"--tiles", "5"}), CLI::ParseError);
    EXPECT_THROW(read({"--remote-inference", "gpu:8000"}), CLI::ParseError);
    EXPECT_THROW(read({"--remote-inference", "m=ftp://gpu"}), CLI::ParseError);
}

TEST_F(SettingsTest, UnknownNamesAreErrorsEverywhere) {
    EXPECT_THROW(read({"--prot", "1"}), CLI::ParseError);
    file("prot = 1\n");
    EXPECT_THROW(read({}), CLI::ParseError);
    file("");
    environment("SEROW_PROT", "1");
    EXPECT_THROW(read({}), Failure);
}

TEST_F(SettingsTest, ValuesOutOfRangeAreErrors) {
    EXPECT_THROW(read({"--port", "70000"}), CLI::ParseError);
    EXPECT_THROW(read({"--workers", "-1"}), CLI::ParseError);
    EXPECT_THROW(read({"--log-level", "loud"}), CLI::ParseError);
    environment("SEROW_CONFIG", (folder / "nowhere.conf").string());
    EXPECT_THROW(read({}), CLI::ParseError) << "a file that was asked for must be there";
}

TEST_F(SettingsTest, SecretsAreNotShown) {
    Config config;
    config.database_url = "postgresql://serow:secret@db/serow";
    EXPECT_EQ(shown(config).find("secret"), std::string::npos);
}

}  // namespace
}  // namespace serow::cli
