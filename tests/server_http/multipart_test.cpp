#include "server/http/multipart.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/problem.h"

namespace serow::server {
namespace {

struct Found {
    std::string name, file_name, bytes;
    bool ended = false;
    bool operator==(const Found&) const = default;
};

// Fed in pieces of `step` bytes.
std::vector<Found> parts_of(const std::string& body, std::size_t step, const std::string& boundary = "XX") {
    std::vector<Found> parts;
    MultipartReader reader(
        boundary, {.begin =
                       [&](const MultipartPart& part) {
                           parts.push_back({part.name, part.file_name.value_or("(none)"), "", false});
                       },
                   .bytes =
                       [&](std::span<const std::byte> bytes) {
                           parts.back().bytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                       },
                   .end = [&] { parts.back().ended = true; }});
    for (std::size_t at = 0; at < body.size(); at += step)
        reader.add(std::as_bytes(std::span(body).subspan(at, std::min(step, body.size() - at))));
    reader.finish();
    return parts;
}

const std::string two =
    "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
    "--XX\r\nContent-Type: image/jpeg\r\ncontent-disposition: form-data; name=\"file\"; filename=\"IMG_1.JPG\"\r\n\r\n"
    "\r\n--XY\r\n-bytes\r\n\r\n--XX--\r\n";

TEST(Multipart, PartsAreFoundHoweverTheBodyIsCut) {
    const std::vector<Found> wanted{{"note", "(none)", "hello", true},
                                    {"file", "IMG_1.JPG", "\r\n--XY\r\n-bytes\r\n", true}};
    for (std::size_t step = 1; step <= two.size(); ++step) EXPECT_EQ(parts_of(two, step), wanted) << step;
}

TEST(Multipart, AnEmptyFileIsAPart) {
    const std::vector<Found> wanted{{"f", "a.jpg", "", true}};
    const std::string body = "--XX\r\nContent-Disposition: form-data; name=f; filename=a.jpg\r\n\r\n\r\n--XX--";
    for (const std::size_t step : {1, 7, 1000}) EXPECT_EQ(parts_of(body, step), wanted);
}

TEST(Multipart, WhatIsNoneIsRefused) {
    for (const std::string& body :
         {std::string("no boundary at all"), two.substr(0, two.size() - 6), two.substr(0, 40), std::string(),
          std::string("--XX\r\nContent-Type: text/plain\r\n\r\nno disposition\r\n--XX--"),
          "--XX\r\nX: " + std::string(9000, 'x') + "\r\n\r\n\r\n--XX--", std::string("--XX what\r\n\r\n--XX--")})
        EXPECT_THROW(parts_of(body, 100), Failure) << body.substr(0, 60);
}

TEST(Multipart, NoBodyHasMoreThan200Parts) {
    std::string body;
    const std::string part = "--XX\r\nContent-Disposition: form-data; name=f\r\n\r\n\r\n";
    for (int i = 0; i < 200; ++i) body += part;
    EXPECT_EQ(parts_of(body + "--XX--", 1000).size(), 200u);
    EXPECT_THROW(parts_of(body + part + "--XX--", 1000), Failure);
}

TEST(Multipart, NamesComeAsTheyWereSent) {
    const auto name = [](const std::string& header) {
        return parts_of("--XX\r\nContent-Disposition: form-data; " + header + "\r\n\r\nx\r\n--XX--", 1000)
            .front()
            .file_name;
    };
    EXPECT_EQ(name(R"(name="f"; filename="a;b=c.jpg")"), "a;b=c.jpg");
    EXPECT_EQ(name(R"(name="f"; filename="a \"b\".jpg")"), "a \"b\".jpg");
    EXPECT_EQ(name(R"(name="f"; filename="C:\DCIM\a.jpg")"), "C:\\DCIM\\a.jpg");
    EXPECT_EQ(name("name=f;filename=羚牛.jpg"), "羚牛.jpg");
}

TEST(Multipart, TheBoundaryIsInTheType) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), "a b");
    EXPECT_EQ(multipart_boundary("multipart/form-data"), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary="), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/mixed; boundary=abc"), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')), std::nullopt);
    EXPECT_EQ(multipart_boundary("image/jpeg"), std::nullopt);
}

}  // namespace
}  // namespace serow::server
