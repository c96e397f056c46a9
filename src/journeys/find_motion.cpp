#include "journeys/find_motion.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "catalog/jobs.h"
#include "catalog/model_choices.h"
#include "catalog/motion.h"
#include "catalog/projects.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"
#include "media/decode.h"

namespace serow::journeys {
namespace {

using catalog::PhotoToCompare;

std::optional<Stretch> stretch_of(std::span<const PhotoToCompare> photos) {
    const auto waiting = std::make_unique<bool[]>(photos.size());  // no vector<bool>: that has no span
    std::ranges::transform(photos, waiting.get(), [](const auto& photo) { return !photo.told && !photo.tried; });
    return next_stretch({waiting.get(), photos.size()});
}

// From the preview: a quarter of its width is enough, and the original may lie far away. One that cannot be read is
// compared with none.
vision::Still still_of(const House& house, const PhotoToCompare& photo) {
    const auto preview = house.store.rendition(Sha256{photo.sha256}, store::Rendition::preview);
    if (!preview) return {};
    const auto decoded = media::decode_image(preview->path(), 2 * vision::texture_width);
    if (!decoded) return {};
    return {vision::texture_of(decoded->image), photo.camera_time, photo.light};
}

}  // namespace

std::optional<Stretch> next_stretch(std::span<const bool> waiting, std::size_t longest) {
    const auto first = std::ranges::find(waiting, true);
    if (first == waiting.end()) return {};
    const auto begin = static_cast<std::size_t>(first - waiting.begin()) / longest * longest;
    const auto end = std::min(waiting.size(), begin + longest);
    return Stretch{end - std::min(end, longest), end};
}

void find_motion(const House& house, ProjectId project, DeploymentId deployment, bool has_detector,
                 const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    auto photos = house.catalog.transaction([&](catalog::Transaction& tx) {
        if (has_detector && !catalog::models_of_project(tx, scope).names.second_opinion)
            return std::vector<PhotoToCompare>();
        return catalog::photos_to_compare(tx, scope, deployment, motion_model());
    });
    const auto stretch = stretch_of(photos);
    if (!stretch) return;
    const auto together = std::span(photos).subspan(stretch->begin, stretch->end - stretch->begin);
    std::vector<vision::Still> stills;
    stills.reserve(together.size());
    for (const auto& photo : together) {
        if (stop) throw Failure(Code::interrupted, "the worker was told to stop");
        stills.push_back(still_of(house, photo));
    }
    const auto found = vision::find_motion(stills);

    std::vector<catalog::Answer> answers;
    std::vector<MediaId> compared;
    const auto batch = BatchId::make();
    for (std::size_t i = 0; i < together.size(); ++i) {
        auto& photo = together[i];
        if (photo.told) continue;
        photo.tried = true;
        compared.push_back(photo.media_id);
        if (found[i].verdict != vision::MotionVerdict::unknown)
            answers.push_back(motion_answer(photo.media_id, found[i], batch, house.clock.now()));
    }
    const bool more = stretch_of(photos).has_value();
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::lock_media(tx, scope, compared);
        if (!answers.empty()) settle(tx, scope, catalog::append_answers_once(tx, scope, answers));
        catalog::note_compared(tx, scope, compared);
        if (more) queue_motion(tx, project, std::span(&deployment, 1), {});
        catalog::touch_project(tx, project);
        catalog::notify(tx, project);
    });
}

void queue_motion(catalog::Transaction& tx, ProjectId project, std::span<const DeploymentId> deployments,
                  std::chrono::milliseconds delay) {
    std::vector<catalog::NewJob> jobs;
    jobs.reserve(deployments.size());
    for (const auto& deployment : deployments)
        jobs.push_back({project, job::find_motion, deployment.text(), motion_priority, delay});
    catalog::enqueue(tx, jobs);
}

}  // namespace serow::journeys
