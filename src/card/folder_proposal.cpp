#include "card/folder_proposal.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "card/folder_pattern.h"
#include "card/name_key.h"
#include "card/pattern_search.h"
#include "card/walk.h"

namespace serow::card {
namespace {

// Without the camera's own folders at its end.
std::string_view named_part(std::string_view folder) {
    while (!folder.empty()) {
        const auto slash = folder.rfind('/');
        if (!is_camera_folder(slash == folder.npos ? folder : folder.substr(slash + 1))) break;
        folder = slash == folder.npos ? std::string_view() : folder.substr(0, slash);
    }
    return folder;
}

struct Group {
    FolderReading reading;
    std::int64_t files = 0, bytes = 0;
    std::vector<const PhotoSample*> samples;
};

std::string camera_of(const PhotoSample& sample) {
    if (!sample.serial.empty()) return sample.serial;
    return sample.make.empty() ? sample.model : sample.make + " " + sample.model;
}

std::string model_of(const PhotoSample& sample) {
    if (sample.make.empty() || sample.model.empty()) return sample.make + sample.model;
    return sample.make + "-" + sample.model;
}

// What all samples that say something agree on; "" where they do not.
template <class Say>
std::string agreed(const std::vector<const PhotoSample*>& samples, Say say) {
    std::string word;
    for (const auto* sample : samples) {
        const auto said = say(*sample);
        if (said.empty() || said == word) continue;
        if (!word.empty()) return {};
        word = said;
    }
    return word;
}

class Proposing {
public:
    explicit Proposing(const KnownField& field) : field_(field) {
        for (std::size_t i = 0; i < field.points.size(); ++i) {
            places_.push_back(field.points[i].place);
            by_key_[name_key(field.points[i].name)].push_back(i);
        }
        for (const auto& deployment : field.deployments)
            if (!deployment.camera_id.empty()) cameras_.emplace(name_key(deployment.camera_id), deployment.camera_id);
    }

    [[nodiscard]] bool knows(std::string_view name) const { return find_point(name).has_value(); }

    [[nodiscard]] Destination destination(const Group& group) const {
        Destination d;
        d.folder = group.reading.folder;
        d.files = group.files;
        d.bytes = group.bytes;
        d.area = group.reading.area;
        d.point = group.reading.point;
        d.camera = group.reading.camera;
        d.date = group.reading.date;
        place(d, group);
        camera(d, group);
        deployment(d, group);
        return d;
    }

private:
    [[nodiscard]] std::optional<std::size_t> find_point(std::string_view name) const {
        const auto found = by_key_.find(name_key(name));
        if (found == by_key_.end()) return {};
        if (found->second.size() == 1) return found->second.front();
        // Several that differ in little: only the very same name tells.
        for (const auto i : found->second)
            if (field_.points[i].name == name) return i;
        return {};
    }

    void place(Destination& d, const Group& group) const {
        std::vector<camtrap::Place> readings;
        for (const auto* sample : group.samples)
            if (sample->place && is_real(*sample->place)) readings.push_back(*sample->place);
        d.readings = static_cast<int>(readings.size());
        d.place = middle_of(readings);
        const auto near = point_near(readings, places_);
        if (const auto named = find_point(d.point)) {
            d.source = PointSource::name;
            d.location_id = field_.points[*named].location_id;
            d.move = moved_from(places_[*named], readings);
            if (d.move && near && near->point != *named) d.near = field_.points[near->point].location_id;
            if (d.move) d.distance_m = d.move->distance_m;
        } else if (near) {
            d.source = PointSource::gps;
            d.location_id = field_.points[near->point].location_id;
            d.distance_m = near->distance_m;
        } else if (!d.point.empty() || d.place) {
            d.source = PointSource::fresh;
        }
    }

    void camera(Destination& d, const Group& group) const {
        d.camera_model = agreed(group.samples, model_of);
        const auto known = [&](const std::string& name) {
            const auto found = cameras_.find(name_key(name));
            return found == cameras_.end() ? name : found->second;
        };
        if (!d.camera.empty())
            d.camera_id = known(d.camera);
        else
            d.camera_id = known(agreed(group.samples, [](const PhotoSample& sample) { return sample.serial; }));
        std::set<std::string> cameras;
        for (const auto* sample : group.samples)
            if (auto name = camera_of(*sample); !name.empty()) cameras.insert(std::move(name));
        if (cameras.size() > 1) d.cameras.assign(cameras.begin(), cameras.end());
    }

    void deployment(Destination& d, const Group& group) const {
        if (!d.location_id || d.move) return;
        std::vector<CameraTime> times;
        for (const auto* sample : group.samples)
            if (sample->camera_time) times.push_back(*sample->camera_time);
        if (times.empty()) return;
        const auto [first, last] = std::ranges::minmax(times);
        for (const auto& known : field_.deployments) {
            if (known.location_id != *d.location_id || !known.start || first < *known.start) continue;
            if (known.end && last > *known.end) continue;
            if (!known.camera_id.empty() && !d.camera_id.empty() && name_key(known.camera_id) != name_key(d.camera_id))
                continue;
            if (d.deployment_id) {  // two would do: nothing tells which
                d.deployment_id.reset();
                return;
            }
            d.deployment_id = known.deployment_id;
        }
    }

    const KnownField& field_;
    std::vector<camtrap::Place> places_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
    std::unordered_map<std::string, std::string> cameras_;  // key -> as it is written
};

}  // namespace

std::optional<std::string> folder_holding(std::string_view path, const std::unordered_set<std::string>& folders) {
    if (folders.empty()) return {};
    for (std::string folder(path); !folder.empty();) {
        const auto slash = folder.rfind('/');
        folder.resize(slash == folder.npos ? 0 : slash);
        if (folders.contains(folder)) return folder;
    }
    return {};
}

Result<FolderProposal> propose_destinations(std::span<const FolderSeen> folders, const KnownField& field,
                                            std::string_view card_name, const std::optional<std::string>& pattern) {
    FolderProposal proposal;
    proposal.pattern = pattern ? *pattern : find_pattern(folders, field);
    std::optional<FolderPattern> reads;
    if (!proposal.pattern.empty()) {
        auto parsed = FolderPattern::parse(proposal.pattern);
        if (!parsed) return std::unexpected(parsed.error());
        reads = std::move(*parsed);
    }
    const Proposing proposing(field);
    std::map<std::string, Group> groups;
    for (const auto& folder : folders) {
        auto reading = reads ? reads->read(folder.folder) : std::nullopt;
        if (!reading) {
            reading.emplace();
            reading->folder = named_part(folder.folder);
            if (reading->folder.empty() && proposing.knows(card_name)) reading->point = card_name;
        }
        auto& group = groups[reading->folder];
        group.reading = std::move(*reading);
        group.files += folder.files;
        group.bytes += folder.bytes;
        for (const auto& sample : folder.samples) group.samples.push_back(&sample);
    }
    for (const auto& [folder, group] : groups) proposal.destinations.push_back(proposing.destination(group));
    std::ranges::sort(proposal.destinations, natural_less, &Destination::folder);
    return proposal;
}

}  // namespace serow::card
