#include "journeys/rendered_scene.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "journeys/rendered_animal.h"
#include "journeys/rendered_place.h"
#include "journeys/rendered_strip.h"
#include "media/resize.h"
#include "media/stamp.h"

namespace serow::journeys {
namespace {

using namespace rendered;

constexpr int width = 1600;
constexpr int height = 1200;

// Frames of one trigger show one animal: seeds that differ in their lowest four bits alone are one visit.
constexpr std::uint64_t frames_of_a_visit = 16;

// Where the animal stands; far enough from the border to be seen whole. It goes on a step from frame to frame.
Stance choose_stance(const Scene& scene, const View& view, const Place& place, Random& visit, Random& frame) {
    Stance stance;
    float stride_m = 0.25F;
    switch (scene.subject) {
        case Subject::bird:
            stance.distance_m = visit.between(2.15F, 2.75F);
            stride_m = 0.10F;
            break;
        case Subject::boar: stance.distance_m = visit.between(3.7F, 5.0F); break;
        default: stance.distance_m = visit.between(3.5F, 4.9F); break;
    }
    stance.distance_m += frame.between(-0.05F, 0.05F);
    stance.metre = view.pixels_per_m(stance.distance_m);
    stance.y = view.ground_y(stance.distance_m);
    stance.mirrored = visit.chance(0.5F);
    const float ahead = stance.mirrored ? -1.0F : 1.0F;
    const float steps = static_cast<float>(scene.sequence_number) - static_cast<float>(scene.sequence_total + 1) / 2;
    const float way = std::clamp(ahead * steps * stride_m * frame.between(0.7F, 1.3F) * stance.metre, -160.0F, 160.0F);
    stance.x = visit.between(640, 960) + frame.between(-30, 30) + way;
    stance.turn = visit.between(-0.38F, 0.38F) + frame.between(-0.07F, 0.07F);
    stance.sun_side = place.sun_side;
    stance.light = scene.light;
    stance.seed = static_cast<std::uint32_t>(visit.next());
    return stance;
}

Thing choose_animal(const Scene& scene, const View& view, const Place& place) {
    Random visit((scene.frame_seed / frames_of_a_visit) * 0xA0761D6478BD642FULL + scene.place_seed);
    Random frame(scene.frame_seed * 0xE7037ED1A0B428DBULL + scene.place_seed);
    const auto stance = choose_stance(scene, view, place, visit, frame);
    const auto animal = scene.subject == Subject::deer   ? make_deer(visit, frame)
                        : scene.subject == Subject::boar ? make_boar(visit, frame)
                                                         : make_bird(visit, frame);
    return {stance.distance_m, [=](Canvas& canvas) { draw_animal(canvas, animal, stance); }};
}

// Low sun is warm, noon is not.
Colour daylight(CameraTime taken) {
    const auto day = std::chrono::floor<std::chrono::days>(taken);
    const float hour = static_cast<float>(std::chrono::duration_cast<std::chrono::minutes>(taken - day).count()) / 60;
    const float high = smooth(5.0F, 9.5F, hour) * smooth(20.0F, 15.5F, hour);
    return mix({1.05F, .97F, .84F}, {1.02F, 1.0F, .97F}, high);
}

struct Development {
    Light light;
    Colour tint;
    Colour haze;
};

Colour develop(const Canvas::Pixel& pixel, const Development& how, float out2, float grain) {
    if (how.light == Light::day) {
        const float haze = 0.42F * (1 - std::exp(-std::max(0.0F, pixel.distance - 4) / 42));
        auto c = pixel.distance > 500 ? pixel.colour : mix(pixel.colour, how.haze, haze);
        const float edge = 1 - 0.20F * out2;
        // A brighter middle with soft shoulders, as cameras develop.
        const auto tone = [edge](float v) {
            const float t = clamp01(v * edge * 1.10F);
            return mix(t, t * t * (3 - 2 * t), 0.35F);
        };
        c = {tone(c.r * how.tint.r), tone(c.g * how.tint.g), tone(c.b * how.tint.b)};
        const float add = grain * 0.020F;
        return {c.r + add, c.g + add, c.b + add};
    }
    // Leaves and grass throw infrared back strongly, so the green channel says most.
    const float own = 0.30F * pixel.colour.r + 0.60F * pixel.colour.g + 0.10F * pixel.colour.b;
    const float far = pixel.distance / 7.0F;
    // The beam points ahead: the ground before the camera's feet gets less of it.
    const float flash = 1.55F / (1 + far * far * std::sqrt(far)) * (1 - 0.58F * out2) *
                        (0.5F + 0.5F * smooth(1.6F, 4.2F, pixel.distance));
    const float dim = 0.012F + own * flash;
    // A knee keeps what is near from burning out.
    const float v = dim < 0.72F ? dim : 0.72F + 0.28F * (1 - std::exp(-(dim - 0.72F) / 0.28F));
    const float shown = v + grain * (0.028F + 0.02F * (1 - v));
    return {shown, shown, shown};
}

Image expose(Canvas& canvas, const Development& how, std::uint64_t frame_seed) {
    Image image(canvas.width(), canvas.height());
    Random random(frame_seed ^ 0x5EED0F6EA1ULL);
    const auto to_byte = [](float v) { return static_cast<std::uint8_t>(std::lround(clamp01(v) * 255)); };
    for (int y = 0; y < image.height; ++y) {
        auto* out = image.row(y);
        for (int x = 0; x < image.width; ++x, out += 3) {
            const float u = (static_cast<float>(x) - width / 2.0F) / (width / 2.0F);
            const float v = (static_cast<float>(y) - height * 0.52F) / (height / 2.0F);
            const auto bits = random.next();
            // Two even throws make noise that is thick in the middle.
            const float grain =
                (static_cast<float>(bits & 0xFFFF) + static_cast<float>((bits >> 16) & 0xFFFF)) / 65536.0F - 1;
            const auto c = develop(canvas.at(x, y), how, 0.5F * (u * u + v * v), grain);
            out[0] = to_byte(c.r);
            out[1] = to_byte(c.g);
            out[2] = to_byte(c.b);
        }
    }
    return image;
}

}  // namespace

std::vector<std::byte> render_scene(const Scene& scene) {
    const View view;
    const Place place(scene.place_seed);
    Random random(scene.frame_seed * 0xA0761D6478BD642FULL + scene.place_seed);
    const float wind = random.between(-1, 1);

    Canvas canvas(width, height);
    draw_land(canvas, view, place);
    auto things = growing_things(view, place, wind, scene.frame_seed);
    if (scene.subject != Subject::nothing) things.push_back(choose_animal(scene, view, place));
    std::ranges::stable_sort(things, std::ranges::greater(), &Thing::distance_m);
    for (const auto& thing : things) thing.draw(canvas);
    draw_canopy(canvas, place, wind);

    auto image = expose(canvas, {scene.light, daylight(scene.taken), place.haze}, scene.frame_seed);
    const auto second = std::chrono::floor<std::chrono::seconds>(scene.taken);
    print_strip(image, std::format("SEROW  RENDERED SCENE  {:%Y-%m-%d  %H:%M:%S}  {}/{}", second, scene.sequence_number,
                                   scene.sequence_total));
    return value_or_throw(
        media::stamp_exif(value_or_throw(media::encode_jpeg(image, 86)),
                          {.taken = scene.taken,
                           .make = "Serow",
                           .model = "rendered scene",
                           .description = "Rendered scene: drawn by the program Serow for its demo; not a photograph",
                           .software = "Serow",
                           .offset_minutes = {}}));
}

}  // namespace serow::journeys
