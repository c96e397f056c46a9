#include "card/settling.h"

#include <utility>

namespace serow::card {

std::vector<CardFile> Settling::look(std::span<const CardFile> files, Time now) {
    std::unordered_map<std::string, Seen> seen;
    std::vector<CardFile> settled;
    for (const auto& file : files) {
        Seen one{file.size, file.modified_ms, now};
        if (const auto before = seen_.find(file.path);
            before != seen_.end() && before->second.size == file.size && before->second.modified_ms == file.modified_ms)
            one.since = before->second.since;
        if (now - one.since >= quiet_ * (file.size == 0 ? 10 : 1)) settled.push_back(file);
        seen.emplace(file.path, one);
    }
    seen_ = std::move(seen);
    unsettled_ = files.size() - settled.size();
    return settled;
}

}  // namespace serow::card
