#include "server/live.h"

#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "base/log.h"
#include "journeys/browse.h"
#include "journeys/open_house.h"
#include "server/wire.h"

namespace serow::server {
namespace {

using std::chrono::steady_clock;
constexpr auto pause = std::chrono::seconds(1);

// [{accountID, eventIDs}]: who answered where. What was said is asked for by who may know it.
std::string answered_json(const std::map<AccountId, std::set<EventId>>& by_whom) {
    json::array people;
    for (const auto& [account, events] : by_whom) {
        json::array ids;
        for (const auto& event : events) ids.emplace_back(event.text());
        people.push_back({{"accountID", account.text()}, {"eventIDs", std::move(ids)}});
    }
    return json::serialize(people);
}

}  // namespace

std::string live_topic(ProjectId project) {
    return "project/" + project.text();
}

LiveProgress::LiveProgress(const Service& service, std::string database_url)
    : service_(service),
      database_url_(std::move(database_url)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void LiveProgress::run(const std::stop_token& stop) {
    journeys::ChangeListener listener(database_url_);
    std::set<ProjectId> changed;
    std::map<ProjectId, std::map<AccountId, std::set<EventId>>> answered;  // since it was told last
    std::map<ProjectId, steady_clock::time_point> told;
    while (!stop.stop_requested()) {
        try {
            if (const auto notice = listener.wait(std::chrono::milliseconds(250))) {
                changed.insert(notice->project);
                if (notice->answered)
                    answered[notice->project][notice->answered->by].insert(notice->answered->events.begin(),
                                                                           notice->answered->events.end());
            }
            const auto now = steady_clock::now();
            for (auto at = changed.begin(); at != changed.end();) {
                const auto last = told.find(*at);
                if (last != told.end() && now - last->second < pause) {
                    ++at;
                    continue;
                }
                const auto by_whom = answered.extract(*at);
                if (service_.hub.is_heard(live_topic(*at))) {
                    if (by_whom) service_.hub.publish(live_topic(*at), "answered", answered_json(by_whom.mapped()));
                    // Those who listen were let in by the route; what they hear is the project's progress alone.
                    const auto progress = journeys::progress(service_.house, journeys::Viewer::system(), *at);
                    service_.hub.publish(live_topic(*at), "progress",
                                         json::serialize(to_json(progress, service_.models.detector())));
                    told[*at] = now;
                }
                at = changed.erase(at);
            }
        } catch (const std::exception& error) {
            log_warning("live progress pauses", {{"reason", error.what()}});
            changed.clear();
            answered.clear();
            std::this_thread::sleep_for(pause);
        }
    }
}

}  // namespace serow::server
