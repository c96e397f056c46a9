#include "journeys/analysis.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <fstream>
#include <map>
#include <mutex>
#include <utility>

#include "card/checkpoint.h"
#include "journeys/motion_answer.h"
#include "journeys/side_by_side.h"
#include "media/kind.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

// Ids of classification_categories, given out in the order of first use, so that the output is the same each time.
class ClassIds {
public:
    std::string of(const std::string& taxon) {
        const auto [at, added] = ids_.emplace(taxon, std::to_string(ids_.size()));
        if (added) order_.push_back(taxon);
        return at->second;
    }
    [[nodiscard]] std::vector<share::MegaDetectorCategory> categories() const {
        std::vector<share::MegaDetectorCategory> list;
        for (const auto& taxon : order_) list.push_back({ids_.at(taxon), taxon, ""});
        return list;
    }

private:
    std::map<std::string, std::string> ids_;
    std::vector<std::string> order_;
};

share::MegaDetectorImage entry_of(const std::string& path, const json::value& result, ClassIds& ids) {
    share::MegaDetectorImage entry;
    entry.file = path;
    const auto& object = result.as_object();
    if (const auto* failure = object.if_contains("failure")) {
        entry.failure = std::string(failure->as_string());
        return entry;
    }
    for (const auto& item : object.at("detections").as_array()) {
        const auto& cell = item.as_array();
        auto& detection = entry.detections.emplace_back();
        detection.category = std::string(cell[0].as_string());
        detection.conf = cell[1].to_number<double>();
        detection.bbox = {cell[2].to_number<double>(), cell[3].to_number<double>(), cell[4].to_number<double>(),
                          cell[5].to_number<double>()};
        if (const auto frame = cell[6].to_number<int>(); frame >= 0) detection.frame_number = frame;
        for (const auto& taxon : cell[7].as_array())
            detection.classifications.push_back(
                {ids.of(std::string(taxon.at(0).as_string())), taxon.at(1).to_number<double>()});
    }
    if (const auto* rate = object.if_contains("frame_rate")) {
        entry.frame_rate = rate->to_number<double>();
        for (const auto& frame : object.at("frames").as_array())
            entry.frames_processed.push_back(frame.to_number<int>());
    }
    if (const auto* before = object.if_contains("pre_smoothing_description"))
        entry.pre_smoothing_description = std::string(before->as_string());
    return entry;
}

// What the analyst makes of the results in each other's light: folder by folder, so that no more than one folder's are
// in memory.
std::unordered_map<std::string, json::value> revised_results(const Analyst& analyst,
                                                             const std::vector<card::CardFile>& files,
                                                             const card::Checkpoint& checkpoint) {
    std::unordered_map<std::string, json::value> revised;
    if (!analyst.revise) return revised;
    std::map<std::string, std::vector<const card::CardFile*>> folders;
    for (const auto& file : files) folders[fs::path(file.path).parent_path().string()].push_back(&file);
    for (const auto& [folder, own] : folders) {
        std::vector<json::value> results;
        std::vector<const card::CardFile*> done;
        for (const auto* file : own)
            if (auto result = checkpoint.find(*file)) {
                results.push_back(std::move(*result));
                done.push_back(file);
            }
        std::vector<Finished> finished;
        for (std::size_t i = 0; i < done.size(); ++i) finished.push_back({done[i], &results[i]});
        revised.merge(analyst.revise(finished));
    }
    return revised;
}

void write_output(const AnalyzeOptions& options, const Analyst& analyst, const Clock& clock,
                  const std::vector<card::CardFile>& files, const card::Checkpoint& checkpoint) {
    auto info = analyst.info;
    const auto revised = revised_results(analyst, files, checkpoint);
    auto unfinished = options.output;
    unfinished += ".unfinished";
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    if (!out)
        throw Failure(Code::unavailable, "cannot write " + unfinished.string() + "; is the folder there and writable?");
    share::MegaDetectorWriter writer([&](std::span<const std::byte> bytes) {
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        if (!out) throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
    });
    ClassIds ids;
    for (const auto& file : files) {
        const auto better = revised.find(file.path);
        if (better != revised.end())
            writer.image(entry_of(file.path, better->second, ids));
        else if (const auto result = checkpoint.find(file))
            writer.image(entry_of(file.path, *result, ids));
    }
    info.detection_completion_time = clock.now();
    if (!info.classifier.empty()) info.classification_completion_time = info.detection_completion_time;
    info.classification_categories = ids.categories();
    writer.finish(info);
    out.flush();
    if (!out) throw Failure(Code::storage_full, "writing " + unfinished.string() + " failed; is the disk full?");
    out.close();
    fs::rename(unfinished, options.output);
}

// A file that no name or first bytes call a photo or video. Formats that Serow cannot decode stay in: they
// come out as failures with their reason, not as silence.
bool is_media(const fs::path& path, card::NameKind by_name) {
    if (by_name != card::NameKind::not_media) return true;
    try {
        return media::sniff_file(path).kind != media::Kind::other;
    } catch (const Failure&) {
        return true;  // cannot even be opened: say so in the output
    }
}

bool is_failure(const json::value& result) {
    return result.as_object().contains("failure");
}

}  // namespace

std::vector<Parcel> stretches_of_folders(std::span<const card::CardFile> files) {
    const auto folder_of = [](std::string_view path) { return path.substr(0, path.rfind('/') + 1); };
    std::vector<Parcel> stretches;
    for (auto first = files.begin(); first != files.end();) {
        const auto last = std::find_if(
            first, files.end(), [&](const auto& file) { return folder_of(file.path) != folder_of(first->path); });
        const auto count = static_cast<std::size_t>(last - first);
        const auto parts = (count + longest_stretch - 1) / longest_stretch;
        for (std::size_t part = 0; part < parts; ++part) {
            auto& stretch = stretches.emplace_back();
            for (auto i = count * part / parts; i < count * (part + 1) / parts; ++i)
                stretch.push_back(&*(first + static_cast<std::ptrdiff_t>(i)));
        }
        first = last;
    }
    return stretches;
}

std::string category_key(vision::Category category) {
    return std::to_string(static_cast<int>(category) + 1);
}

json::value failed(const Problem& problem) {
    return {{"failure", std::string(facts_of(problem.code).sentence) + ": " + problem.detail}};
}

AnalyzeProgress run_analysis(const AnalyzeOptions& options, const Analyst& analyst, const Clock& clock,
                             const std::atomic<bool>& stop, const std::function<void(const AnalyzeProgress&)>& tell) {
    const auto started = std::chrono::steady_clock::now();
    auto card = value_or_throw(card::walk(options.folder));
    AnalyzeProgress progress;
    progress.left_out = card.left_out.size();
    const auto walked = card.files.size();
    std::erase_if(card.files, [&](const auto& file) { return !is_media(options.folder / file.path, file.kind); });
    progress.left_out += walked - card.files.size();
    progress.files = card.files.size();

    const auto checkpoint_file = card::checkpoint_path(options.output);
    if (!options.resume) fs::remove(checkpoint_file);
    card::Checkpoint checkpoint(checkpoint_file, analyst.fingerprint);

    std::vector<Parcel> todo;
    for (auto& parcel : analyst.parcels(card.files)) {
        if (std::ranges::all_of(parcel, [&](const auto* file) { return checkpoint.has(*file); })) {
            progress.resumed += parcel.size();
            progress.failures += static_cast<std::size_t>(
                std::ranges::count_if(parcel, [&](const auto* file) { return is_failure(*checkpoint.find(*file)); }));
        } else {
            todo.push_back(std::move(parcel));
        }
    }
    progress.finished = progress.resumed;

    std::mutex mutex;  // of checkpoint and progress
    std::atomic<std::size_t> next{0};
    const auto work = [&](const std::atomic<bool>& failed) {
        for (std::size_t i = next++; i < todo.size() && !stop; i = next++) {
            auto results = analyst.look(todo[i], stop);
            if (results.empty()) return;  // told to stop in the middle
            const std::scoped_lock lock(mutex);
            if (failed) return;
            for (std::size_t k = 0; k < results.size(); ++k) {
                progress.failures += is_failure(results[k]) ? 1 : 0;
                checkpoint.append(*todo[i][k], results[k]);
            }
            progress.finished += results.size();
            progress.current = todo[i].back()->path;
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
    side_by_side(thread_count(options.threads, todo.size()), "analysing the folder", work, tell_now);
    tell_now();
    if (stop)
        throw Failure(Code::interrupted,
                      std::format("{} of {} files are done; run the same command again to go on from there",
                                  progress.finished, progress.files));
    write_output(options, analyst, clock, card.files, checkpoint);
    checkpoint.remove();
    return progress;
}

}  // namespace serow::journeys
