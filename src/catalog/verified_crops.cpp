#include "catalog/verified_crops.h"

#include <utility>

namespace serow::catalog {

void each_verified_animal(Transaction& tx, const Scope& scope, const std::function<void(VerifiedAnimal&&)>& use) {
    tx.each("each_verified_animal", scoped(scope), [&](const Row& row) {
        VerifiedAnimal animal;
        std::optional<double> x, y, width, height;
        row.read("media_id", animal.media_id)
            .read("event_id", animal.event_id)
            .read("sha256", animal.sha256)
            .read("kind", animal.kind)
            .read("location_id", animal.location_id)
            .read("location_name", animal.location_name)
            .read("scientific_name", animal.scientific_name)
            .read("count", animal.count)
            .read("bbox_x", x)
            .read("bbox_y", y)
            .read("bbox_width", width)
            .read("bbox_height", height)
            .read("second", animal.second)
            .read("machine_observations", animal.machine_observations)
            .read("machine_threshold", animal.machine_threshold)
            .read("machine_tracks", animal.machine_tracks);
        if (x && y && width && height) animal.bbox = Box{*x, *y, *width, *height};
        use(std::move(animal));
    });
}

}  // namespace serow::catalog
