#include "journeys/take_in.h"

#include <format>
#include <utility>

#include "journeys/found.h"
#include "journeys/run_jobs.h"

namespace serow::journeys {

UploadFile take_in(catalog::Transaction& tx, const catalog::Scope& scope, const UploadFile& file) {
    const auto received = catalog::receive_file(tx, scope, file.upload_file_id, job::read_media, 10);
    auto after = file;
    after.state = received.is_new ? "stored" : "duplicate";
    after.media_id = received.media_id;
    after.problem_code.clear();
    after.problem_detail.clear();
    after.can_be_linked = false;
    after.received = 0;
    return after;
}

UploadFile take_in(const House& house, const catalog::Scope& scope, const UploadFile& file) {
    return house.catalog.single([&](catalog::Transaction& tx) { return take_in(tx, scope, file); });
}

UploadFile announced_file(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, UploadFileId file) {
    auto known = catalog::upload_file_by_id(tx, scope, upload, file);
    if (!known) catalog::require(tx, scope);  // tells a role that is too small from a file that is not there
    auto announced = found(std::move(known), "announced file");
    // Its card goes by folders, and it lies in none of them.
    if (!announced.deployment_id && !announced.media_id)
        throw Failure(Code::conflict,
                      std::format("\"{}\" cannot be taken: {}", announced.path,
                                  announced.problem_detail.empty() ? "its folder has no sample point any more"
                                                                   : announced.problem_detail));
    return announced;
}

UploadFile announced_file(const House& house, const catalog::Scope& scope, UploadId upload, UploadFileId file) {
    return house.catalog.single([&](catalog::Transaction& tx) { return announced_file(tx, scope, upload, file); });
}

void mark_failed(const House& house, const catalog::Scope& scope, UploadFileId file, const Problem& why) {
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::mark_failed(tx, scope, file, why);
        catalog::notify(tx, scope.project_id);
    });
}

}  // namespace serow::journeys
