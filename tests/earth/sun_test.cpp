#include "earth/sun.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"

namespace serow::earth {
namespace {

Instant utc(const std::string& text) {
    return parse_instant(text).value();
}

TEST(Sun, MeeusExample25aGivesItsDeclination) {
    // 1992 October 13, 0h TD: apparent declination −7.78507° (low accuracy method).
    EXPECT_NEAR(sun_position(utc("1992-10-13T00:00:00Z")).declination_deg, -7.785, 0.001);
}

TEST(Sun, MeeusExample28bGivesItsEquationOfTime) {
    // The same date: +13 min 42.7 s.
    EXPECT_NEAR(sun_position(utc("1992-10-13T00:00:00Z")).equation_of_time_min, 13 + 42.7 / 60, 0.02);
}

TEST(Sun, AltitudeAgreesWithTheExampleOfTheSolarPositionAlgorithm) {
    // Reda & Andreas 2008 (NREL/TP-560-34302), appendix A.5: Golden, Colorado, 2003-10-17 12:30:30 at UTC−7:
    // elevation without refraction 39.872046°.
    EXPECT_NEAR(sun_altitude_deg(utc("2003-10-17T19:30:30Z"), {39.742476, -105.1786}), 39.872, 0.01);
}

TEST(Sun, StandsOverheadAtTheEquatorAtNoonOfAnEquinox) {
    // March equinox 2024: 20 March 03:06 UTC; so at 90 degrees less 3:06 h from noon at Greenwich … the subsolar
    // longitude is 180 − 15 h (h = UTC + equation of time in hours): (12 − 3.1 + 7.4/60) · 15 = 135.4° east.
    EXPECT_GT(sun_altitude_deg(utc("2024-03-20T03:06:00Z"), {0, 135.4}), 89.8);
    EXPECT_LT(sun_altitude_deg(utc("2024-03-20T03:06:00Z"), {0, -44.6}), -89.8);
}

TEST(Sun, NeverSetsInsideThePolarCircleInJuneAndNeverRisesInDecember) {
    for (int hour = 0; hour < 24; ++hour) {
        const auto h = std::chrono::hours(hour);
        EXPECT_GT(sun_altitude_deg(utc("2024-06-21T00:00:00Z") + h, {70, 25}), 3);
        EXPECT_LT(sun_altitude_deg(utc("2024-12-21T00:00:00Z") + h, {70, 25}), -3);
    }
}

// Sunrise, sunset and the end of twilight by R's suntools (NOAA's own equations, two passes).
TEST(Sun, StandsAtTheAltitudesOfSunriseAndTwilightAtTheTimesThatSuntoolsGives) {
    const char* shared = std::getenv("SEROW_SHARED");
    const auto folder =
        (shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(SEROW_SOURCE_DIR) / "../shared") /
        "golden";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no reference results at " << folder;
    std::ostringstream text;
    text << std::ifstream(folder / "dev_sun.json").rdbuf();
    const auto root = value_or_throw(parse_json(text.str(), "dev_sun.json"));
    const auto& expected = root.at("cases").as_array().at(0).at("expected").as_object();
    std::ifstream csv(folder / "dev_sun.csv");
    std::string line;
    std::getline(csv, line);
    std::size_t row = 0;
    int compared = 0;
    for (; std::getline(csv, line); ++row) {
        std::istringstream cells(line);
        std::string place, lat, lon, date;
        std::getline(cells, place, ',');
        std::getline(cells, lat, ',');
        std::getline(cells, lon, ',');
        std::getline(cells, date, ',');
        const Point point{std::stod(lat), std::stod(lon)};
        const auto midnight = utc(date.substr(1, 10) + "T00:00:00Z");
        const auto altitude_at = [&](const char* key) -> std::optional<double> {
            const auto& hours = expected.at(key).as_array().at(row);
            if (hours.is_null()) return {};
            ++compared;
            return sun_altitude_deg(midnight + milliseconds(std::llround(hours.to_number<double>() * 3'600'000)),
                                    point);
        };
        for (const auto* key : {"sunrise_h", "sunset_h"})
            if (const auto altitude = altitude_at(key)) {
                EXPECT_NEAR(*altitude, sunrise_altitude_deg, 0.02) << place << " " << date << " " << key;
            }
        for (const auto* key : {"civil_dawn_h", "civil_dusk_h"})
            if (const auto altitude = altitude_at(key)) {
                EXPECT_NEAR(*altitude, civil_twilight_altitude_deg, 0.02) << place << " " << date << " " << key;
            }
    }
    EXPECT_GT(compared, 30);
}

}  // namespace
}  // namespace serow::earth
