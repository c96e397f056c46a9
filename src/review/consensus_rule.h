// By which rule the answers to a medium become what holds: chosen per project by its managers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serow::review {

enum class RuleKind : std::uint8_t {
    one_reviewer,    // the latest answer of any person settles
    two_agree,       // two people whose latest answers agree settle
    expert_approves  // only an expert's latest answer settles
};

// Which answers of a machine are accepted without a person, as long as no person contradicts them.
struct MachineRule {
    double above = 1;    // (0, 1]: the machine's confidence is greater than this
    bool blank = false;  // answers that see nothing
    // Answers in which all that is seen are animals with one of these names.
    std::vector<std::string> species = {};
    bool operator==(const MachineRule&) const = default;
};

struct ConsensusRule {
    RuleKind kind = RuleKind::one_reviewer;
    std::optional<MachineRule> machine;  // none: a machine's answer is never accepted by itself
    bool operator==(const ConsensusRule&) const = default;
};

// How a medium stands.
enum class State : std::uint8_t {
    none,      // nobody answered
    machine,   // a machine answered
    accepted,  // a machine answered, and the rule accepts that
    awaiting,  // people answered, and the rule wants another's, or an expert's, answer
    human,     // settled by people
    conflict   // people differ, and nothing decides between them
};

// "oneReviewer", "twoAgree", "expertApproves".
std::string_view word(RuleKind kind);
std::optional<RuleKind> parse_rule_kind(std::string_view word);
// "none", "machine", "accepted", "awaiting", "human", "conflict".
std::string_view word(State state);

}  // namespace serow::review
