#include "server/embedded_files.h"

#include "base/problem.h"

namespace serow::server {

std::string_view contract_text() {
    for (const auto& file : embedded_contract())
        if (file.path == "openapi.yaml") return file.bytes;
    throw Failure(Code::internal, "the contract is not in this program");
}

}  // namespace serow::server
