// What an S3 service's answer means for us.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.h"

namespace serow::store {

enum class Outcome {
    done,
    retry,      // may be good the next time: overload, a fault of the service, bytes damaged on their way
    not_found,  // no such object, or no such unfinished upload
    refused,    // will not be good the next time: keys, rights, bucket, region, clock; a person must act
    broken,     // contradicts itself or what was asked for
};

// `body` is the answer's text: S3 names errors in XML, and says some of them under status 200.
Outcome outcome_of(int status, std::string_view body);
// Where no answer came.
Outcome outcome_of(const Problem& no_answer);

// The text of the first element `name` in `xml`, entities and references by number resolved; nullopt where there is
// none. S3's answers are flat: neither attributes nor comments nor CDATA come in what Serow reads.
std::optional<std::string> element(std::string_view xml, std::string_view name);
// Cuts the first element `name` out of the front of `xml`: its content; nullopt, and nothing cut, where there is none.
std::optional<std::string_view> next_element(std::string_view& xml, std::string_view name);

}  // namespace serow::store
