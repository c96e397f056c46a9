#include "journeys/crop_features.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <format>
#include <map>
#include <mutex>

#include "base/caught.h"
#include "journeys/eyes.h"
#include "journeys/side_by_side.h"
#include "media/decode.h"
#include "media/kind.h"
#include "media/video.h"

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

// One file's crops on their way to what comes of each.
struct FileCrops {
    const std::vector<LabelledCrop>& crops;
    const Numbers& numbers;  // of those that are of the file
    const CropWork& work;
    std::vector<CropOutcome>& outcomes;

    void leave_out(const std::string& reason) const {
        for (const auto number : numbers)
            if (outcomes[number].features.empty() && outcomes[number].reason.empty()) outcomes[number].reason = reason;
    }
    void look_at(const Image& picture, std::size_t number) const {
        const auto& given = crops[number].box;
        const auto box = given ? Result<Box>(*given) : best_animal(picture, work.detector);
        const auto told = box ? work.backbone.classify(picture, *box) : std::unexpected(box.error());
        if (told)
            outcomes[number] = {told->features, *box, "", !given};
        else
            outcomes[number].reason = told.error().detail;
    }
};

void look_at_photo(const std::filesystem::path& path, const FileCrops& file) {
    if (media::sniff_file(path).kind == media::Kind::video)
        return file.leave_out("it is a video, and no second is known of the crop");
    const auto photo = media::decode_image(path, side_for_species);
    if (!photo) return file.leave_out(photo.error().detail);
    for (const auto number : file.numbers) file.look_at(photo->image, number);
}

void look_at_video(const std::filesystem::path& path, const FileCrops& file) {
    std::vector<double> seconds;
    for (const auto number : file.numbers) seconds.push_back(file.crops[number].second.value_or(0));
    std::ranges::sort(seconds);
    seconds.erase(std::ranges::unique(seconds).begin(), seconds.end());
    const auto scan = media::frames_at(path, seconds, side_for_species, [&](media::SampledFrame&& frame) {
        for (const auto number : file.numbers)
            if (std::abs(file.crops[number].second.value_or(0) - frame.second) <= media::same_frame_s)
                file.look_at(frame.image, number);
        return true;
    });
    file.leave_out(scan ? "its frame cannot be decoded any more" : scan.error().detail);
}

void look_at(const FileCrops& file) {
    const auto& first = file.crops[file.numbers.front()];
    try {
        const auto held = file.work.file(first.filePath);
        if (first.second)
            look_at_video(held.path(), file);
        else
            look_at_photo(held.path(), file);
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::unavailable) throw;  // the store is away: no fault of the file
        file.leave_out(failure.problem().detail);
    } catch (const std::exception& error) {
        file.leave_out(problem_of(error, "reading the file").detail);
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

CropFile photos_below(std::filesystem::path folder) {
    return [folder = std::move(folder)](const std::string& path) { return store::HeldFile(folder / path); };
}

CropFeatures collect_features(const std::vector<LabelledCrop>& crops, const CropWork& work,
                              const std::atomic<bool>& stop, const std::function<void(const CropProgress&)>& tell) {
    const auto started = std::chrono::steady_clock::now();
    std::map<std::string, Numbers> by_path;
    for (std::size_t i = 0; i < crops.size(); ++i) by_path[crops[i].filePath].push_back(i);
    std::vector<const Numbers*> files;
    for (const auto& [path, numbers] : by_path) files.push_back(&numbers);

    std::vector<CropOutcome> outcomes(crops.size());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;  // of progress
    CropProgress progress{.files = files.size()};
    const auto take_files = [&](const std::atomic<bool>& failed) {
        for (auto i = next++; i < files.size() && !stop && !failed; i = next++) {
            look_at({crops, *files[i], work, outcomes});
            const std::scoped_lock lock(mutex);
            ++progress.finished;
            for (const auto number : *files[i]) progress.left_out += outcomes[number].features.empty() ? 1 : 0;
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
    side_by_side(thread_count(work.threads, files.size()), "looking at the crops", take_files, tell_now);
    tell_now();
    if (stop)
        throw Failure(Code::interrupted, std::format("{} of {} files were looked at; nothing was kept",
                                                     progress.finished, progress.files));
    auto result = gathered(crops, outcomes);
    result.seconds = progress.seconds;
    return result;
}

}  // namespace serow::journeys
