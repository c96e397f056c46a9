#include "catalog/queries.h"

#include "base/embedded.h"
#include "base/problem.h"

namespace serow {
std::vector<EmbeddedFile> catalog_sql_files();
}

namespace serow::catalog {

void read_queries(std::string_view file, std::string_view text, Queries& out) {
    constexpr std::string_view mark = "-- name: ", kept_mark = " (kept)";
    Query* current = nullptr;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with(mark)) {
            auto name = line.substr(mark.size());
            const bool kept = name.ends_with(kept_mark);
            if (kept) name.remove_suffix(kept_mark.size());
            const auto [place, is_new] = out.try_emplace(std::string(name));
            if (!is_new)
                throw Failure(Code::internal,
                              "The query '" + place->first + "' stands twice (" + std::string(file) + ").");
            current = &place->second;
            current->kept = kept;
        } else if (current != nullptr) {
            current->text.append(line).append("\n");
        } else if (!line.empty() && !line.starts_with("--")) {
            throw Failure(Code::internal, "A query without a name in " + std::string(file) + ".");
        }
    }
}

const Queries& queries() {
    static const auto all = [] {
        Queries out;
        for (const auto& file : catalog_sql_files()) read_queries(file.path, file.bytes, out);
        return out;
    }();
    return all;
}

const Query& query_named(std::string_view name) {
    const auto found = queries().find(name);
    if (found == queries().end())
        throw Failure(Code::internal, "The catalogue has no query '" + std::string(name) + "'.");
    return found->second;
}

}  // namespace serow::catalog
