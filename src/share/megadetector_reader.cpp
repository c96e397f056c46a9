#include "share/megadetector_reader.h"

#include <algorithm>
#include <format>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "share/identifiers.h"
#include "share/json_list.h"
#include "share/text.h"

namespace serow::share {
namespace {

constexpr std::string_view megadetector_file = "the MegaDetector JSON";
constexpr std::string_view images_key = "images";

using Ids = std::unordered_set<std::string>;

// "2025-03-12 17:45:10", as the format writes it, or RFC 3339.
std::optional<Instant> moment_in(std::string_view text) {
    if (const auto zoned = parse_instant(text)) return zoned;
    return parse_instant(std::string(text) + "Z");
}

enum class Blank { refused, left_out };

std::vector<MegaDetectorCategory> table(const json::object& members, std::string_view key,
                                        const PredictionLimits& limits, Blank blank = Blank::refused) {
    std::vector<MegaDetectorCategory> categories;
    const auto* value = members.if_contains(key);
    if (value == nullptr || value->is_null()) return categories;
    if (!value->is_object()) throw EntryFault{std::format("\"{}\" is no object", key)};
    if (value->get_object().size() > limits.categories)
        throw EntryFault{std::format("\"{}\" has more than {} names", key, limits.categories)};
    for (const auto& [id, name] : value->get_object()) {
        const bool number =
            !id.empty() && id.size() < 10 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
        if (!number) throw EntryFault{std::format("\"{}\" has the key \"{}\", which is no number", key, mend_utf8(id))};
        auto text = text_member(value->get_object(), id, limits.label_bytes);
        if (text.empty() && blank == Blank::left_out) continue;
        if (text.empty()) throw EntryFault{std::format("\"{}\" gives {} no name", key, std::string_view(id))};
        categories.push_back({std::string(id), std::move(text), ""});
    }
    return categories;
}

// A number of (0, 1] and its removal from what is left; 0 where it is none.
double take_threshold(json::object& metadata, std::string_view key) {
    const auto* value = metadata.if_contains(key);
    if (value == nullptr || !value->is_number()) return 0;
    const auto number = value->to_number<double>();
    if (!(number > 0 && number <= 1)) return 0;
    metadata.erase(key);
    return number;
}

void read_info(const json::object& object, MegaDetectorInfo& info, const FindingReceiver& finding,
               const PredictionLimits& limits) {
    const auto text = [&](std::string_view key) { return text_member(object, key, limits.label_bytes); };
    const auto metadata = [&](std::string_view key) {
        const auto* value = object.if_contains(key);
        return value != nullptr && value->is_object() ? value->get_object() : json::object();
    };
    info.format_version = "";
    if (const auto* version = object.if_contains("format_version"); version != nullptr && version->is_number())
        info.format_version = std::format("{}", version->to_number<double>());
    else
        info.format_version = text("format_version");
    if (!info.format_version.starts_with("1."))
        finding({"info",
                 info.format_version.empty()
                     ? "it does not say which version of the format it is; read as 1.6"
                     : std::format("version \"{}\" of the format is not known; read as 1.6", info.format_version),
                 false});
    info.detector = text("detector");
    info.classifier = text("classifier");
    info.summary_report = text("summary_report");
    info.detection_completion_time = moment_in(text("detection_completion_time"));
    info.classification_completion_time = moment_in(text("classification_completion_time"));
    info.classifier_metadata = metadata("classifier_metadata");
    auto& more = info.more_detector_metadata = metadata("detector_metadata");
    info.typical_detection_threshold = take_threshold(more, "typical_detection_threshold");
    info.conservative_detection_threshold = take_threshold(more, "conservative_detection_threshold");
    if (const auto* version = more.if_contains("megadetector_version"); version != nullptr && version->is_string()) {
        info.detector_version = text_member(more, "megadetector_version", limits.label_bytes);
        more.erase("megadetector_version");
    }
    if (const auto* size = more.if_contains("image_size");
        size != nullptr && size->is_int64() && size->get_int64() > 0 && size->get_int64() < 100'000) {
        info.image_size = static_cast<int>(size->get_int64());
        more.erase("image_size");
    }
}

// One entry of `images`.
class MegaDetectorEntries {
public:
    MegaDetectorEntries(const MegaDetectorInfo& info, const FindingReceiver& finding, const PredictionLimits& limits)
        : finding_(finding), limits_(limits) {
        for (const auto& category : info.detection_categories) categories_.insert(category.id);
        for (const auto& category : info.classification_categories) classes_.insert(category.id);
    }

    std::optional<MegaDetectorImage> read(const json::value& value, std::size_t index) {
        name_ = std::format("images[{}]", index);
        try {
            return entry(value);
        } catch (const EntryFault& fault) {
            finding_({name_, fault.why, true});
            return {};
        }
    }

private:
    MegaDetectorImage entry(const json::value& value) {
        if (!value.is_object()) throw EntryFault{"it is no object"};
        const auto& object = value.get_object();
        MegaDetectorImage image;
        image.file = text_member(object, "file", limits_.name_bytes);
        if (image.file.empty()) throw EntryFault{"it names no file"};
        std::ranges::replace(image.file, '\\', '/');
        name_ = image.file;
        if (!files_.add(image.file)) throw EntryFault{"an earlier entry names the same file"};
        if (const auto* rate = object.if_contains("frame_rate"); rate != nullptr && !rate->is_null()) {
            // From a picture in a quarter of an hour to the fastest cameras: what lies outside is a slip.
            if (!rate->is_number() || !(rate->to_number<double>() >= 0.001 && rate->to_number<double>() <= 100'000))
                throw EntryFault{"its frame rate is not between 0.001 and 100000 a second"};
            image.frame_rate = rate->to_number<double>();
        }
        const auto* detections = object.if_contains("detections");
        const bool has_detections = detections != nullptr && detections->is_array();
        if (const auto* failure = object.if_contains("failure"); failure != nullptr && !failure->is_null()) {
            image.failure = text_member(object, "failure", limits_.label_bytes);
            if (has_detections && !detections->get_array().empty())
                mended("it has detections beside the failure; they are not believed");
            return image;
        }
        if (!has_detections) throw EntryFault{"it has neither detections nor a failure"};
        read_frames(object, image);
        const auto most = image.frame_rate ? limits_.video_boxes : limits_.boxes;
        if (detections->get_array().size() > most)
            throw EntryFault{std::format("it has {} boxes, more than {}", detections->get_array().size(), most)};
        image.detections.reserve(detections->get_array().size());
        for (const auto& detection : detections->get_array()) image.detections.push_back(one(detection));
        return image;
    }

    static int frame_number(const json::value& value) {
        if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > 1'000'000'000)
            throw EntryFault{"a frame number is no whole number from 0"};
        return static_cast<int>(value.get_int64());
    }

    void read_frames(const json::object& object, MegaDetectorImage& image) const {
        const auto* frames = object.if_contains("frames_processed");
        if (frames == nullptr || !frames->is_array()) return;
        if (frames->get_array().size() > limits_.video_boxes) throw EntryFault{"it has too many frames"};
        for (const auto& frame : frames->get_array()) image.frames_processed.push_back(frame_number(frame));
    }

    MegaDetectorDetection one(const json::value& value) {
        if (!value.is_object()) throw EntryFault{"a detection is no object"};
        const auto& object = value.get_object();
        MegaDetectorDetection detection;
        detection.category = text_member(object, "category", limits_.label_bytes);
        if (!categories_.contains(detection.category))
            throw EntryFault{
                std::format("a detection is of the category \"{}\", which is not listed", detection.category)};
        const auto* conf = object.if_contains("conf");
        detection.conf = share_of(conf != nullptr ? *conf : json::value(), "a confidence");
        bool cut = false;
        detection.bbox = read_bbox(object.if_contains("bbox"), cut);
        if (cut) mended("a box reached out of the picture, and was cut");
        if (const auto* frame = object.if_contains("frame_number"); frame != nullptr && !frame->is_null())
            detection.frame_number = frame_number(*frame);
        detection.classifications = classes(object.if_contains("classifications"));
        return detection;
    }

    std::vector<MegaDetectorClass> classes(const json::value* value) {
        std::vector<MegaDetectorClass> found;
        if (value == nullptr || value->is_null()) return found;
        try {
            if (!value->is_array() || value->get_array().size() > limits_.categories)
                throw EntryFault{"its classes are no list"};
            for (const auto& item : value->get_array()) {
                if (!item.is_array() || item.get_array().size() != 2 || !item.get_array()[0].is_string())
                    throw EntryFault{"a class is not [number as text, confidence]"};
                std::string id(item.get_array()[0].get_string());
                if (!classes_.contains(id))
                    throw EntryFault{std::format("the class \"{}\" is not listed", mend_utf8(id))};
                found.push_back({std::move(id), share_of(item.get_array()[1], "a class's confidence")});
            }
        } catch (const EntryFault& fault) {
            mended(fault.why + "; that box stays without classes");
            return {};
        }
        std::ranges::stable_sort(found, std::greater{}, &MegaDetectorClass::conf);
        return found;
    }

    void mended(std::string why) { finding_({name_, std::move(why), false}); }

    const FindingReceiver& finding_;
    const PredictionLimits& limits_;
    Ids categories_, classes_;
    IdentifierSet files_;
    std::string name_;
};

}  // namespace

Result<MegaDetectorHead> read_megadetector_head(std::string_view text, const FindingReceiver& finding,
                                                const PredictionLimits& limits) {
    if (text.size() > limits.bytes)
        return problem(Code::too_large, std::format("{} is larger than {} bytes", megadetector_file, limits.bytes));
    MegaDetectorHead head;
    const auto members =
        read_json_list(text, megadetector_file, images_key, [&](json::value&&, std::size_t) { ++head.entries; });
    if (!members) return std::unexpected(members.error());
    if (head.entries > limits.entries)
        return problem(Code::too_large, std::format("{} has more than {} entries", megadetector_file, limits.entries));
    try {
        if (const auto* info = members->if_contains("info"); info != nullptr && info->is_object())
            read_info(info->get_object(), head.info, finding, limits);
        else
            finding({"info", "it says nothing of the model that ran", false});
        auto categories = table(*members, "detection_categories", limits);
        if (categories.empty())
            finding({"detection_categories", "none are listed; read as 1 animal, 2 person, 3 vehicle", false});
        else
            head.info.detection_categories = std::move(categories);
        auto& classes = head.info.classification_categories = table(*members, "classification_categories", limits);
        std::unordered_map<std::string_view, std::string> descriptions;
        const auto described = table(*members, "classification_category_descriptions", limits, Blank::left_out);
        for (const auto& [id, text_of_it, nothing] : described) descriptions.emplace(id, text_of_it);
        for (auto& category : classes)
            if (const auto at = descriptions.find(category.id); at != descriptions.end())
                category.description = at->second;
    } catch (const EntryFault& fault) {
        return problem(Code::bad_request, std::format("{}: {}", megadetector_file, fault.why));
    }
    return head;
}

void each_megadetector_image(std::string_view text, const MegaDetectorInfo& info,
                             const std::function<void(MegaDetectorImage&&)>& use, const FindingReceiver& finding,
                             const PredictionLimits& limits) {
    MegaDetectorEntries reader(info, finding, limits);
    value_or_throw(read_json_list(text, megadetector_file, images_key, [&](json::value&& value, std::size_t index) {
        if (auto image = reader.read(value, index)) use(std::move(*image));
    }));
}

}  // namespace serow::share
