#include "share/speciesnet_json.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <span>
#include <tuple>
#include <utility>

#include "camtrap/speciesnet_label.h"
#include "share/identifiers.h"
#include "share/json_list.h"
#include "share/text.h"

namespace serow::share {
namespace {

constexpr std::string_view speciesnet_file = "the SpeciesNet JSON";
constexpr std::string_view predictions_key = "predictions";

std::vector<std::string> texts(const json::object& object, std::string_view key, std::size_t most, std::size_t bytes) {
    std::vector<std::string> found;
    const auto* value = object.if_contains(key);
    if (value == nullptr || value->is_null()) return found;
    if (!value->is_array() || value->get_array().size() > most)
        throw EntryFault{std::format("\"{}\" is no list of at most {} texts", key, most)};
    for (const auto& item : value->get_array()) {
        if (!item.is_string()) throw EntryFault{std::format("\"{}\" holds something that is no text", key)};
        found.push_back(checked_text(item.get_string(), key, bytes));
    }
    return found;
}

class SpeciesNetEntries {
public:
    SpeciesNetEntries(const FindingReceiver& finding, const PredictionLimits& limits)
        : finding_(finding), limits_(limits) {}

    std::optional<SpeciesNetPrediction> read(const json::value& value, std::size_t index) {
        name_ = std::format("predictions[{}]", index);
        try {
            if (!value.is_object()) throw EntryFault{"it is no object"};
            return entry(value.get_object());
        } catch (const EntryFault& fault) {
            finding_({name_, fault.why, true});
            return {};
        }
    }

private:
    SpeciesNetPrediction entry(const json::object& object) {
        const auto text = [&](std::string_view key) { return text_member(object, key, limits_.label_bytes); };
        SpeciesNetPrediction p;
        p.filepath = text_member(object, "filepath", limits_.name_bytes);
        if (p.filepath.empty()) throw EntryFault{"it names no file"};
        std::ranges::replace(p.filepath, '\\', '/');
        name_ = p.filepath;
        if (!files_.add(p.filepath)) throw EntryFault{"an earlier entry names the same file"};
        p.failures = texts(object, "failures", 100, limits_.label_bytes);
        p.country = text("country");
        p.admin1_region = text("admin1_region");
        p.latitude = degrees(object, "latitude", 90);
        p.longitude = degrees(object, "longitude", 180);
        p.classifications = classifications(object.if_contains("classifications"));
        p.detections = detections(object.if_contains("detections"));
        p.prediction = text("prediction");
        if (!p.prediction.empty() && !camtrap::parse_speciesnet_label(p.prediction)) {
            mended(std::format("its prediction \"{}\" is not seven parts between semicolons", p.prediction));
            p.prediction.clear();
        }
        if (const auto* score = object.if_contains("prediction_score"); score != nullptr && !score->is_null())
            p.prediction_score = share_of(*score, "its prediction's score");
        p.prediction_source = text("prediction_source");
        p.model_version = text("model_version");
        if (p.failures.empty() && !p.classifications && !p.detections && p.prediction.empty())
            throw EntryFault{"it has neither detections, nor classes, nor a prediction, nor a failure"};
        return p;
    }

    std::optional<double> degrees(const json::object& object, std::string_view key, double most) {
        const auto* value = object.if_contains(key);
        if (value == nullptr || value->is_null()) return {};
        if (value->is_number() && std::abs(value->to_number<double>()) <= most) return value->to_number<double>();
        mended(std::format("its {} is no number between -{} and {}", key, most, most));
        return {};
    }

    std::optional<SpeciesNetClassifications> classifications(const json::value* value) {
        if (value == nullptr || value->is_null()) return {};
        if (value->is_array()) {
            // One for each box, of classifiers that look at several; the surest box comes first.
            if (value->get_array().empty()) return {};
            if (value->get_array().size() > 1) mended("it has classes for several boxes; those of the first are taken");
            value = &value->get_array().front();
        }
        if (!value->is_object()) throw EntryFault{"its classifications are no object"};
        const auto& object = value->get_object();
        SpeciesNetClassifications c;
        c.classes = texts(object, "classes", limits_.categories, limits_.label_bytes);
        for (const auto& score : numbers(object, "scores")) c.scores.push_back(share_of(score, "a class's score"));
        if (c.classes.size() != c.scores.size()) throw EntryFault{"it has not as many scores as classes"};
        if (!std::ranges::all_of(c.classes,
                                 [](const auto& label) { return camtrap::parse_speciesnet_label(label).has_value(); }))
            throw EntryFault{"a class is not seven parts between semicolons"};
        if (!std::ranges::is_sorted(c.scores, std::greater{})) {
            mended("its classes were not in the order of their scores");
            std::vector<std::pair<double, std::string>> both;
            for (std::size_t i = 0; i < c.scores.size(); ++i) both.emplace_back(c.scores[i], std::move(c.classes[i]));
            std::ranges::stable_sort(both, std::greater{}, &std::pair<double, std::string>::first);
            for (std::size_t i = 0; i < both.size(); ++i) std::tie(c.scores[i], c.classes[i]) = std::move(both[i]);
        }
        c.target_classes = texts(object, "target_classes", limits_.categories, limits_.label_bytes);
        for (const auto& logit : numbers(object, "target_logits")) {
            if (!logit.is_number() || !std::isfinite(logit.to_number<double>()))
                throw EntryFault{"a logit is no number"};
            c.target_logits.push_back(logit.to_number<double>());
        }
        if (c.target_classes.size() != c.target_logits.size())
            throw EntryFault{"it has not as many logits as target classes"};
        return c;
    }

    std::span<const json::value> numbers(const json::object& object, std::string_view key) const {
        const auto* value = object.if_contains(key);
        if (value == nullptr || value->is_null()) return {};
        if (!value->is_array() || value->get_array().size() > limits_.categories)
            throw EntryFault{std::format("\"{}\" is no list of at most {} numbers", key, limits_.categories)};
        return {value->get_array().data(), value->get_array().size()};
    }

    std::optional<std::vector<SpeciesNetDetection>> detections(const json::value* value) {
        if (value == nullptr || value->is_null()) return {};
        if (!value->is_array()) throw EntryFault{"its detections are no list"};
        if (value->get_array().size() > limits_.boxes)
            throw EntryFault{std::format("it has {} boxes, more than {}", value->get_array().size(), limits_.boxes)};
        std::vector<SpeciesNetDetection> found;
        bool cut = false;
        for (const auto& item : value->get_array()) {
            if (!item.is_object()) throw EntryFault{"a detection is no object"};
            const auto& object = item.get_object();
            auto& detection = found.emplace_back();
            detection.category = text_member(object, "category", limits_.label_bytes);
            detection.label = text_member(object, "label", limits_.label_bytes);
            if (detection.category != "1" && detection.category != "2" && detection.category != "3")
                throw EntryFault{
                    std::format("a detection is of the category \"{}\", not 1, 2 or 3", detection.category)};
            const auto* conf = object.if_contains("conf");
            detection.conf = share_of(conf != nullptr ? *conf : json::value(), "a confidence");
            detection.bbox = read_bbox(object.if_contains("bbox"), cut);
        }
        if (cut) mended("a box reached out of the picture, and was cut");
        return found;
    }

    void mended(std::string why) { finding_({name_, std::move(why), false}); }

    const FindingReceiver& finding_;
    const PredictionLimits& limits_;
    IdentifierSet files_;
    std::string name_;
};

// To the last digit; Boost.JSON would write 9.35E-1.
std::string number_text(double value) {
    const auto text = std::format("{}", value);
    return text.find_first_not_of("-0123456789") == std::string::npos ? text + ".0" : text;
}

[[noreturn]] void refuse_prediction(std::string_view file, std::string_view why) {
    throw Failure(Code::invalid, std::format("SpeciesNet JSON, {}: {}", mend_utf8(file), why));
}

double checked(std::string_view file, double score) {
    if (!(score >= 0 && score <= 1)) refuse_prediction(file, std::format("the score {} must be in [0, 1]", score));
    return score;
}

template <class List, class Text>
std::string joined(const List& list, Text text) {
    std::string out = "[";
    for (const auto& item : list) out += (out.size() > 1 ? ", " : "") + text(item);
    return out + "]";
}

}  // namespace

Result<std::size_t> count_speciesnet_predictions(std::string_view text, const PredictionLimits& limits) {
    if (text.size() > limits.bytes)
        return problem(Code::too_large, std::format("{} is larger than {} bytes", speciesnet_file, limits.bytes));
    std::size_t entries = 0;
    const auto members =
        read_json_list(text, speciesnet_file, predictions_key, [&](json::value&&, std::size_t) { ++entries; });
    if (!members) return std::unexpected(members.error());
    if (entries > limits.entries)
        return problem(Code::too_large, std::format("{} has more than {} entries", speciesnet_file, limits.entries));
    return entries;
}

void each_speciesnet_prediction(std::string_view text, const std::function<void(SpeciesNetPrediction&&)>& use,
                                const FindingReceiver& finding, const PredictionLimits& limits) {
    SpeciesNetEntries reader(finding, limits);
    value_or_throw(read_json_list(text, speciesnet_file, predictions_key, [&](json::value&& value, std::size_t index) {
        if (auto prediction = reader.read(value, index)) use(std::move(*prediction));
    }));
}

SpeciesNetWriter::SpeciesNetWriter(Sink sink) : sink_(std::move(sink)) {
    put("{\n \"predictions\": [");
}

void SpeciesNetWriter::put(std::string_view text) {
    sink_(std::as_bytes(std::span(text)));
}

void SpeciesNetWriter::prediction(const SpeciesNetPrediction& p) {
    if (p.filepath.empty()) refuse_prediction("a picture", "has no name");
    const auto score = [&](double value) { return number_text(checked(p.filepath, value)); };
    std::string out = std::format("{{\"filepath\": {}", json_text(p.filepath));
    const auto add = [&](std::string_view key, const std::string& written) {
        out += std::format(", \"{}\": {}", key, written);
    };
    const auto add_text = [&](std::string_view key, const std::string& text) {
        if (!text.empty()) add(key, json_text(text));
    };
    if (!p.failures.empty()) add("failures", joined(p.failures, json_text));
    add_text("country", p.country);
    add_text("admin1_region", p.admin1_region);
    if (p.latitude) add("latitude", number_text(*p.latitude));
    if (p.longitude) add("longitude", number_text(*p.longitude));
    if (const auto& c = p.classifications) {
        auto object =
            std::format("{{\"classes\": {}, \"scores\": {}", joined(c->classes, json_text), joined(c->scores, score));
        if (!c->target_classes.empty())
            object += std::format(", \"target_classes\": {}, \"target_logits\": {}",
                                  joined(c->target_classes, json_text), joined(c->target_logits, number_text));
        add("classifications", object + "}");
    }
    if (p.detections)
        add("detections", joined(*p.detections, [&](const SpeciesNetDetection& d) {
                return std::format("{{\"category\": {}, \"label\": {}, \"conf\": {}, \"bbox\": [{}, {}, {}, {}]}}",
                                   json_text(d.category), json_text(d.label), score(d.conf), number_text(d.bbox.x),
                                   number_text(d.bbox.y), number_text(d.bbox.width), number_text(d.bbox.height));
            }));
    add_text("prediction", p.prediction);
    if (p.prediction_score) add("prediction_score", score(*p.prediction_score));
    add_text("prediction_source", p.prediction_source);
    add_text("model_version", p.model_version);
    put((first_ ? "\n  " : ",\n  ") + out + "}");
    first_ = false;
}

void SpeciesNetWriter::finish() {
    put(first_ ? "]\n}\n" : "\n ]\n}\n");
}

}  // namespace serow::share
