#include "journeys/crop_features.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <mutex>

#include "base/caught.h"
#include "journeys/eyes.h"
#include "journeys/side_by_side.h"
#include "media/decode.h"
#include "media/kind.h"

namespace serow::journeys {
namespace {

using Numbers = std::vector<std::size_t>;

// What came of one crop.
struct CropOutcome {
    std::vector<float> features;
    std::optional<Box> box;
    std::string reason;  // where there are no features
    bool by_detector = false;
};

Result<Box> best_animal(const Image& photo, const vision::Detector* detector) {
    if (detector == nullptr) return problem(Code::unavailable, "it has no box, and there is no detector to find one");
    const auto found = detector->detect(photo, detector->manifest().typical_threshold);
    if (!found) return std::unexpected(found.error());
    for (const auto& one : *found)  // the most confident first
        if (one.category == vision::Category::animal) return one.box;
    return problem(Code::not_found, "it has no box, and the detector found no animal; give the box, or leave it out");
}

// Writes to `outcomes` what comes of the crops `numbers`, all of one photo.
void look_at(const std::vector<LabelledCrop>& crops, const Numbers& numbers, const CropWork& work,
             std::vector<CropOutcome>& outcomes) {
    std::optional<Problem> trouble;
    Result<media::Decoded> photo;
    try {
        const auto file = work.photo(crops[numbers.front()].filePath);
        if (media::sniff_file(file.path()).kind == media::Kind::video)
            trouble = Problem{Code::unsupported, "it is a video; crops are taken from photos"};
        else if (photo = media::decode_image(file.path(), side_for_species); !photo)
            trouble = photo.error();
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::unavailable) throw;  // the store is away: no fault of the photo
        trouble = failure.problem();
    } catch (const std::exception& error) {
        trouble = problem_of(error, "reading the photo");
    }
    for (const auto number : numbers) {
        auto& outcome = outcomes[number];
        if (trouble) {
            outcome.reason = trouble->detail;
            continue;
        }
        const auto& given = crops[number].box;
        const auto box = given ? Result<Box>(*given) : best_animal(photo->image, work.detector);
        const auto told = box ? work.backbone.classify(photo->image, *box) : std::unexpected(box.error());
        if (!told) {
            outcome.reason = told.error().detail;
            continue;
        }
        outcome = {told->features, *box, "", !given};
    }
}

CropFeatures gathered(const std::vector<LabelledCrop>& crops, std::vector<CropOutcome>& outcomes) {
    CropFeatures result;
    std::vector<float> features;
    std::size_t numbers = 0;
    for (const auto& outcome : outcomes) numbers += outcome.features.size();
    features.reserve(numbers);
    for (std::size_t i = 0; i < crops.size(); ++i) {
        auto& outcome = outcomes[i];
        if (outcome.features.empty()) {
            result.left_out.push_back({crops[i], outcome.reason});
            continue;
        }
        result.crops.push_back(crops[i]);
        result.crops.back().box = outcome.box;
        result.boxes_by_detector += outcome.by_detector ? 1 : 0;
        features.insert(features.end(), outcome.features.begin(), outcome.features.end());
        outcome.features = std::vector<float>();  // given back: at the end each is in memory once
    }
    result.examples = examples_of(result.crops);
    result.examples.width = result.crops.empty() ? 0 : features.size() / result.crops.size();
    result.examples.features = std::move(features);
    return result;
}

}  // namespace

PhotoFile photos_below(std::filesystem::path folder) {
    return [folder = std::move(folder)](const std::string& path) { return store::HeldFile(folder / path); };
}

CropFeatures collect_features(const std::vector<LabelledCrop>& crops, const CropWork& work,
                              const std::atomic<bool>& stop, const std::function<void(const CropProgress&)>& tell) {
    const auto started = std::chrono::steady_clock::now();
    std::map<std::string, Numbers> by_path;
    for (std::size_t i = 0; i < crops.size(); ++i) by_path[crops[i].filePath].push_back(i);
    std::vector<const Numbers*> photos;
    for (const auto& [path, numbers] : by_path) photos.push_back(&numbers);

    std::vector<CropOutcome> outcomes(crops.size());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;  // of progress
    CropProgress progress{.files = photos.size()};
    const auto take_photos = [&](const std::atomic<bool>& failed) {
        for (auto i = next++; i < photos.size() && !stop && !failed; i = next++) {
            look_at(crops, *photos[i], work, outcomes);
            const std::scoped_lock lock(mutex);
            ++progress.finished;
            for (const auto number : *photos[i]) progress.left_out += outcomes[number].features.empty() ? 1 : 0;
        }
    };
    const auto tell_now = [&] {
        const auto copy = [&] {
            const std::scoped_lock lock(mutex);
            progress.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
            return progress;
        }();
        tell(copy);
    };
    side_by_side(thread_count(work.threads, photos.size()), "looking at the crops", take_photos, tell_now);
    tell_now();
    if (stop)
        throw Failure(Code::interrupted, std::format("{} of {} photos were looked at; nothing was kept",
                                                     progress.finished, progress.files));
    auto result = gathered(crops, outcomes);
    result.seconds = progress.seconds;
    return result;
}

}  // namespace serow::journeys
