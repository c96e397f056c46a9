#include "catalog/event_names.h"

#include "catalog/pool.h"

namespace serow::catalog {

std::vector<AnimalOfEvent> animals_of_events(Transaction& tx, const Scope& scope, std::span<const EventId> events,
                                             int most_media) {
    tx.query("lock_animals_of_events", scoped(scope, {events}));
    return collect(tx.query("animals_of_events", scoped(scope, {events, most_media})), [](const Row& row) {
        AnimalOfEvent a;
        row.read("event_id", a.event_id)
            .read("media_id", a.media_id)
            .read("ordinal", a.ordinal)
            .read("told_as", a.told_as)
            .read("scientific_name", a.scientific_name)
            .read("taxon_probability", a.taxon_probability)
            .read("classification_method", a.method);
        return a;
    });
}

void name_by_event(Transaction& tx, const Scope& scope, std::span<const AnimalOfEvent> animals) {
    if (animals.empty()) return;
    std::vector<MediaId> media;
    std::vector<int> ordinals;
    std::vector<std::string> names;
    std::vector<std::optional<std::string>> told;
    for (const auto& animal : animals) {
        media.push_back(animal.media_id);
        ordinals.push_back(animal.ordinal);
        names.push_back(animal.scientific_name);
        told.push_back(animal.scientific_name == animal.told_as ? std::nullopt : std::optional(animal.told_as));
    }
    tx.query("name_by_event", scoped(scope, {media, ordinals, names, told}));
}

void enqueue_event_names(Transaction& tx, const Scope& scope, std::span<const MediaId> media, std::string_view kind,
                         int priority, std::chrono::seconds delay) {
    tx.query("enqueue_event_names", scoped(scope, {media, kind, priority, delay.count()}));
}

}  // namespace serow::catalog
