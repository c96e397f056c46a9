// The rows that a query gave, read by column name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"

struct pg_result;

namespace serow::catalog {

class Rows;

// One row; valid as long as its Rows. A column that is not there, a NULL where the target is no
// optional, or a text that is not of the target's type is a fault of the query: Failure(internal).
class Row {
public:
    Row(const Rows& rows, int row) : rows_(&rows), row_(row) {}

    // Reads the column into `out`; chain the calls. Types: std::string, bool, int, int64, double, Instant,
    // CameraTime, milliseconds (bigint), Id<…>, json::value (NULL: null), words of Camtrap DP,
    // vector<string> (text[]), and std::optional of these.
    template <class T>
    const Row& read(std::string_view column, T& out) const {
        const auto cell = text(column);
        if (!cell) null_found(column);
        parse(column, *cell, out);
        return *this;
    }
    template <class T>
    const Row& read(std::string_view column, std::optional<T>& out) const {
        const auto cell = text(column);
        if (!cell) {
            out.reset();
        } else {
            T value{};
            parse(column, *cell, value);
            out = std::move(value);
        }
        return *this;
    }
    const Row& read(std::string_view column, json::value& out) const;

    template <class T>
    [[nodiscard]] T as(std::string_view column) const {
        T out{};
        read(column, out);
        return out;
    }
    // nullopt for NULL.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view column) const;

private:
    [[noreturn]] static void null_found(std::string_view column);
    [[noreturn]] static void not_of_type(std::string_view column, std::string_view cell, std::string_view type);

    static void parse(std::string_view column, std::string_view cell, std::string& out);
    static void parse(std::string_view column, std::string_view cell, bool& out);
    static void parse(std::string_view column, std::string_view cell, int& out);
    static void parse(std::string_view column, std::string_view cell, std::int64_t& out);
    static void parse(std::string_view column, std::string_view cell, double& out);
    static void parse(std::string_view column, std::string_view cell, Instant& out);
    static void parse(std::string_view column, std::string_view cell, CameraTime& out);
    static void parse(std::string_view column, std::string_view cell, milliseconds& out);
    static void parse(std::string_view column, std::string_view cell, Uuid& out);
    static void parse(std::string_view column, std::string_view cell, std::vector<std::string>& out);
    template <class Tag>
    static void parse(std::string_view column, std::string_view cell, Id<Tag>& out) {
        parse(column, cell, out.uuid);
    }
    template <class Enum>
        requires requires { camtrap::Words<Enum>::table; }
    static void parse(std::string_view column, std::string_view cell, Enum& out) {
        const auto value = camtrap::parse_word<Enum>(cell);
        if (!value) not_of_type(column, cell, "a word of Camtrap DP");
        out = *value;
    }

    const Rows* rows_;
    int row_;
};

class Rows {
public:
    explicit Rows(pg_result* result);  // takes it over

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Row operator[](std::size_t i) const { return {*this, static_cast<int>(i)}; }
    // Rows that an insert, update or delete touched.
    [[nodiscard]] std::int64_t affected() const;
    // What the server did: "COMMIT", "INSERT 0 1" …
    [[nodiscard]] std::string_view command() const;

    class iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        iterator() = default;
        iterator(const Rows* rows, std::size_t i) : rows_(rows), i_(i) {}
        Row operator*() const { return (*rows_)[i_]; }
        iterator& operator++() { return ++i_, *this; }
        iterator operator++(int) {
            auto old = *this;
            return ++i_, old;
        }
        bool operator==(const iterator&) const = default;

    private:
        const Rows* rows_ = nullptr;
        std::size_t i_ = 0;
    };
    [[nodiscard]] iterator begin() const { return {this, 0}; }
    [[nodiscard]] iterator end() const { return {this, size()}; }

private:
    friend class Row;
    [[nodiscard]] int column(std::string_view name) const;

    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
    std::vector<std::string_view> names_;
    mutable std::size_t next_ = 0;  // columns are mostly read in their order
};

// All rows turned into values by `read` (Row -> T).
template <class Read>
auto collect(const Rows& rows, Read read) {
    std::vector<decltype(read(rows[0]))> out;
    out.reserve(rows.size());
    for (const auto row : rows) out.push_back(read(row));
    return out;
}

// The only row, or nullopt.
template <class Read>
auto first(const Rows& rows, Read read) -> std::optional<decltype(read(rows[0]))> {
    if (rows.empty()) return std::nullopt;
    return read(rows[0]);
}

}  // namespace serow::catalog
