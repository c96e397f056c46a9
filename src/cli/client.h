// The commands' way to a running Serow: its API, with the token of `serow login`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "base/json.h"
#include "net/http_client.h"

namespace serow::cli {

class Client {
public:
    // The server and token of SEROW_SERVER and SEROW_TOKEN, else those that `serow login` or `serow register` saved,
    // else http://127.0.0.1:PORT without a token.
    explicit Client(const Config& config);

    // `path` below /api/v1, "/projects". Gives the answer's JSON (null for 204). Throws the server's own problem as a
    // Failure, and Failure(unavailable) where it cannot be reached.
    json::value call(std::string_view method, const std::string& path, const json::value& body = nullptr);
    json::value get(const std::string& path) { return call("GET", path); }
    // Without reading it as JSON.
    std::string get_text(const std::string& path);
    void download(const std::string& path, const std::filesystem::path& file);
    // Any request; `request.url` below /api/v1. Throws as call(), what is answered with a status below 300 is given
    // back.
    net::HttpResponse exchange(net::HttpRequest request);

    // Signs in and saves a token of that name for further commands. Failure(unauthenticated).
    void sign_in(const std::string& email, const std::string& password);
    void register_account(const std::string& email, const std::string& password, const std::string& name,
                          const std::string& organisation);

    [[nodiscard]] const std::string& server() const { return server_; }

    // The projectID of a project given by its id or its title; likewise for what is in it. Failure(not_found) with the
    // names that there are, Failure(conflict) where two bear the name.
    std::string project_id(const std::string& name_or_id);
    std::string location_id(const std::string& project, const std::string& name_or_id);

private:
    net::HttpResponse send(net::HttpRequest request);
    void keep_token(const json::value& session, const std::string& cookie);

    std::string server_;
    std::string token_;
    net::HttpClient http_;
};

// The id of the item whose `id_key` or `name_key` is `wanted`.
std::string find_item(const json::value& list, std::string_view id_key, std::string_view name_key,
                      const std::string& wanted, std::string_view what);
std::string url_encoded(std::string_view text);
// Where the token is saved: $XDG_CONFIG_HOME/serow/credentials.json, readable by its owner alone.
std::filesystem::path credentials_file();
// From SEROW_PASSWORD, or asked for at the terminal without showing it. Failure(bad_request) where neither is possible.
std::string ask_password();

}  // namespace serow::cli
