// How far the people of a project agree on media that two or more of them answered.
#pragma once

#include <string>
#include <vector>

#include "journeys/house.h"
#include "review/agreement.h"

namespace serow::journeys {

struct Agreement {
    struct Person {
        AccountId account_id;
        std::string name;
    };
    std::vector<Person> people;  // a rater of the report is a place in it
    review::AgreementReport report;
};
// Of each person the latest answer that stands counts, adjudications aside; former accounts are left out. `blind_only`:
// of media that were reviewed blind. Failure(forbidden) for who is neither a manager nor an expert of the project.
Agreement agreement(const House& house, const Viewer& viewer, ProjectId project, bool blind_only);

}  // namespace serow::journeys
