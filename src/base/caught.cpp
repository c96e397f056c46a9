#include "base/caught.h"

#include <filesystem>
#include <format>
#include <new>

namespace serow {

Problem problem_of(const std::exception& error, std::string_view doing) {
    if (const auto* failure = dynamic_cast<const Failure*>(&error)) return failure->problem();
    if (const auto* files = dynamic_cast<const std::filesystem::filesystem_error*>(&error))
        return {Code::unreadable, std::format("{}: {}: {}", doing, files->path1().string(), files->code().message())};
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
        return {Code::internal, std::format("{}: there is not enough memory", doing)};
    return {Code::internal, std::format("{}: a fault of the program: {}", doing, error.what())};
}

}  // namespace serow
