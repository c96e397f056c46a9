#include "vision/geofence.h"

#include <cstddef>

namespace serow::vision {

Geofence::Geofence(const Taxonomy& taxonomy, std::span<const std::string> allowed,
                   std::span<const std::string> blocked) {
    const auto& nodes = taxonomy.nodes();
    enum class Listed { no, allowed, blocked };
    std::vector<Listed> listed(nodes.size(), Listed::no);
    std::vector<bool> holds_allowed(nodes.size(), false);
    for (const auto& name : blocked)
        if (const int node = taxonomy.find(name); node >= 0) listed[static_cast<std::size_t>(node)] = Listed::blocked;
    for (const auto& name : allowed) {
        int node = taxonomy.find(name);
        if (node >= 0) listed[static_cast<std::size_t>(node)] = Listed::allowed;
        for (; node >= 0; node = nodes[static_cast<std::size_t>(node)].parent)
            holds_allowed[static_cast<std::size_t>(node)] = true;
    }

    std::vector<bool> can_be(nodes.size());
    lifted_.resize(nodes.size());
    // Parents come before their children.
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const int above = nodes[n].parent;
        const bool inherited = above >= 0 ? can_be[static_cast<std::size_t>(above)] : allowed.empty();
        can_be[n] = listed[n] == Listed::no ? inherited : listed[n] == Listed::allowed;
        const bool stays = can_be[n] || holds_allowed[n];
        lifted_[n] = stays ? static_cast<int>(n) : above < 0 ? -1 : lifted_[static_cast<std::size_t>(above)];
    }
}

}  // namespace serow::vision
