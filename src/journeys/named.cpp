#include "journeys/named.h"

#include <format>

#include "journeys/field_work.h"
#include "journeys/organise.h"

namespace serow::journeys {

ProjectId find_project(const House& house, const std::string& wanted) {
    std::string titles;
    for (const auto& project : list_projects(house, Viewer::system())) {
        if (project.project_id.text() == wanted || project.title == wanted) return project.project_id;
        titles += (titles.empty() ? "" : ", ") + project.title;
    }
    throw Failure(Code::not_found, std::format("there is no project \"{}\"; there {}", wanted,
                                               titles.empty() ? "is none" : "are: " + titles));
}

LocationId find_location(const House& house, ProjectId project, const std::string& wanted) {
    std::string names;
    for (const auto& location : list_locations(house, Viewer::system(), project)) {
        if (location.location_id.text() == wanted || location.name == wanted) return location.location_id;
        names += (names.empty() ? "" : ", ") + location.name;
    }
    throw Failure(Code::not_found, std::format("there is no sample point \"{}\"; there {}", wanted,
                                               names.empty() ? "is none" : "are: " + names));
}

}  // namespace serow::journeys
