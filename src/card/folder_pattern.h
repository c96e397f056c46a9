// What the names of folders say: sample point, camera, area, date.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace serow::card {

// Folders that cameras make for themselves and that say nothing of the place: DCIM, 100MEDIA, 100RECNX, 101EK113,
// 100_BTCF, also as a copy ("100MEDIA (2)", "100MEDIA - 副本").
bool is_camera_folder(std::string_view name);

// What a pattern reads from one folder; a text is empty where the pattern has no such part.
struct FolderReading {
    std::string folder;  // up to the last step that the pattern reads: all below belongs together
    std::string area, point, camera, date;
    bool operator==(const FolderReading&) const = default;
};

// "{area}/{point}", "{point}_{date}", "Station {point}/DCIM/100MEDIA": one step for each folder from the card's root
// on. {point} is needed, {camera}, {area} and {date} may be there, each once; "*" is any text. Letters of the rest
// stand for themselves, whatever their case and width. Folders that cameras make are skipped, in the pattern, too; what
// lies deeper than the pattern belongs to where it lies in, and a folder that ends after its point needs no more. Of
// "{point}_{camera}" the point takes as much as it can.
class FolderPattern {
public:
    // Code::invalid with a sentence that says what is wrong where.
    static Result<FolderPattern> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    // nullopt where the folder does not fit.
    [[nodiscard]] std::optional<FolderReading> read(std::string_view folder) const;

private:
    enum class Part { text, any, area, point, camera, date };
    struct Token {
        Part part = Part::text;
        std::u32string text;  // folded
    };
    using Step = std::vector<Token>;
    static Result<Step> parse_step(std::string_view text);
    static bool has_point(const Step& step);
    static bool fit(const Step& step, std::string_view name, FolderReading& reading);

    std::string text_;
    std::vector<Step> steps_;
};

// The whole of `name` is a day, a month or a year as people write them into names: 2024, 202405, 2024-05, 20240501,
// 2024.5.1, 2024年5月, 2024年5月1日; or two of them with "-", "~" or "to" between.
bool is_date(std::string_view name);

}  // namespace serow::card
