// The page and the contract that travel inside the program (see CMakeLists.txt).
#pragma once

#include <string_view>
#include <vector>

#include "base/embedded.h"

namespace serow {

std::vector<EmbeddedFile> embedded_page();      // web/dist/*
std::vector<EmbeddedFile> embedded_contract();  // api/openapi.yaml

namespace server {
std::string_view contract_text();
}  // namespace server
}  // namespace serow
