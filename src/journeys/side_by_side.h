// The same work by several threads, while somebody is told how far it is.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string_view>

namespace serow::journeys {

// `asked`, or one a core where it is 0; never more than there are jobs, and at least one.
std::size_t thread_count(int asked, std::size_t jobs);

// Runs `work` on so many threads until each has returned; meanwhile calls `each_second` from this one. Where one
// throws, `failed` turns true for the others, and its problem ("… while `doing`") is thrown as a Failure once all have
// returned.
void side_by_side(std::size_t threads, std::string_view doing,
                  const std::function<void(const std::atomic<bool>& failed)>& work,
                  const std::function<void()>& each_second);

}  // namespace serow::journeys
