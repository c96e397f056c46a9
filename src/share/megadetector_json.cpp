#include "share/megadetector_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>

#include "share/text.h"

namespace serow::share {
namespace {

[[noreturn]] void refuse(std::string_view file, std::string_view why) {
    throw Failure(Code::invalid, std::format("MegaDetector JSON, {}: {}", mend_utf8(file), why));
}

// Shortest text of the value rounded to `places` decimals; a whole number keeps ".0", as Python writes it.
std::string rounded(double value, double scale) {
    std::array<char, 32> text{};
    const double to_write = std::round(value * scale) / scale + 0.0;  // no "-0"
    auto* end = std::to_chars(text.data(), text.data() + text.size(), to_write, std::chars_format::fixed).ptr;
    std::string_view written(text.data(), end);
    return std::string(written) + (written.contains('.') ? "" : ".0");
}

bool is_key(std::string_view id) {
    return !id.empty() && id.size() < 10 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
}

void remember(std::vector<std::string>& sorted, const std::string& id) {
    const auto at = std::ranges::lower_bound(sorted, id);
    if (at == sorted.end() || *at != id) sorted.insert(at, id);
}

bool within(double value) {
    return value >= 0 && value <= 1;
}

std::string bbox_text(std::string_view file, const Box& box) {
    constexpr double slack = 1e-6;  // pixels turned into fractions round
    const double right = box.x + box.width;
    const double bottom = box.y + box.height;
    if (!within(box.x) || !within(box.y) || !within(box.width) || !within(box.height) || right > 1 + slack ||
        bottom > 1 + slack)
        refuse(file, std::format("the box [{}, {}, {}, {}] leaves the picture", box.x, box.y, box.width, box.height));
    return std::format("[{}, {}, {}, {}]", rounded(box.x, 1e4), rounded(box.y, 1e4), rounded(box.width, 1e4),
                       rounded(box.height, 1e4));
}

std::string detection_text(const MegaDetectorImage& image, const MegaDetectorDetection& detection) {
    if (!is_key(detection.category)) refuse(image.file, "a detection's category must be a number as text");
    if (!within(detection.conf)) refuse(image.file, std::format("the confidence {} must be in [0, 1]", detection.conf));
    std::string out = std::format("{{\"category\": \"{}\", \"conf\": {}, \"bbox\": {}", detection.category,
                                  rounded(detection.conf, 1e3), bbox_text(image.file, detection.bbox));
    if (!detection.classifications.empty()) {
        auto classes = detection.classifications;
        std::ranges::stable_sort(classes, std::greater{}, &MegaDetectorClass::conf);
        out += ", \"classifications\": [";
        for (const auto& [id, conf] : classes) {
            if (!is_key(id)) refuse(image.file, "a classification's id must be a number as text");
            if (!within(conf)) refuse(image.file, std::format("the confidence {} must be in [0, 1]", conf));
            out += std::format("{}[\"{}\", {}]", out.ends_with('[') ? "" : ", ", id, rounded(conf, 1e3));
        }
        out += "]";
    }
    if (detection.frame_number) {
        if (!image.frame_rate || *detection.frame_number < 0)
            refuse(image.file, "a frame number must be 0 or more and belong to a video with a frame rate");
        out += std::format(", \"frame_number\": {}", *detection.frame_number);
    } else if (image.frame_rate) {
        refuse(image.file, "a detection in a video needs its frame number");
    }
    return out + "}";
}

std::string category_table(const std::vector<MegaDetectorCategory>& categories,
                           std::string MegaDetectorCategory::* member) {
    std::string out = "{";
    for (const auto& category : categories) {
        if (!is_key(category.id) || category.name.empty())
            refuse("categories", "each needs a number as id and a name that is not blank");
        if ((category.*member).empty()) continue;
        out +=
            std::format("{}\n  {}: {}", out.size() > 1 ? "," : "", json_text(category.id), json_text(category.*member));
    }
    return out + (out.size() > 1 ? "\n }" : "}");
}

void require_listed(const std::vector<std::string>& used, const std::vector<MegaDetectorCategory>& listed) {
    for (const auto& id : used)
        if (std::ranges::find(listed, id, &MegaDetectorCategory::id) == listed.end())
            refuse("categories", std::format("\"{}\" is used but not listed", id));
}

// Members one below the other, at the depth of `indent`; numbers as Python writes them.
class Members {
public:
    explicit Members(std::string indent) : indent_(std::move(indent)) {}
    void add(std::string_view key, const std::string& written) {
        text_ += std::format("{}\n{} {}: {}", text_.empty() ? "" : ",", indent_, json_text(key), written);
    }
    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) add(key, json_text(value));
    }
    void time(std::string_view key, const std::optional<Instant>& at) {
        if (at) add(key, std::format("\"{:%F %T}\"", std::chrono::floor<std::chrono::seconds>(*at)));
    }
    void threshold(std::string_view key, double value) {
        if (value > 0) add(key, rounded(value, 1e4));
    }
    void more(const json::object& members) {
        for (const auto& [key, value] : members)
            add(key, value.is_double() ? std::format("{}", value.get_double()) : json::serialize(value));
    }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] std::string written() const { return empty() ? "{}" : "{" + text_ + "\n" + indent_ + "}"; }

private:
    std::string indent_, text_;
};

std::string info_text(const MegaDetectorInfo& info) {
    Members all(" ");
    all.text("format_version", "1.6");
    all.text("detector", info.detector);
    all.time("detection_completion_time", info.detection_completion_time);
    all.text("classifier", info.classifier);
    all.time("classification_completion_time", info.classification_completion_time);
    Members detector("  ");
    detector.text("megadetector_version", info.detector_version);
    if (info.image_size) detector.add("image_size", std::to_string(*info.image_size));
    detector.threshold("typical_detection_threshold", info.typical_detection_threshold);
    detector.threshold("conservative_detection_threshold", info.conservative_detection_threshold);
    detector.more(info.more_detector_metadata);
    if (!detector.empty()) all.add("detector_metadata", detector.written());
    Members classifier("  ");
    classifier.more(info.classifier_metadata);
    if (!classifier.empty()) all.add("classifier_metadata", classifier.written());
    all.text("summary_report", info.summary_report);
    return all.written();
}

}  // namespace

MegaDetectorWriter::MegaDetectorWriter(Sink sink) : sink_(std::move(sink)) {
    put("{\n \"images\": [");
}

MegaDetectorWriter::~MegaDetectorWriter() = default;

void MegaDetectorWriter::put(std::string_view text) {
    sink_(std::as_bytes(std::span(text)));
}

void MegaDetectorWriter::image(const MegaDetectorImage& image) {
    if (finished_) throw Failure(Code::conflict, "the MegaDetector JSON is finished already");
    if (image.file.empty()) refuse("a file", "has no name");
    if (image.failure && !image.detections.empty()) refuse(image.file, "a failed file has no detections");
    if (image.frame_rate && !(*image.frame_rate > 0 && std::isfinite(*image.frame_rate)))
        refuse(image.file, "the frame rate must be above 0");

    std::string out = std::format("{{\"file\": {}", json_text(image.file));
    if (image.frame_rate) {
        out += std::format(", \"frame_rate\": {}, \"frames_processed\": [", rounded(*image.frame_rate, 1e4));
        for (const int frame : image.frames_processed)
            out += std::format("{}{}", out.ends_with('[') ? "" : ", ", frame);
        out += "]";
    }
    if (image.failure) {
        out += std::format(", \"failure\": {}, \"detections\": null}}", json_text(*image.failure));
    } else {
        out += ", \"detections\": [";
        for (const auto& detection : image.detections) {
            out += (out.ends_with('[') ? "\n   " : ",\n   ") + detection_text(image, detection);
            remember(used_categories_, detection.category);
            for (const auto& c : detection.classifications) remember(used_classes_, c.id);
        }
        out += "]";
        if (!image.pre_smoothing_description.empty())
            out += std::format(", \"pre_smoothing_description\": {}", json_text(image.pre_smoothing_description));
        out += "}";
    }
    // Only a whole entry goes out, so that a refused one leaves no half behind.
    put((first_ ? "\n  " : ",\n  ") + out);
    first_ = false;
}

void MegaDetectorWriter::finish(const MegaDetectorInfo& info) {
    if (finished_) throw Failure(Code::conflict, "the MegaDetector JSON is finished already");
    require_listed(used_categories_, info.detection_categories);
    require_listed(used_classes_, info.classification_categories);

    std::string out = first_ ? "],\n" : "\n ],\n";
    out += std::format(" \"detection_categories\": {},\n",
                       category_table(info.detection_categories, &MegaDetectorCategory::name));
    if (!info.classifier.empty() || !info.classification_categories.empty()) {
        out += std::format(" \"classification_categories\": {},\n",
                           category_table(info.classification_categories, &MegaDetectorCategory::name));
        out += std::format(" \"classification_category_descriptions\": {},\n",
                           category_table(info.classification_categories, &MegaDetectorCategory::description));
    }
    out += std::format(" \"info\": {}\n}}\n", info_text(info));
    put(out);
    finished_ = true;
}

}  // namespace serow::share
