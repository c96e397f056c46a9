// Answers of many people to one project that come at the same time, written in one transaction.
#pragma once

#include <vector>

#include "base/together.h"
#include "catalog/answers.h"

namespace serow::journeys {

// An act of a person who may do it, ready to be written.
struct GivenAnswer {
    AccountId by;
    std::vector<catalog::Answer> lines;
    std::vector<EventId> events;  // of which these media are
};

using AnswersTogether = Together<ProjectId, GivenAnswer>;

}  // namespace serow::journeys
