#include "server/http/problem.h"

#include <format>

#include "base/digest.h"
#include "base/json.h"
#include "base/log.h"

namespace serow::server {
namespace {

Response response_to_unexpected(std::string_view what) {
    // The text of an unexpected exception may hold anything: it goes to the log, the caller gets its number.
    const std::string reference = random_token(6);
    log_error("a request ended in an unexpected exception", {{"reference", reference}, {"what", std::string(what)}});
    return problem_response({Code::internal, std::format("Something went wrong inside Serow. The log of the server "
                                                         "has the reason under the reference {}.",
                                                         reference)});
}

}  // namespace

Response problem_response(int status, std::string_view word, std::string_view title, std::string_view detail) {
    const json::object object{{"type", std::format("/problems/{}", word)},
                              {"title", title},
                              {"status", status},
                              {"detail", detail},
                              {"code", word}};
    Response response = Response::json_text(json::serialize(object), status);
    response.header("Content-Type", "application/problem+json");
    response.header("Cache-Control", "no-store");
    if (status == 401) response.header("WWW-Authenticate", "Bearer realm=\"serow\"");
    if (status == 429) response.header("Retry-After", "60");
    if (status == 503) response.header("Retry-After", "5");
    return response;
}

Response problem_response(const Problem& problem) {
    const CodeFacts& facts = facts_of(problem.code);
    return problem_response(facts.http_status, facts.word, facts.sentence, problem.detail);
}

Response response_to_current_exception() {
    try {
        throw;
    } catch (const Refusal& refusal) {
        return refusal.response;
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::internal) return response_to_unexpected(failure.what());
        return problem_response(failure.problem());
    } catch (const std::exception& error) {
        return response_to_unexpected(error.what());
    } catch (...) {
        return response_to_unexpected("not a std::exception");
    }
}

}  // namespace serow::server
