#include "card/counters.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "card/name_key.h"

namespace serow::card {
namespace {

struct Counter {
    std::string_view folder;
    std::string shape;  // the name without its numbers
    std::int64_t number = 0;
    std::size_t digits = 0;
};

std::optional<Counter> counter_of(std::string_view path) {
    Counter counter;
    const auto slash = path.rfind('/');
    counter.folder = slash == path.npos ? std::string_view() : path.substr(0, slash);
    auto name = slash == path.npos ? path : path.substr(slash + 1);
    if (const auto dot = name.rfind('.'); dot != name.npos && dot > 0) name = name.substr(0, dot);
    std::vector<std::pair<std::size_t, std::size_t>> numbers;  // from, to
    for (std::size_t at = 0; at < name.size();) {
        if (!is_digit(static_cast<unsigned char>(name[at]))) {
            counter.shape += name[at++];
            continue;
        }
        auto end = at;
        while (end < name.size() && is_digit(static_cast<unsigned char>(name[end]))) ++end;
        numbers.emplace_back(at, end);
        counter.shape += '#';
        at = end;
    }
    if (numbers.empty()) return {};
    const auto [from, to] = numbers.back();
    counter.digits = to - from;
    if (counter.digits < 3 || counter.digits > 6) return {};
    // 20240501_063012: the time of day after a date.
    if (numbers.size() > 1 && counter.digits == 6) {
        const auto [date_from, date_to] = numbers[numbers.size() - 2];
        if (date_to - date_from == 8 && from - date_to <= 1) return {};
    }
    for (const char c : name.substr(from, counter.digits)) counter.number = counter.number * 10 + (c - '0');
    return counter;
}

struct Member {
    std::int64_t number = 0;
    std::size_t file = 0;
};

// Where the counter began again: the numbers below `below` were given after all others. 0: it did not.
struct Wrap {
    std::int64_t below = 0;
    std::int64_t shift = 0;  // what they would be, had it gone on counting
};

// Does no time contradict that `next` was written after `one`?
bool may_follow(const Member& one, const Member& next, std::span<const NumberedFile> files) {
    const auto& before = files[one.file].camera_time;
    const auto& after = files[next.file].camera_time;
    return !before || !after || *before <= *after;
}

// `members` by their numbers, each number once.
Wrap wrap_of(std::span<const Member> members, std::span<const NumberedFile> files, std::size_t digits) {
    std::int64_t modulus = 1;
    for (std::size_t i = 0; i < digits; ++i) modulus *= 10;
    if (members.back().number != modulus - 1 || members.front().number > 1 ||
        !may_follow(members.back(), members.front(), files))
        return {};
    Wrap wrap;
    std::int64_t largest_step = 1;
    for (std::size_t i = 1; i < members.size(); ++i)
        if (const auto step = members[i].number - members[i - 1].number; step > largest_step) {
            largest_step = step;
            wrap.below = members[i].number;
        }
    // 9999 is followed by 1; a 0 in between is as good.
    wrap.shift = members.front().number == 0 ? modulus : modulus - 1;
    return wrap;
}

void count_on(std::vector<Member>& members, const Wrap& wrap, std::span<const NumberedFile> files) {
    const auto first = std::ranges::lower_bound(members, wrap.below, {}, &Member::number);
    const bool on_both_sides = first != members.begin() && first != members.end();
    if (on_both_sides && !may_follow(members.back(), members.front(), files)) return;
    for (auto member = members.begin(); member != first; ++member) member->number += wrap.shift;
    std::ranges::rotate(members, first);
}

CounterRun run_of(const std::vector<Member>& members, const std::set<std::int64_t>& elsewhere) {
    CounterRun run;
    for (const auto& member : members) {
        if (!run.numbers.empty()) {
            std::int64_t missing = member.number - run.numbers.back() - 1;
            if (missing > 0)
                missing -=
                    std::distance(elsewhere.upper_bound(run.numbers.back()), elsewhere.lower_bound(member.number));
            if (missing > 0) run.gaps.push_back({run.files.size() - 1, missing});
        }
        run.files.push_back(member.file);
        run.numbers.push_back(member.number);
    }
    return run;
}

}  // namespace

std::vector<CounterRun> counter_runs(std::span<const NumberedFile> files) {
    struct Group {
        std::vector<Member> members;
        std::size_t digits = 0;
    };
    const auto put_in_order = [](std::vector<Member>& members) {
        std::ranges::stable_sort(members, {}, &Member::number);
        const auto [from, to] = std::ranges::unique(members, {}, &Member::number);
        members.erase(from, to);
    };
    std::map<std::string_view, std::map<std::string, Group>> folders;
    for (std::size_t i = 0; i < files.size(); ++i)
        if (auto counter = counter_of(files[i].path)) {
            auto& group = folders[counter->folder][std::move(counter->shape)];
            group.members.push_back({counter->number, i});
            group.digits = std::max(group.digits, counter->digits);
        }
    std::vector<CounterRun> runs;
    for (auto& [folder, groups] : folders) {
        // Photos and videos may share a counter: where one kind has the 9999, the other begins again with it.
        std::map<std::size_t, std::vector<Member>> together;  // by digits
        for (auto& [shape, group] : groups) {
            put_in_order(group.members);
            std::ranges::copy(group.members, std::back_inserter(together[group.digits]));
        }
        std::map<std::size_t, Wrap> wraps;
        for (auto& [digits, members] : together) {
            put_in_order(members);
            wraps[digits] = wrap_of(members, files, digits);
        }
        std::set<std::int64_t> all;
        for (auto& [shape, group] : groups) {
            // Or each counts for itself, and the numbers of the other fill the hole.
            const auto& shared = wraps[group.digits];
            const auto wrap = shared.below > 0 ? shared : wrap_of(group.members, files, group.digits);
            count_on(group.members, wrap, files);
            for (const auto& member : group.members) all.insert(member.number);
        }
        for (const auto& [shape, group] : groups) {
            const auto n = static_cast<std::int64_t>(group.members.size());
            if (n < 5) continue;
            auto run = run_of(group.members, all);
            if (run.numbers.back() - run.numbers.front() < 100 * n) runs.push_back(std::move(run));
        }
    }
    return runs;
}

}  // namespace serow::card
