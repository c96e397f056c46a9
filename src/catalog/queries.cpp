#include "catalog/queries.h"

#include "base/embedded.h"
#include "base/problem.h"

namespace serow {
std::vector<EmbeddedFile> catalog_sql_files();
}

namespace serow::catalog {

void read_queries(std::string_view file, std::string_view text, std::map<std::string, std::string, std::less<>>& out) {
    constexpr std::string_view mark = "-- name: ";
    std::string* current = nullptr;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with(mark)) {
            const auto [place, is_new] = out.try_emplace(std::string(line.substr(mark.size())));
            if (!is_new)
                throw Failure(Code::internal,
                              "The query '" + place->first + "' stands twice (" + std::string(file) + ").");
            current = &place->second;
        } else if (current != nullptr) {
            current->append(line).append("\n");
        } else if (!line.empty() && !line.starts_with("--")) {
            throw Failure(Code::internal, "A query without a name in " + std::string(file) + ".");
        }
    }
}

const std::map<std::string, std::string, std::less<>>& queries() {
    static const auto all = [] {
        std::map<std::string, std::string, std::less<>> out;
        for (const auto& file : catalog_sql_files()) read_queries(file.path, file.bytes, out);
        return out;
    }();
    return all;
}

const std::string& query_text(std::string_view name) {
    const auto found = queries().find(name);
    if (found == queries().end())
        throw Failure(Code::internal, "The catalogue has no query '" + std::string(name) + "'.");
    return found->second;
}

}  // namespace serow::catalog
