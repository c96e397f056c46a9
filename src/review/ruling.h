// How a medium stands by a rule, and whose answer decides. (Private to this room: consensus.h says the rules.)
#pragma once

#include <span>
#include <vector>

#include "review/consensus.h"

namespace serow::review {

struct Ruling {
    State state = State::none;
    const Answer* holds = nullptr;  // none: nobody answered
};

// Each person's latest answer of those given, in the ledger's order; from the latest adjudication on.
std::vector<const Answer*> voices_of(std::span<const Answer* const> people);

// `people`: answers of people that stand, in the ledger's order; `machine`: the machine's that holds, null for none.
Ruling ruling_of(std::span<const Answer* const> people, const Answer* machine, const ConsensusRule& rule, bool blind);

}  // namespace serow::review
