// "Find more like this": the photos and videos whose animals look most like those of one.
// docs/methods/similar-images.md.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "journeys/browse.h"
#include "journeys/house.h"
#include "vision/registry.h"

namespace serow::journeys {

struct SimilarMedium {
    MediaWithObservations media;
    Box bbox;                      // of the animal that looks alike
    std::optional<double> second;  // of a video: when it was seen
    double similarity = 0;         // cosine of the features, -1 to 1
};
struct SimilarMedia {
    std::string network;               // whose features; empty: no classifier of the project has any
    bool described = false;            // the network said something of this medium
    std::size_t crops = 0;             // among which was looked
    std::vector<SimilarMedium> items;  // the most similar first
};

// Keeps the projects' crops in memory once they are asked for, at most so many bytes together: those that were not
// asked for longest go. Crops that came since are added at each question. Safe from several threads.
class SimilarImages {
public:
    // Of one project; of more, the first ones.
    static constexpr std::size_t most_crops = 200'000;

    explicit SimilarImages(std::size_t most_bytes = std::size_t{512} << 20);
    ~SimilarImages();

    // At most `most` photos and videos, each once, none of the same event. Failure(not_found) for a medium that the
    // viewer may not see; what they may not see is not among the answers.
    SimilarMedia of(const House& house, const Viewer& viewer, ProjectId project, MediaId media, std::size_t most);

    // The models of this machine, looked for again once a minute.
    std::shared_ptr<const vision::Registry> registry(const House& house);

    [[nodiscard]] std::size_t bytes() const;  // that are kept now

private:
    struct Index;
    using Key = std::pair<ProjectId, std::string>;

    std::shared_ptr<Index> index_of(const Key& key, std::size_t width);
    void forget_the_oldest(const Key& but);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::list<std::pair<Key, std::shared_ptr<Index>>> kept_;  // the latest first
    std::shared_ptr<const vision::Registry> registry_;
    std::chrono::steady_clock::time_point registry_until_;
};

}  // namespace serow::journeys
