// Bytes that may be another program's predictions, through both readers and, what they take for good, through the
// writers. Build with clang and -fsanitize=fuzzer,address,undefined, link serow_share, and start from the files of
// ../shared/tables. tests/share/foreign_predictions_test.cpp runs the same readers on seeded damage with any compiler.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "share/megadetector_reader.h"
#include "share/speciesnet_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace serow::share;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const FindingReceiver unheard = [](PredictionFinding&&) {};
    const Sink nowhere = [](std::span<const std::byte>) {};
    if (const auto head = read_megadetector_head(text, unheard)) {
        MegaDetectorWriter writer(nowhere);
        each_megadetector_image(
            text, head->info,
            [&](MegaDetectorImage&& image) {
                // The format of before had frames without a rate; the one that is written has not.
                if (!image.frame_rate)
                    for (auto& detection : image.detections) detection.frame_number.reset();
                else
                    for (auto& detection : image.detections)
                        detection.frame_number = detection.frame_number.value_or(0);
                writer.image(image);
            },
            unheard);
        writer.finish(head->info);
    }
    if (count_speciesnet_predictions(text)) {
        SpeciesNetWriter writer(nowhere);
        each_speciesnet_prediction(text, [&](SpeciesNetPrediction&& p) { writer.prediction(p); }, unheard);
        writer.finish();
    }
    return 0;
}
