// Which crops people's answers give, by hand.
#include "journeys/verified_crops.h"

#include <gmock/gmock.h>

#include "journeys/training_material.h"

namespace serow::journeys {
namespace {

using catalog::VerifiedAnimal;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Taxa& taxa() {
    static const Taxa list;
    return list;
}

VerifiedAnimal animal(MediaId media, const std::string& name, std::optional<Box> box = {}, int count = 1) {
    VerifiedAnimal one;
    one.media_id = media;
    one.sha256 = media.text();
    one.kind = "image";
    one.location_name = "P01";
    one.scientific_name = name;
    one.count = count;
    one.bbox = box;
    return one;
}

VerifiedAnimal video(const std::string& name, std::optional<Box> box = {}, std::optional<double> second = {},
                     int count = 1) {
    auto one = animal(MediaId::make(), name, box, count);
    one.kind = "video";
    one.second = second;
    return one;
}

// Where a box of the tracks stands: each at a place of its own.
Box at(double x) {
    return {x, 0.1, 0.1, 0.1};
}

// What was followed: an animal that went away and came back (tracks 0 and 2), a person, and another animal, which is
// surer than the first.
VerifiedAnimal followed(VerifiedAnimal one) {
    const auto track = [](int number, int individual, const char* type, json::array path) {
        return json::object{{"number", number},         {"individual", individual}, {"observationType", type},
                            {"scientificName", "Aves"}, {"probability", 0.9},       {"path", std::move(path)}};
    };
    const auto point = [](double second, double x, double confidence) {
        return json::array{second, x, 0.1, 0.1, 0.1, confidence};
    };
    one.machine_tracks =
        json::array{track(0, 0, "animal", {point(0, 0.1, 0.5), point(1, 0.2, 0.8), point(2, 0.3, 0.8)}),
                    track(1, 1, "human", {point(0, 0.9, 0.99)}), track(2, 0, "animal", {point(5, 0.4, 0.6)}),
                    track(3, 2, "animal", {point(5, 0.5, 0.9), point(6, 0.6, 0.7)})};
    return one;
}

// Three boxes, the surest last, and one of a person; the answer's threshold is 0.4.
VerifiedAnimal with_machine(VerifiedAnimal one) {
    const auto seen = [](const char* type, double x, double probability) {
        return json::object{
            {"observationType", type}, {"count", 1}, {"bbox", {x, 0.1, 0.1, 0.1}}, {"probability", probability}};
    };
    one.machine_observations = json::array{seen("animal", 0.1, 0.5), seen("animal", 0.2, 0.3), seen("human", 0.3, 0.99),
                                           seen("animal", 0.4, 0.9)};
    one.machine_threshold = 0.4;
    return one;
}

VerifiedCrops gathered(std::vector<VerifiedAnimal> animals) {
    CropGathering gathering(taxa());
    for (auto& one : animals) gathering.add(std::move(one));
    return gathering.finish();
}

TEST(VerifiedCrops, AnAnimalWithItsBoxIsACrop) {
    const auto a = MediaId::make(), b = MediaId::make();
    const auto found = gathered({animal(a, "Puma concolor", Box{0.1, 0.1, 0.2, 0.2}),
                                 animal(a, "Athene cunicularia", Box{0.5, 0.5, 0.2, 0.2}),
                                 animal(b, "Puma concolor", Box{0.3, 0.3, 0.2, 0.2})});
    ASSERT_EQ(found.crops.size(), 3U);
    EXPECT_EQ(found.crops[1].scientific_name, "Athene cunicularia");
    EXPECT_EQ(found.crops[1].media_id, a);
    EXPECT_EQ(found.crops[2].box, (Box{0.3, 0.3, 0.2, 0.2}));
    EXPECT_FALSE(found.crops[2].box_by_machine);
}

TEST(VerifiedCrops, OfOneNameTheMachinesSurestBoxesServeAsManyAsWereCounted) {
    const auto one = gathered({with_machine(animal(MediaId::make(), "Puma concolor"))});
    ASSERT_EQ(one.crops.size(), 1U);
    EXPECT_DOUBLE_EQ(one.crops[0].box.x, 0.4);
    EXPECT_TRUE(one.crops[0].box_by_machine);
    // Of five counted two boxes reach the threshold.
    const auto herd = gathered({with_machine(animal(MediaId::make(), "Puma concolor", {}, 5))});
    ASSERT_EQ(herd.crops.size(), 2U);
    EXPECT_DOUBLE_EQ(herd.crops[1].box.x, 0.1);
}

TEST(VerifiedCrops, WhatIsNoExampleIsCounted) {
    const auto mixed = MediaId::make();
    const auto found = gathered({
        with_machine(animal(mixed, "Puma concolor")),
        animal(mixed, "Cervidae"),
        animal(MediaId::make(), "Puma concolor"),
        video("Puma concolor"),
        // Nobody knows in which frame it stands.
        video("Puma concolor", Box{0.1, 0.1, 0.2, 0.2}),
        animal(MediaId::make(), "", Box{0.1, 0.1, 0.2, 0.2}),
        with_machine(animal(MediaId::make(), "")),
        animal(MediaId::make(), "Nobodyis knownby", Box{0.1, 0.1, 0.2, 0.2}),
        animal(MediaId::make(), "Nobodyis knownby", Box{0.1, 0.1, 0.2, 0.2}),
    });
    EXPECT_TRUE(found.crops.empty());
    EXPECT_EQ(found.left_out.several_taxa, 1);
    EXPECT_EQ(found.left_out.without_box, 1);
    EXPECT_EQ(found.left_out.videos, 2);
    EXPECT_EQ(found.left_out.not_identified, 1);
    EXPECT_THAT(found.left_out.unknown, ElementsAre("Nobodyis knownby"));
}

// (x of the box, second, by machine) of each crop.
std::vector<std::tuple<double, double, bool>> sights(const VerifiedCrops& found) {
    std::vector<std::tuple<double, double, bool>> list;
    for (const auto& crop : found.crops) list.emplace_back(crop.box.x, crop.second.value_or(-1), crop.box_by_machine);
    return list;
}

TEST(VerifiedCrops, OfAVideoOfOneNameEachTrackGivesItsSurestFrame) {
    using Sight = std::tuple<double, double, bool>;
    // Of the surest individuals, as many as were counted; of two frames alike the earlier.
    EXPECT_THAT(sights(gathered({followed(video("Puma concolor"))})), ElementsAre(Sight{0.5, 5, true}));
    const auto both = gathered({followed(video("Puma concolor", {}, {}, 2))});
    EXPECT_THAT(sights(both), ElementsAre(Sight{0.5, 5, true}, Sight{0.2, 1, true}, Sight{0.4, 5, true}));
    EXPECT_EQ(both.crops[2].scientific_name, "Puma concolor");
    EXPECT_EQ(sights(gathered({followed(video("Puma concolor", {}, {}, 9))})).size(), 3U);
    EXPECT_EQ(both.left_out.videos, 0);
    const auto material = material_of(both.crops, taxa());
    ASSERT_EQ(material.size(), 1U);
    EXPECT_EQ(material[0].crops, 3);
    EXPECT_EQ(material[0].videos, 1);
    EXPECT_EQ(material[0].photos, 0);
}

TEST(VerifiedCrops, AConfirmedBoxOfAVideoNamesItsIndividual) {
    using Sight = std::tuple<double, double, bool>;
    // The person left the surer individual out: it is no example.
    EXPECT_THAT(sights(gathered({followed(video("Puma concolor", at(0.2), 1))})),
                ElementsAre(Sight{0.2, 1, false}, Sight{0.4, 5, true}));
    // Two names, each with its box.
    auto puma = followed(video("Puma concolor", at(0.2), 1)), owl = followed(video("Athene cunicularia", at(0.5), 5));
    owl.media_id = puma.media_id;
    const auto two = gathered({puma, owl});
    EXPECT_THAT(sights(two), ElementsAre(Sight{0.2, 1, false}, Sight{0.4, 5, true}, Sight{0.5, 5, false}));
    EXPECT_EQ(two.crops[1].scientific_name, "Puma concolor");
    EXPECT_EQ(two.crops[2].scientific_name, "Athene cunicularia");
    // A box that nobody followed, and two names without boxes.
    EXPECT_THAT(sights(gathered({followed(video("Puma concolor", at(0.7), 3))})), ElementsAre(Sight{0.7, 3, false}));
    auto some = followed(video("Puma concolor")), others = followed(video("Cervidae"));
    others.media_id = some.media_id;
    const auto mixed = gathered({some, others});
    EXPECT_TRUE(mixed.crops.empty());
    EXPECT_EQ(mixed.left_out.several_taxa, 1);
}

// `crops` of a taxon, in turn at so many locations.
void add(std::vector<VerifiedCrop>& list, const std::string& name, int crops, int locations) {
    for (int i = 0; i < crops; ++i)
        list.push_back({MediaId::make(),
                        {},
                        std::string(1, static_cast<char>('a' + i % 26)),
                        "P" + std::to_string(i % locations),
                        name,
                        {0, 0, 1, 1},
                        false,
                        {}});
}

TEST(VerifiedCrops, MaterialSaysOfWhatThereIsEnough) {
    std::vector<VerifiedCrop> crops;
    add(crops, "Alces alces", 5, 2);
    add(crops, "Cervidae", 40, 3);
    add(crops, "Puma concolor", 4, 2);
    add(crops, "Athene noctua", 90, 1);
    add(crops, "Canis latrans", 5, 5);
    const auto material = material_of(crops, taxa());
    ASSERT_EQ(material.size(), 5U);
    const auto proposed = [&](std::size_t i) {
        return material[i].scientific_name + (material[i].proposed() ? "+" : "-");
    };
    EXPECT_THAT((std::vector{proposed(0), proposed(1), proposed(2), proposed(3), proposed(4)}),
                ElementsAre("Alces alces+", "Athene noctua-", "Canis latrans+", "Cervidae-", "Puma concolor-"));
    EXPECT_EQ(material[3].finer, "Alces alces");
    EXPECT_EQ(material[4].crops, 4);
    EXPECT_EQ(material[4].locations, 2);

    EXPECT_THAT(taxa_to_learn(taxa(), material, {}), ElementsAre("Alces alces", "Canis latrans"));
    EXPECT_THAT(taxa_to_learn(taxa(), material, {"Cervidae", "Canis latrans"}),
                ElementsAre("Canis latrans", "Cervidae"));
    const auto refused = [&](std::vector<std::string> asked) -> std::string {
        try {
            taxa_to_learn(taxa(), material, std::move(asked));
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::invalid);
            return failure.problem().detail;
        }
        return "nothing was refused";
    };
    EXPECT_THAT(refused({"Cervidae", "Alces alces"}), HasSubstr("Alces alces is part of Cervidae"));
    EXPECT_THAT(refused({"Canis latrans", "Puma concolor"}),
                HasSubstr("Puma concolor there are 4 verified crops at 2"));
    EXPECT_THAT(refused({"Canis latrans", "Ursus arctos"}), HasSubstr("Ursus arctos there are 0"));
    EXPECT_THAT(refused({"Canis latrans"}), HasSubstr("at least two taxa"));
}

TEST(VerifiedCrops, SharesAreFair) {
    const auto shares = [](std::vector<std::size_t> counts, std::size_t most) { return fair_shares(counts, most); };
    EXPECT_THAT(shares({10, 2, 9}, 12), ElementsAre(5, 2, 5));
    EXPECT_THAT(shares({10, 2, 9}, 21), ElementsAre(10, 2, 9));
    EXPECT_THAT(shares({10, 2, 9}, 100), ElementsAre(10, 2, 9));
    EXPECT_THAT(shares({5, 5, 5}, 10), ElementsAre(3, 3, 4));  // the rest goes to the last
    EXPECT_THAT(shares({3, 3}, 0), ElementsAre(0, 0));
    EXPECT_TRUE(shares({}, 5).empty());
}

TEST(VerifiedCrops, TooManyAreThinnedByTaxonAndLocation) {
    std::vector<VerifiedCrop> crops;
    add(crops, "Puma concolor", 100, 1);
    add(crops, "Alces alces", 4, 2);
    crops.push_back({MediaId::make(), {}, "a", "rare place", "Puma concolor", {0, 0, 1, 1}, false, {}});
    const auto kept = thinned(crops, 10);
    ASSERT_EQ(kept.size(), 10U);
    EXPECT_EQ(std::ranges::count(kept, "Alces alces", &VerifiedCrop::scientific_name), 4);
    EXPECT_EQ(std::ranges::count(kept, "rare place", &VerifiedCrop::location_name), 1);
    // The others of the smallest hashes: of 100 crops whose hashes are 26 letters in turn, four begin with "a", …
    EXPECT_EQ(std::ranges::count(kept, "a", &VerifiedCrop::sha256), 4 + 1 + 1);
    EXPECT_EQ(thinned(crops, 1000).size(), crops.size());
}

}  // namespace
}  // namespace serow::journeys
