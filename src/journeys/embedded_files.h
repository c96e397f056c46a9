// The facts and manifests that travel inside the program (see CMakeLists.txt).
#pragma once

#include <vector>

#include "base/embedded.h"

namespace serow {

std::vector<EmbeddedFile> embedded_data();    // data/*
std::vector<EmbeddedFile> embedded_models();  // models/NAME/manifest.json, labels.csv

}  // namespace serow
