// The three animals that drawn scenes know. Measures are those of a sika hind or stag (shoulder 0.85 m), a wild boar
// (shoulder 0.75 m) and a cock pheasant (0.8 m with its tail).
#include <algorithm>
#include <cmath>
#include <numbers>

#include "journeys/rendered_animal.h"

namespace serow::journeys::rendered {
namespace {

void add(Animal& animal, Point a, Point b, float ra, float rb, Colour colour, float coat = 1) {
    animal.limbs.push_back({a, b, ra, rb, colour, coat});
}

Point towards(Point from, float angle, float length, float z = 0) {
    return {from.x + std::cos(angle) * length, from.y + std::sin(angle) * length, from.z + z};
}

// A leg of three bones from the body down; `swing` in [-1, 1] sets the foot back or forward.
struct LegShape {
    Point joint;           // where it leaves the body
    float knee_x, knee_y;  // of the standing leg, x from the joint
    float ankle_x, ankle_y;
    float upper, knee, ankle, hoof;  // radii
    float stride;
};

void add_leg(Animal& animal, const LegShape& leg, float swing, float side_z, Colour upper, Colour lower, Colour hoof) {
    const float lift = std::max(0.0F, swing) * leg.joint.y * 0.10F;
    const Point joint{leg.joint.x, leg.joint.y, side_z};
    const Point knee{leg.joint.x + leg.knee_x + swing * leg.stride * 0.55F, leg.knee_y + lift, side_z};
    const Point ankle{leg.joint.x + leg.ankle_x + swing * leg.stride, leg.ankle_y + lift, side_z};
    const Point foot{ankle.x + leg.hoof * 1.0F, leg.hoof * 0.8F + lift * 0.8F, side_z};
    add(animal, joint, knee, leg.upper, leg.knee, upper, 0.8F);
    add(animal, knee, ankle, leg.knee, leg.ankle, lower, 0.4F);
    add(animal, ankle, foot, leg.ankle, leg.hoof, hoof, 0);
}

void add_antler(Animal& animal, Point base, float side) {
    const Colour bone{.60F, .52F, .40F};
    const Point middle{base.x - 0.09F, base.y + 0.17F, base.z + side * 0.10F};
    const Point top{base.x - 0.02F, base.y + 0.38F, base.z + side * 0.15F};
    add(animal, base, middle, 0.016F, 0.013F, bone, 0);
    add(animal, middle, top, 0.013F, 0.007F, bone, 0);
    add(animal, {base.x - 0.02F, base.y + 0.05F, base.z + side * 0.03F},
        {base.x + 0.09F, base.y + 0.14F, base.z + side * 0.05F}, 0.011F, 0.005F, bone, 0);
    add(animal, middle, {middle.x + 0.11F, middle.y + 0.09F, middle.z}, 0.011F, 0.005F, bone, 0);
    add(animal, {middle.x + 0.04F, middle.y + 0.12F, middle.z + side * 0.03F},
        {middle.x - 0.05F, middle.y + 0.22F, middle.z + side * 0.03F}, 0.010F, 0.005F, bone, 0);
}

void add_deer_head(Animal& deer, Point nape, float face_angle, Colour coat, bool stag) {
    const Colour pale{.82F, .76F, .65F};
    const Colour dark{.10F, .08F, .07F};
    const Point skull = towards(nape, face_angle, .035F);
    const Point muzzle = towards(skull, face_angle, .195F, .01F);
    add(deer, skull, towards(skull, face_angle, .08F), .070F, .055F, coat, .6F);
    add(deer, skull, muzzle, .058F, .032F, coat * .95F, .6F);
    add(deer, towards(skull, face_angle - .35F, .10F), towards(muzzle, face_angle - 1.9F, .012F), .030F, .024F, pale,
        .2F);
    add(deer, towards(muzzle, face_angle, .018F), towards(muzzle, face_angle, .022F), .022F, .020F, dark, 0);
    const float up = face_angle + 1.75F;
    const Point crown = towards(skull, up, .05F);
    for (const float z : {-1.0F, 1.0F}) {
        const Colour shaded = coat * (z < 0 ? .75F : 1.0F);
        const Point root{crown.x - .01F, crown.y, z * .045F};
        const Point middle = towards(root, up + .45F, .075F, z * .055F);
        add(deer, root, middle, .022F, .040F, shaded, .3F);
        add(deer, middle, towards(middle, up + .45F, .08F, z * .03F), .038F, .008F, shaded * .92F, .3F);
        const Point eye = towards(towards(skull, face_angle, .045F), face_angle + std::numbers::pi_v<float> / 2, .022F);
        deer.eyes.push_back({eye.x, eye.y, z * .062F});
        if (stag) add_antler(deer, {crown.x, crown.y, z * .03F}, z);
    }
}

}  // namespace

Animal make_deer(Random& own, Random& pose) {
    Animal deer;
    const float tone = own.between(0.9F, 1.12F);
    const Colour coat = Colour{.50F, .36F, .235F} * tone;
    const Colour back = Colour{.37F, .26F, .17F} * tone;
    const Colour leg = Colour{.46F, .35F, .25F} * tone;
    const Colour pale{.82F, .76F, .65F};
    const Colour dark{.10F, .08F, .07F};
    deer.belly = {.80F, .73F, .63F};
    deer.mark = {.80F, .72F, .60F};
    deer.coat = own.chance(0.4F) ? Coat::spotted : Coat::plain;
    deer.length_m = 1.25F;
    deer.blend_m = 0.06F;

    // Trunk: chest, barrel, haunch.
    add(deer, {.26F, .66F, 0}, {-.05F, .665F, 0}, .175F, .165F, coat);
    add(deer, {-.05F, .665F, 0}, {-.36F, .69F, 0}, .165F, .165F, coat);
    add(deer, {.32F, .60F, 0}, {.36F, .70F, 0}, .135F, .135F, coat);
    add(deer, {.24F, .79F, 0}, {-.34F, .80F, 0}, .055F, .055F, back);

    const float walk = pose.chance(0.55F) ? pose.between(0.5F, 1) : pose.between(0, 0.25F);
    const LegShape front{{.30F, .56F, 0}, .0F, .31F, .0F, .075F, .062F, .030F, .019F, .024F, .17F};
    const LegShape hind{{-.37F, .64F, 0}, -.075F, .33F, -.02F, .08F, .085F, .032F, .020F, .024F, .17F};
    const float side = 0.085F;
    add_leg(deer, front, -walk, -side, coat * 0.75F, leg * 0.75F, dark);
    add_leg(deer, hind, walk, -side, coat * 0.75F, leg * 0.75F, dark);
    // Thigh and shoulder of the near side stand out.
    add(deer, {-.36F, .68F, .06F}, {-.40F, .48F, .085F}, .130F, .066F, coat);
    add(deer, {.28F, .66F, .07F}, {.30F, .52F, .085F}, .095F, .062F, coat);
    add_leg(deer, front, walk * 0.9F, side, coat, leg, dark);
    add_leg(deer, hind, -walk * 0.9F, side, coat, leg, dark);
    add(deer, {-.47F, .76F, .02F}, {-.49F, .60F, .03F}, .070F, .050F, pale, 0.3F);
    add(deer, {-.50F, .77F, 0}, {-.545F, .60F, 0}, .032F, .018F, back, 0.5F);

    // Neck and head: on guard, walking, or grazing.
    const float raise = pose.unit();
    const float neck_angle = raise < 0.5F    ? pose.between(0.85F, 1.1F)
                             : raise < 0.75F ? pose.between(0.35F, 0.6F)
                                             : pose.between(-0.95F, -0.7F);
    const bool grazes = neck_angle < 0;
    const Point withers{.36F, .74F, 0};
    const Point nape = towards(withers, neck_angle, grazes ? .46F : .38F, .02F);
    add(deer, withers, nape, .125F, .066F, coat);
    add(deer, {.40F, .66F, 0}, {mix(withers.x, nape.x, .5F) + .02F, mix(withers.y, nape.y, .5F), 0}, .11F, .075F, coat);
    add_deer_head(deer, nape, grazes ? -1.32F : std::min(neck_angle - 1.15F, -0.22F), coat, own.chance(0.2F));
    return deer;
}

Animal make_boar(Random& own, Random& pose) {
    Animal boar;
    const float tone = own.between(0.85F, 1.15F);
    const Colour coat = Colour{.30F, .25F, .21F} * tone;
    const Colour mane = Colour{.20F, .17F, .15F} * tone;
    const Colour leg = Colour{.17F, .14F, .12F} * tone;
    const Colour snout{.36F, .29F, .27F};
    boar.belly = Colour{.24F, .20F, .17F} * tone;
    boar.mark = Colour{.47F, .41F, .35F} * tone;
    boar.coat = Coat::bristled;
    boar.length_m = 1.2F;
    boar.blend_m = 0.07F;
    boar.fur_m = 0.012F;

    add(boar, {.22F, .50F, 0}, {-.10F, .49F, 0}, .225F, .215F, coat);
    add(boar, {-.10F, .49F, 0}, {-.38F, .47F, 0}, .215F, .18F, coat);
    add(boar, {.26F, .66F, 0}, {.02F, .665F, 0}, .075F, .06F, mane);
    add(boar, {.02F, .665F, 0}, {-.40F, .61F, 0}, .06F, .04F, mane);

    const float walk = pose.between(0.1F, 1);
    const LegShape front{{.24F, .38F, 0}, .01F, .20F, .0F, .06F, .075F, .038F, .027F, .031F, .12F};
    const LegShape hind{{-.36F, .42F, 0}, -.06F, .22F, -.02F, .06F, .10F, .040F, .027F, .031F, .12F};
    const float side = .10F;
    add_leg(boar, front, -walk, -side, coat * .7F, leg * .8F, leg * .5F);
    add_leg(boar, hind, walk, -side, coat * .7F, leg * .8F, leg * .5F);
    add(boar, {-.36F, .46F, .07F}, {-.33F, .33F, .10F}, .13F, .085F, coat);
    add(boar, {.25F, .46F, .09F}, {.26F, .33F, .10F}, .11F, .075F, coat);
    add_leg(boar, front, walk * .9F, side, coat, leg, leg * .5F);
    add_leg(boar, hind, -walk * .9F, side, coat, leg, leg * .5F);
    const Point tail{-.55F, .52F, .02F};
    add(boar, tail, {-.60F, .36F, .02F}, .018F, .012F, coat, .3F);
    add(boar, {-.60F, .36F, .02F}, {-.60F, .30F, .02F}, .020F, .012F, mane, .5F);

    // The head is a wedge that goes on from the hump, held low; rooting in the ground, it goes lower.
    const float angle = pose.chance(0.4F) ? pose.between(-0.85F, -0.7F) : pose.between(-0.5F, -0.3F);
    const Point neck{.36F, .51F, 0};
    const Point brow = towards(neck, angle, .22F);
    const Point nose = towards(brow, angle - .06F, .27F);
    add(boar, neck, brow, .185F, .125F, coat);
    add(boar, brow, nose, .115F, .048F, coat * .95F, .7F);
    add(boar, towards(brow, angle - .75F, .09F), towards(nose, angle + 3.0F, .06F), .075F, .04F, coat * .9F, .6F);
    add(boar, nose, towards(nose, angle, .02F), .047F, .046F, snout, 0);
    for (const float z : {-1.0F, 1.0F}) {
        const Point root = towards(neck, angle + .72F, .215F, z * .075F);
        const Point middle = towards(root, 1.75F, .06F, z * .02F);
        add(boar, root, middle, .035F, .042F, mane, .8F);
        add(boar, middle, towards(middle, 1.6F, .07F), .040F, .010F, mane * .85F, .8F);
        const Point eye = towards(brow, angle + 1.25F, .062F);
        boar.eyes.push_back({eye.x + .02F, eye.y, z * .095F});
        const Point tusk = towards(nose, angle + 3.3F, .07F, z * .045F);
        add(boar, tusk, {tusk.x + .012F, tusk.y + .045F, tusk.z + z * .01F}, .009F, .004F, {.85F, .82F, .72F}, 0);
    }
    return boar;
}

Animal make_bird(Random& own, Random& pose) {
    Animal bird;
    const bool cock = own.chance(0.6F);
    const Colour breast = cock ? Colour{.56F, .27F, .11F} : Colour{.58F, .47F, .32F};
    const Colour back = cock ? Colour{.60F, .38F, .17F} : Colour{.50F, .39F, .26F};
    const Colour wing = cock ? Colour{.48F, .38F, .27F} : Colour{.44F, .34F, .23F};
    const Colour neck = cock ? Colour{.07F, .17F, .16F} : Colour{.57F, .46F, .32F};
    const Colour horn{.52F, .47F, .38F};
    bird.belly = cock ? Colour{.30F, .16F, .09F} : Colour{.55F, .46F, .34F};
    bird.mark = mix(breast, {.86F, .80F, .68F}, .5F);
    bird.coat = Coat::feathered;
    bird.length_m = .6F;
    bird.blend_m = .03F;
    bird.fur_m = .002F;
    bird.eye_m = .006F;

    const Colour tail_colour = mix(back, {.40F, .32F, .22F}, .5F);
    const float tail = own.between(.10F, .30F);
    for (const float spread : {-.035F, 0.0F, .03F})
        add(bird, {-.13F, .215F, spread * .4F},
            towards({-.13F, .215F, spread}, 3.14F - tail + spread, cock ? .42F : .26F), .030F, .006F,
            tail_colour * (1 - 3 * std::abs(spread)), .8F);
    add(bird, {.06F, .205F, 0}, {-.04F, .21F, 0}, .088F, .09F, breast);
    add(bird, {-.04F, .21F, 0}, {-.15F, .215F, 0}, .088F, .045F, back);
    add(bird, {-.02F, .17F, 0}, {-.08F, .165F, 0}, .065F, .055F, bird.belly);

    const float step = pose.between(-1, 1) * .045F;
    for (const float z : {-1.0F, 1.0F}) {
        const Point hip{-.01F, .14F, z * .03F};
        const Point heel{-.03F + z * step * .5F, .075F, z * .032F};
        const Point foot{-.005F + z * step, .008F, z * .034F};
        add(bird, hip, heel, .030F, .010F, bird.belly, .5F);
        add(bird, heel, foot, .0075F, .0065F, horn, 0);
        for (const float toe : {-.3F, .0F, .35F})
            add(bird, foot, {foot.x + .042F, .004F, foot.z + toe * .05F}, .006F, .004F, horn, 0);
        add(bird, foot, {foot.x - .02F, .004F, foot.z}, .006F, .004F, horn, 0);
        // The folded wing, its tip over the root of the tail.
        add(bird, {.055F, .225F, z * .055F}, {-.07F, .215F, z * .062F}, .050F, .044F, wing);
        add(bird, {-.07F, .215F, z * .062F}, {-.19F, .205F, z * .03F}, .040F, .008F, wing * .85F);
    }

    const bool feeds = pose.chance(0.35F);
    const float angle = feeds ? pose.between(-.75F, -.5F) : pose.between(.95F, 1.3F);
    const Point shoulder{.095F, .235F, 0};
    const Point nape = towards(shoulder, angle, feeds ? .15F : .13F);
    add(bird, shoulder, towards(shoulder, angle, .05F), .062F, .046F, breast);
    if (cock)
        add(bird, towards(shoulder, angle, .058F), towards(shoulder, angle, .066F), .044F, .042F, {.84F, .84F, .80F},
            .2F);
    add(bird, towards(shoulder, angle, .075F), nape, .040F, .030F, neck, .5F);
    const float face = feeds ? angle - .35F : -.12F;
    const Point head = towards(nape, face, .018F);
    add(bird, nape, head, .034F, .033F, neck, .5F);
    if (cock)
        for (const float z : {-1.0F, 1.0F})
            add(bird, {head.x - .002F, head.y, z * .016F}, towards(head, face, .018F, z * .016F), .020F, .017F,
                {.66F, .09F, .07F}, 0);
    const Point beak = towards(head, face, .030F);
    add(bird, beak, towards(beak, face - .18F, .034F), .012F, .003F, {.74F, .69F, .55F}, 0);
    for (const float z : {-1.0F, 1.0F})
        bird.eyes.push_back({towards(head, face + .5F, .012F).x, towards(head, face + .9F, .010F).y, z * .034F});
    return bird;
}

}  // namespace serow::journeys::rendered
