#include "review/consensus_rule.h"

#include <array>
#include <utility>

namespace serow::review {
namespace {

constexpr std::array kinds{std::pair{RuleKind::one_reviewer, std::string_view("oneReviewer")},
                           std::pair{RuleKind::two_agree, std::string_view("twoAgree")},
                           std::pair{RuleKind::expert_approves, std::string_view("expertApproves")}};

}  // namespace

std::string_view word(RuleKind kind) {
    for (const auto& [value, text] : kinds)
        if (value == kind) return text;
    return {};
}

std::optional<RuleKind> parse_rule_kind(std::string_view word) {
    for (const auto& [value, text] : kinds)
        if (text == word) return value;
    return {};
}

std::string_view word(State state) {
    switch (state) {
        case State::none: return "none";
        case State::machine: return "machine";
        case State::accepted: return "accepted";
        case State::awaiting: return "awaiting";
        case State::human: return "human";
        case State::conflict: return "conflict";
    }
    return {};
}

}  // namespace serow::review
