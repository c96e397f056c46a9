// By which code something fails.
#pragma once

#include <gtest/gtest.h>

#include "base/problem.h"

namespace serow::store {

template <class Work>
Code code_of(Work work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure.problem().code;
    }
    ADD_FAILURE() << "nothing failed";
    return Code::internal;
}

}  // namespace serow::store
