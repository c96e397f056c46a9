#include "catalog/review_progress.h"

#include <algorithm>

namespace serow::catalog {
namespace {

PointProgress read_point(const Row& row) {
    PointProgress p;
    row.read("location_id", p.location_id)
        .read("location_name", p.location_name)
        .read("media", p.media)
        .read("unread", p.unread)
        .read("nobody", p.nobody)
        .read("machine", p.machine)
        .read("accepted", p.accepted)
        .read("awaiting", p.awaiting)
        .read("human", p.human)
        .read("conflict", p.conflict);
    return p;
}

// One of a person's lines after the other: `day` since the first day, or -1 for all before.
void read_answers(const Row& row, std::vector<PersonProgress>& people) {
    const auto account = row.as<AccountId>("account_id");
    if (people.empty() || people.back().account_id != account) {
        auto& fresh = people.emplace_back();
        fresh.account_id = account;
        row.read("name", fresh.name);
        fresh.days.resize(ReviewProgress::day_count);
    }
    auto& person = people.back();
    constexpr int today = ReviewProgress::day_count - 1;
    const auto day = row.as<int>("day");
    const auto answers = row.as<std::int64_t>("answers");
    person.all.answers += answers;
    // Whose clock ran ahead answered tomorrow: today, for us.
    if (day >= 0) person.days[static_cast<std::size_t>(std::min(day, today))] += answers;
    if (day > today - 7) person.week.answers += answers;
    if (day >= today) person.today.answers += answers;
    person.last_answered_at = std::max(person.last_answered_at, row.as<Instant>("last_answered_at"));
}

void read_events(const Rows& rows, std::vector<PersonProgress>& people, auto read) {
    for (const auto row : rows) {
        const auto who = std::ranges::find(people, row.as<AccountId>("account_id"), &PersonProgress::account_id);
        if (who != people.end()) read(row, *who);
    }
}

}  // namespace

ReviewProgress review_progress(Transaction& tx, const Scope& scope, Instant now) {
    ReviewProgress all;
    const auto days = tx.query("review_today", scoped(scope, {now, ReviewProgress::day_count}));
    if (days.empty()) {
        require(tx, scope);
        return all;
    }
    days[0].read("time_zone", all.time_zone).read("today", all.today).read("first_day", all.first_day);

    all.points = collect(tx.query("review_states", scoped(scope)), read_point);
    for (const auto row : tx.query("review_events", scoped(scope))) {
        const auto at = std::ranges::find(all.points, row.as<LocationId>("location_id"), &PointProgress::location_id);
        if (at == all.points.end()) continue;
        const auto unsettled = row.as<std::int64_t>("unsettled");
        row.read("events", at->events).read("open", at->events_open);
        at->events_waiting = unsettled - at->events_open;
    }

    for (const auto row : tx.query("review_answers", scoped(scope, {all.time_zone, all.first_day})))
        read_answers(row, all.people);
    read_events(tx.query("review_events_lately", scoped(scope, {all.time_zone, all.today})), all.people,
                [](const Row& row, PersonProgress& person) {
                    row.read("today", person.today.events).read("week", person.week.events);
                });
    read_events(tx.query("review_events_ever", scoped(scope)), all.people,
                [](const Row& row, PersonProgress& person) { row.read("events", person.all.events); });
    return all;
}

}  // namespace serow::catalog
