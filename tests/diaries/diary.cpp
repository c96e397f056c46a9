#include "diaries/diary.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <fstream>
#include <optional>
#include <sstream>

namespace serow::diaries {
namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& line) {
    std::istringstream in(line);
    Words words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i];
    return text;
}

// Reads line by line; a fault ends it through this exception, which parse_diary() turns into a Problem.
struct Fault {
    std::string why;
};

int whole_number(const std::string& word) {
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size()) throw Fault{"\"" + word + "\" is no whole number"};
    return value;
}

CameraTime moment(const std::string& day, const std::string& time) {
    const auto full = time.size() == 5 ? time + ":00" : time;
    const auto parsed = parse_camera_time(day + "T" + full);
    if (!parsed) throw Fault{"\"" + day + " " + time + "\" is no time"};
    return *parsed;
}

// "DAY [TIME]" at `at`, moving on.
CameraTime day_or_moment(const Words& words, std::size_t& at) {
    if (at >= words.size()) throw Fault{"a day is missing"};
    const std::string day = words[at++];
    const bool has_time = at < words.size() && words[at].contains(':') && words[at].size() >= 5 && words[at][2] == ':';
    return moment(day, has_time ? words[at++] : "00:00");
}

std::pair<CameraTime, CameraTime> span(const Words& words, std::size_t& at) {
    const CameraTime from = day_or_moment(words, at);
    if (at >= words.size() || words[at++] != "..") throw Fault{"\"FROM .. TO\" is expected"};
    return {from, day_or_moment(words, at)};
}

Camera& camera_named(Diary& diary, const Words& words) {
    const auto found =
        words.size() > 1 ? std::ranges::find(diary.cameras, words[1], &Camera::name) : diary.cameras.end();
    if (found == diary.cameras.end()) throw Fault{"no deployment of this name was written above"};
    return *found;
}

void deployment(Diary& diary, const Words& words) {
    if (words.size() < 2) throw Fault{"the deployment has no name"};
    std::size_t at = 2;
    const auto [from, to] = span(words, at);
    if (at >= words.size()) throw Fault{"the time zone is missing"};
    const auto zone = earth::find_zone(words[at++]);
    if (!zone) throw Fault{zone.error().detail};
    std::string location = words[1];
    if (at + 1 < words.size() && words[at] == "at") {
        location = joined(words, at + 1, words.size());
        at = words.size();
    }
    if (at != words.size()) throw Fault{"unknown word \"" + words[at] + "\""};
    const ecology::Interval time{zone->to_instant(from), zone->to_instant(to)};
    diary.cameras.push_back({words[1], {words[1], location, time, {}}, *zone, from, milliseconds{0}, {}});
}

void failure(Diary& diary, const Words& words) {
    auto& camera = camera_named(diary, words);
    std::size_t at = 2;
    if (words.size() > 4 && words.back() == "end" && words[words.size() - 2] == "..") {
        const Instant from = camera.zone.to_instant(day_or_moment(words, at));
        if (at + 2 != words.size()) throw Fault{"unknown word \"" + words[at] + "\""};
        camera.operation.failures.push_back({from, camera.operation.span.end});
        return;
    }
    const auto [from, to] = span(words, at);
    if (at != words.size()) throw Fault{"unknown word \"" + words[at] + "\""};
    camera.operation.failures.push_back({camera.zone.to_instant(from), camera.zone.to_instant(to)});
}

void clock(Diary& diary, const Words& words) {
    auto& camera = camera_named(diary, words);
    if (words.size() != 4 || words[3] != "min" || (words[2][0] != '+' && words[2][0] != '-'))
        throw Fault{"\"clock NAME +5 min\" is expected"};
    const int minutes = whole_number(words[2].substr(1));
    camera.clock_offset = std::chrono::minutes{words[2][0] == '-' ? -minutes : minutes};
}

void photo(Diary& diary, const Words& words) {
    auto& camera = camera_named(diary, words);
    if (words.size() < 5) throw Fault{"\"photo NAME MM-DD HH:MM TAXON\" is expected"};
    const auto year = std::format("{:%Y}-", std::chrono::floor<std::chrono::days>(camera.start));
    const CameraTime shown = moment(words[2].size() == 5 ? year + words[2] : words[2], words[3]);
    const bool counted = words.size() > 6 && words[words.size() - 2] == "x";
    const int count = counted ? whole_number(words.back()) : 1;
    const auto taxon = joined(words, 4, words.size() - (counted ? 2 : 0));
    const Instant taken = earth::to_instant(shown, camera.zone, camera.clock_offset);
    camera.photos.push_back(taken);
    diary.records.push_back({camera.operation.location, taxon, taken, count});
}

void rule(Diary& diary, const Words& words) {
    const auto since = words.size() > 3 ? joined(words, 2, words.size()) : "";
    if (since == "min since last record")
        diary.rule.compare = ecology::Compare::last_record;
    else if (since == "min since last independent record")
        diary.rule.compare = ecology::Compare::last_independent_record;
    else
        throw Fault{"\"events N min since last [independent] record\" is expected"};
    diary.rule.interval = std::chrono::minutes{whole_number(words[1])};
}

// "WHAT OF = VALUE [UNIT]", once or more; "refused WORDS" takes the rest of the line.
void expect(Diary& diary, const Words& words, std::size_t line) {
    static const Words known{"events", "media", "individuals", "rate", "occupancy", "effort", "sequences", "first"};
    std::size_t at = 1;
    while (at < words.size()) {
        if (words[at] == "refused") {
            diary.expectations.push_back({line, "refused", "", joined(words, at + 1, words.size())});
            return;
        }
        if (std::ranges::find(known, words[at]) == known.end()) throw Fault{"unknown word \"" + words[at] + "\""};
        const std::string what = words[at++];
        const std::size_t of = at;
        while (at < words.size() && words[at] != "=") ++at;
        if (at + 1 >= words.size() || at == of) throw Fault{"\"" + what + " … = VALUE\" is expected"};
        diary.expectations.push_back({line, what, joined(words, of, at), words[at + 1]});
        at += 2;
        const Words unit = what == "effort" ? Words{"trap-nights"}
                           : what == "rate" ? Words{"per", "100", "trap-nights"}
                                            : Words{};
        for (const auto& word : unit)
            if (at >= words.size() || words[at++] != word)
                throw Fault{"the unit is missing: " + joined(unit, 0, unit.size())};
    }
}

void read_line(Diary& diary, const std::string& text, std::size_t line) {
    const auto words = words_of(text.substr(0, text.find('#')));
    if (words.empty()) {
        if (diary.claim.empty() && text.starts_with("#"))
            diary.claim = joined(words_of(text), 1, words_of(text).size());
        return;
    }
    const auto& verb = words.front();
    if (verb == "deployment") return deployment(diary, words);
    if (verb == "failure") return failure(diary, words);
    if (verb == "clock") return clock(diary, words);
    if (verb == "photo") return photo(diary, words);
    if (verb == "events") return rule(diary, words);
    if (verb == "expect") return expect(diary, words, line);
    if (verb == "sequences" && words.size() == 3 && words[2] == "s") {
        diary.sequence_gap = std::chrono::seconds{whole_number(words[1])};
        return;
    }
    throw Fault{"unknown word \"" + verb + "\""};
}

}  // namespace

Result<Diary> parse_diary(const std::string& text, const std::string& name) {
    Diary diary;
    std::istringstream in(text);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        try {
            read_line(diary, line, number);
        } catch (const Fault& fault) {
            return problem(Code::invalid, std::format("{}:{}: {}", name, number, fault.why));
        }
    }
    if (diary.claim.empty())
        return problem(Code::invalid, name + ":1: the claim is missing, a comment that says what holds");
    if (diary.expectations.empty()) return problem(Code::invalid, name + ": nothing is expected");
    return diary;
}

Result<Diary> read_diary(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return problem(Code::unreadable, file.string() + " cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return parse_diary(text.str(), file.filename().string());
}

}  // namespace serow::diaries
