#include "card/counters.h"

#include <algorithm>
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

// Was the file with the greatest number written before that with the least?
bool has_wrapped(const std::vector<Member>& members, std::span<const NumberedFile> files, std::int64_t greatest) {
    if (members.back().number != greatest || members.front().number > 1) return false;
    const auto& last = files[members.back().file].camera_time;
    const auto& first = files[members.front().file].camera_time;
    return !last || !first || *last <= *first;
}

CounterRun run_of(std::vector<Member> members, std::span<const NumberedFile> files, std::size_t digits,
                  const std::set<std::int64_t>& elsewhere) {
    std::int64_t modulus = 1;
    for (std::size_t i = 0; i < digits; ++i) modulus *= 10;
    if (has_wrapped(members, files, modulus - 1)) {
        std::size_t hole = 0;
        for (std::size_t i = 1; i < members.size(); ++i)
            if (hole == 0 ||
                members[i].number - members[i - 1].number > members[hole].number - members[hole - 1].number)
                hole = i;
        if (members[hole].number - members[hole - 1].number > 1) {
            // 9999 is followed by 1; a 0 in between is as good.
            const auto shift = members.front().number == 0 ? modulus : modulus - 1;
            for (std::size_t i = 0; i < hole; ++i) members[i].number += shift;
            std::ranges::rotate(members, members.begin() + static_cast<std::ptrdiff_t>(hole));
        }
    }
    CounterRun run;
    for (const auto& member : members) {
        if (!run.numbers.empty()) {
            std::int64_t missing = member.number - run.numbers.back() - 1;
            if (missing > 0 && missing < modulus) {
                const auto from = elsewhere.upper_bound(run.numbers.back());
                const auto to = elsewhere.lower_bound(member.number);
                missing -= from == elsewhere.end() ? 0 : std::distance(from, to);
            }
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
    std::map<std::string_view, std::map<std::string, Group>> folders;
    for (std::size_t i = 0; i < files.size(); ++i)
        if (auto counter = counter_of(files[i].path)) {
            auto& group = folders[counter->folder][std::move(counter->shape)];
            group.members.push_back({counter->number, i});
            group.digits = std::max(group.digits, counter->digits);
        }
    std::vector<CounterRun> runs;
    for (auto& [folder, groups] : folders) {
        std::set<std::int64_t> all;
        for (auto& [shape, group] : groups) {
            std::ranges::stable_sort(group.members, {}, &Member::number);
            const auto [from, to] = std::ranges::unique(group.members, {}, &Member::number);
            group.members.erase(from, to);
            for (const auto& member : group.members) all.insert(member.number);
        }
        for (auto& [shape, group] : groups) {
            const auto n = static_cast<std::int64_t>(group.members.size());
            if (n < 5) continue;
            auto run = run_of(std::move(group.members), files, group.digits, all);
            if (run.numbers.back() - run.numbers.front() < 100 * n) runs.push_back(std::move(run));
        }
    }
    return runs;
}

}  // namespace serow::card
