// A video's container as facts, private to media.
#pragma once

#include "base/problem.h"
#include "media/facts.h"
#include "media/libav.h"

namespace serow::media {

// Facts of `source`, which sniff() took for the video `type`.
Result<Facts> read_container(Source& source, const FileType& type);

}  // namespace serow::media
