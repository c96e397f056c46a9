#include "cli/client.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <format>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "cli/settings.h"

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

// The problem that the server states, or one made of the status.
Failure failure_of(const net::HttpResponse& response, const std::string& url) {
    if (const auto body = parse_json(response.body, "the answer"); body && body->is_object()) {
        const auto& object = body->as_object();
        if (object.contains("code") && object.contains("detail"))
            return {code_of(std::string(object.at("code").as_string())), std::string(object.at("detail").as_string())};
    }
    // A proxy's page, or an answer without a body.
    for (const auto code : {Code::unauthenticated, Code::forbidden, Code::not_found, Code::conflict, Code::too_large,
                            Code::hash_mismatch, Code::rate_limited, Code::storage_full, Code::internal})
        if (facts_of(code).http_status == response.status)
            return {code, std::format("{} answered with the status {}", url, response.status)};
    return {Code::unavailable, std::format("{} answered with the status {}", url, response.status)};
}

}  // namespace

fs::path credentials_file() {
    if (const auto home = from_environment("XDG_CONFIG_HOME"); !home.empty())
        return fs::path(home) / "serow/credentials.json";
    return fs::path(from_environment("HOME")) / ".config/serow/credentials.json";
}

std::string url_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~')
            out += c;
        else
            out += std::format("%{:02X}", byte);
    }
    return out;
}

std::string ask_password() {
    if (auto password = from_environment("SEROW_PASSWORD"); !password.empty()) return password;
    if (::isatty(STDIN_FILENO) == 0)
        throw Failure(Code::bad_request, "there is no terminal to ask for the password; set SEROW_PASSWORD");
    std::cerr << "Password: " << std::flush;
    termios shown{};
    ::tcgetattr(STDIN_FILENO, &shown);
    auto hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    std::string password;
    std::getline(std::cin, password);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    std::cerr << '\n';
    return password;
}

Client::Client(const Config& config) : server_(std::format("http://127.0.0.1:{}", config.port)) {
    if (std::ifstream file(credentials_file()); file) {
        std::stringstream text;
        text << file.rdbuf();
        if (const auto saved = parse_json(text.str(), "the saved sign-in"); saved && saved->is_object()) {
            server_ = std::string(saved->at("server").as_string());
            token_ = std::string(saved->at("token").as_string());
        }
    }
    if (const auto server = from_environment("SEROW_SERVER"); !server.empty()) {
        // A token is for the server it was made by.
        if (server != server_) token_.clear();
        server_ = server;
    }
    if (const auto token = from_environment("SEROW_TOKEN"); !token.empty()) token_ = token;
    while (server_.ends_with('/')) server_.pop_back();
}

net::HttpResponse Client::send(net::HttpRequest request) {
    if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
    auto response = http_.send(request);
    if (!response) {
        auto problem = response.error();
        problem.detail += "; is Serow running at " + server_ + "? (SEROW_SERVER names another)";
        throw Failure(std::move(problem));
    }
    if (response->status == 401)
        throw Failure(Code::unauthenticated,
                      token_.empty()
                          ? "sign in first: serow login, or serow register; or set SEROW_TOKEN"
                          : std::format("{} does not know the token of this computer (any more): serow login, "
                                        "or set SEROW_TOKEN; then run the same command again",
                                        server_));
    if (response->status >= 300) throw failure_of(*response, request.url);
    return std::move(*response);
}

json::value Client::call(std::string_view method, const std::string& path, const json::value& body) {
    net::HttpRequest request;
    request.method = method;
    request.url = server_ + "/api/v1" + path;
    if (!body.is_null()) {
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = json::serialize(body);
    }
    const auto response = send(std::move(request));
    if (response.status == 204 || response.body.empty()) return nullptr;
    return value_or_throw(parse_json(response.body, "the answer of " + server_));
}

std::string Client::get_text(const std::string& path) {
    net::HttpRequest request;
    request.url = server_ + "/api/v1" + path;
    return send(std::move(request)).body;
}

net::HttpResponse Client::exchange(net::HttpRequest request) {
    request.url = server_ + "/api/v1" + request.url;
    return send(std::move(request));
}

void Client::download(const std::string& path, const fs::path& file) {
    std::vector<std::pair<std::string, std::string>> headers;
    if (!token_.empty()) headers.emplace_back("Authorization", "Bearer " + token_);
    value_or_throw(http_.download(server_ + "/api/v1" + path, file, {}, headers));
}

// A session's cookie makes the token that later commands use.
void Client::keep_token(const json::value& session, const std::string& cookie) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = server_ + "/api/v1/tokens";
    request.headers = {{"Content-Type", "application/json"},
                       {"Cookie", cookie.substr(0, cookie.find(';'))},
                       {"X-CSRF-Token", std::string(session.at("csrfToken").as_string())}};
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    request.body = json::serialize(json::object{{"name", std::format("serow on {}", host.data())}});
    token_.clear();
    const auto made = value_or_throw(parse_json(send(std::move(request)).body, "the answer of " + server_));
    token_ = std::string(made.at("token").as_string());

    const auto file = credentials_file();
    fs::create_directories(file.parent_path());
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto text = json::serialize(json::object{{"server", server_}, {"token", token_}});
    const bool written = fd >= 0 && ::fchmod(fd, 0600) == 0 &&
                         ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (fd >= 0) ::close(fd);
    if (!written) throw Failure(Code::unavailable, "the sign-in cannot be saved in " + file.string());
}

void Client::sign_in(const std::string& email, const std::string& password) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = server_ + "/api/v1/session";
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = json::serialize(json::object{{"email", email}, {"password", password}});
    // An old token must not stand in for the password.
    token_.clear();
    const auto response = http_.send(request);
    if (!response) throw Failure(response.error());
    if (response->status != 200) throw failure_of(*response, request.url);
    keep_token(value_or_throw(parse_json(response->body, "the answer")),
               std::string(response->header("set-cookie").value_or("")));
}

void Client::register_account(const std::string& email, const std::string& password, const std::string& name,
                              const std::string& organisation) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = server_ + "/api/v1/register";
    request.headers.emplace_back("Content-Type", "application/json");
    json::object body{{"email", email}, {"password", password}, {"name", name}};
    if (!organisation.empty()) body["organisationName"] = organisation;
    request.body = json::serialize(body);
    token_.clear();
    const auto response = http_.send(request);
    if (!response) throw Failure(response.error());
    if (response->status != 201) throw failure_of(*response, request.url);
    keep_token(value_or_throw(parse_json(response->body, "the answer")),
               std::string(response->header("set-cookie").value_or("")));
}

std::string find_item(const json::value& list, std::string_view id_key, std::string_view name_key,
                      const std::string& wanted, std::string_view what) {
    std::string found;
    std::string names;
    for (const auto& item : list.at("items").as_array()) {
        const std::string id(item.at(id_key).as_string());
        const std::string name(item.at(name_key).as_string());
        if (id == wanted) return id;
        if (name == wanted) {
            if (!found.empty())
                throw Failure(Code::conflict,
                              std::format("there are two {}s called \"{}\"; give the id", what, wanted));
            found = id;
        }
        names += (names.empty() ? "" : ", ") + name;
    }
    if (found.empty())
        throw Failure(Code::not_found, std::format("there is no {} called \"{}\"; there {}", what, wanted,
                                                   names.empty() ? "is none yet" : "are: " + names));
    return found;
}

std::string Client::project_id(const std::string& name_or_id) {
    return find_item(get("/projects"), "projectID", "title", name_or_id, "project");
}

std::string Client::location_id(const std::string& project, const std::string& name_or_id) {
    return find_item(get("/projects/" + project + "/locations"), "locationID", "locationName", name_or_id,
                     "sample point");
}

}  // namespace serow::cli
