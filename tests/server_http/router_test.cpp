#include "server/http/router.h"

#include <gtest/gtest.h>

#include <string>

#include "base/problem.h"

using namespace serow;
using namespace serow::server;

namespace {

Handler saying(std::string word) {
    return [word](const Request&) { return Response::text(word); };
}

std::string said(const Router& router, std::string_view method, std::string_view path) {
    const auto found = router.find(method, path);
    if (found.route == nullptr) {
        std::string allowed;
        for (const auto& name : found.allowed) allowed += name + " ";
        return allowed.empty() ? "404" : "405 " + allowed;
    }
    std::string text = std::get<std::string>(std::get<Handler>(found.route->handler)(Request{}).body);
    for (const auto& [name, value] : found.path_parameters.all()) text += " " + name + "=" + value;
    return text;
}

}  // namespace

TEST(Router, FindsByMethodAndPattern) {
    Router router;
    router.get("/", saying("root"));
    router.get("/projects", saying("list"));
    router.post("/projects", saying("create"));
    router.get("/projects/{projectID}", saying("one"));
    router.get("/projects/new", saying("new"));
    router.get("/projects/{id}/media/{mediaID}", saying("media"));
    EXPECT_EQ(said(router, "GET", "/"), "root");
    EXPECT_EQ(said(router, "POST", "/projects"), "create");
    EXPECT_EQ(said(router, "GET", "/projects/7"), "one projectID=7");
    EXPECT_EQ(said(router, "GET", "/projects/new"), "new");
    EXPECT_EQ(said(router, "GET", "/projects/new/media/a b"), "media id=new mediaID=a b");
    EXPECT_EQ(said(router, "HEAD", "/projects"), "list");
    EXPECT_EQ(said(router, "DELETE", "/projects"), "405 GET POST HEAD OPTIONS ");
    for (const std::string nothing : {"/project", "/projects/", "/projects//media/1", "/projects/1/media", "//"})
        EXPECT_EQ(said(router, "GET", nothing), "404") << nothing;
}

TEST(Router, GivesWhatNoPatternMatchesToTheFallback) {
    Router router;
    router.post("/api/session", saying("in"));
    router.fallback(saying("page"));
    EXPECT_EQ(said(router, "GET", "/anything/else"), "page");
    EXPECT_EQ(said(router, "GET", "/api/session"), "405 POST OPTIONS ");
    EXPECT_EQ(said(router, "POST", "/anything"), "404");
}

TEST(Router, RefusesTheSamePatternTwice) {
    Router router;
    router.get("/a/{b}", saying("1"));
    EXPECT_THROW(router.get("/a/{c}", saying("2")), Failure);
    EXPECT_THROW(router.get("a", saying("3")), Failure);
}
