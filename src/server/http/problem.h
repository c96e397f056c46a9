// Problems as RFC 9457 answers: {"type","title","status","detail","code"}.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"
#include "server/http/message.h"

namespace serow::server {

// 401 carries WWW-Authenticate, 429 and 503 Retry-After.
Response problem_response(const Problem& problem);
// For what HTTP itself refuses and the table of codes does not know: 405 "method-not-allowed" …
Response problem_response(int status, std::string_view word, std::string_view title, std::string_view detail);

// Runs `answer`, turning a Failure into its problem and any other exception into a 500 whose detail holds only
// a reference; the log then has the reference with the exception's text.
template <class Answer>
Response guarded(Answer&& answer);

// Thrown where a request is refused by what only HTTP knows: 412, 415 …
struct Refusal {
    Response response;
};

Response response_to_current_exception();  // inside a catch

template <class Answer>
Response guarded(Answer&& answer) {
    try {
        return answer();
    } catch (...) {
        return response_to_current_exception();
    }
}

}  // namespace serow::server
