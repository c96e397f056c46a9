// API tokens and display names.
#pragma once

#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/problem.h"

namespace serow::people {

// A token is shown once and kept only as its SHA-256 (it is random, so no slow hash is needed).
struct NewToken {
    std::string secret;  // "serow_" + 43 characters of base64url: 256 random bits
    Sha256 hash;
};

NewToken make_token();
// A camera's key: "serowcam_" + 43 characters.
NewToken make_camera_key();

// The hash to look for; Code::unauthenticated for a text that cannot be a token.
Result<Sha256> token_hash(std::string_view secret);
Result<Sha256> camera_key_hash(std::string_view secret);

// A name of a person, organisation, project …: without space around it, inner line breaks and control
// characters refused, 1 … 200 characters, valid UTF-8. Code::invalid with `what` ("The project's name").
Result<std::string> check_name(std::string_view text, std::string_view what);

}  // namespace serow::people
