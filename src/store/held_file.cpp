#include <unistd.h>

#include <format>

#include "store/store.h"

namespace serow::store {

HeldFile::HeldFile(int descriptor) : path_(std::format("/proc/self/fd/{}", descriptor)), descriptor_(descriptor) {}

HeldFile::~HeldFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace serow::store
