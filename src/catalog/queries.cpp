#include "catalog/queries.h"

#include "base/embedded.h"
#include "base/problem.h"

namespace serow {
std::vector<EmbeddedFile> catalog_sql_files();
}

namespace serow::catalog {

void read_queries(std::string_view file, std::string_view text, Queries& out) {
    constexpr std::string_view mark = "-- name: ", kept_mark = " (kept)", part_mark = " (part)";
    Query* current = nullptr;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with(mark)) {
            auto name = line.substr(mark.size());
            const bool kept = name.ends_with(kept_mark);
            if (kept) name.remove_suffix(kept_mark.size());
            const bool part = name.ends_with(part_mark);
            if (part) name.remove_suffix(part_mark.size());
            const auto [place, is_new] = out.try_emplace(std::string(name));
            if (!is_new)
                throw Failure(Code::internal,
                              "The query '" + place->first + "' stands twice (" + std::string(file) + ").");
            current = &place->second;
            current->kept = kept;
            current->part = part;
        } else if (current != nullptr) {
            current->text.append(line).append("\n");
        } else if (!line.empty() && !line.starts_with("--")) {
            throw Failure(Code::internal, "A query without a name in " + std::string(file) + ".");
        }
    }
}

void put_parts_in(Queries& queries) {
    constexpr int deepest = 100;
    for (auto& [name, query] : queries) {
        if (query.part) continue;
        auto& text = query.text;
        int put = 0;
        for (auto begin = text.find("{{"); begin != std::string::npos; begin = text.find("{{")) {
            const auto end = text.find("}}", begin);
            const auto wanted = text.substr(begin + 2, end == std::string::npos ? end : end - begin - 2);
            const auto part = queries.find(wanted);
            if (part == queries.end() || !part->second.part || ++put > deepest)
                throw Failure(Code::internal, "The query '" + name + "' asks for '" + wanted + "', which is no part.");
            text.replace(begin, end + 2 - begin, part->second.text);
        }
    }
    std::erase_if(queries, [](const auto& each) { return each.second.part; });
}

const Queries& queries() {
    static const auto all = [] {
        Queries out;
        for (const auto& file : catalog_sql_files()) read_queries(file.path, file.bytes, out);
        put_parts_in(out);
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
