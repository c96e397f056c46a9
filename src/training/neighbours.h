// The crops that look most like a crop, by what a network said of each. docs/methods/similar-images.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace serow::training {

// Features in a byte each: scaled so that the largest is 127 or -127. Only their direction is kept, which is what
// cosine() looks at; against the floats it is off by less than 0.01. Empty where the features are none, all 0, or no
// finite numbers.
std::vector<std::int8_t> in_bytes(std::span<const float> features);

// Of the angle between them: 1 for the same direction, 0 where they have nothing in common. Both of one length, and not
// all 0.
double cosine(std::span<const std::int8_t> a, std::span<const std::int8_t> b);

struct Near {
    std::size_t number = 0;  // in the order of adding, from 0
    double similarity = 0;   // cosine()
};

// Up to `exact_up_to` crops each is compared with; beyond, a navigable graph is searched (HNSW: Malkov & Yashunin 2018,
// arXiv:1603.09320; hnswlib, M = 16, efConstruction = 100), which misses a neighbour now and then. Searching is safe
// from several threads, adding is not.
class Neighbours {
public:
    static constexpr std::size_t exact_up_to = 5000;

    explicit Neighbours(std::size_t width, std::size_t exact = exact_up_to);  // features of a crop
    ~Neighbours();
    Neighbours(Neighbours&&) noexcept;
    Neighbours& operator=(Neighbours&&) noexcept;

    // As in_bytes() gives them, `width` of them.
    void add(std::span<const std::int8_t> features);
    // At most `most`, the most similar first; of equal ones the first added.
    [[nodiscard]] std::vector<Near> nearest(std::span<const std::int8_t> features, std::size_t most) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t bytes() const;  // of memory, about

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace serow::training
