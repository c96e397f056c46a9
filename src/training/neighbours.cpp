#include "training/neighbours.h"

// Our own distance is used; and its prefetching, which goes with its own, reads past the end of a list (0.6.2).
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace serow::training {
namespace {

std::int32_t dot(const std::int8_t* a, const std::int8_t* b, std::size_t width) {
    std::int32_t sum = 0;  // 127 * 127 * 130 000 fit
    for (std::size_t i = 0; i < width; ++i) sum += static_cast<std::int32_t>(a[i]) * static_cast<std::int32_t>(b[i]);
    return sum;
}

double length(std::span<const std::int8_t> features) {
    return std::sqrt(static_cast<double>(dot(features.data(), features.data(), features.size())));
}

// One over the length, then the features.
std::vector<char> with_length(std::span<const std::int8_t> features) {
    const auto inverse = static_cast<float>(1 / length(features));
    std::vector<char> bytes(sizeof inverse + features.size());
    std::memcpy(bytes.data(), &inverse, sizeof inverse);
    std::memcpy(bytes.data() + sizeof inverse, features.data(), features.size());
    return bytes;
}

float inverse_of(const void* entry) {
    float inverse = 0;
    std::memcpy(&inverse, entry, sizeof inverse);
    return inverse;
}
const std::int8_t* features_of(const void* entry) {
    return static_cast<const std::int8_t*>(entry) + sizeof(float);
}

float distance(const void* a, const void* b, const void* width) {
    const auto product = dot(features_of(a), features_of(b), *static_cast<const std::size_t*>(width));
    return 1 - static_cast<float>(product) * inverse_of(a) * inverse_of(b);
}

class CosineSpace : public hnswlib::SpaceInterface<float> {
public:
    explicit CosineSpace(std::size_t width) : width_(width) {}
    std::size_t get_data_size() override { return width_ + sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &width_; }

private:
    std::size_t width_;
};

using Graph = hnswlib::HierarchicalNSW<float>;
constexpr std::size_t links = 16, candidates = 100;

}  // namespace

struct Neighbours::State {
    State(std::size_t width_of_each, std::size_t exact)
        : width(width_of_each), exact_most(exact), space(width_of_each) {}

    std::size_t width, exact_most, count = 0;
    CosineSpace space;
    std::vector<char> entries;  // one after the other, while they are few
    std::unique_ptr<Graph> graph;

    [[nodiscard]] std::size_t entry_size() const { return width + sizeof(float); }
    [[nodiscard]] const char* entry(std::size_t i) const { return entries.data() + i * entry_size(); }

    void begin_graph() {
        graph = std::make_unique<Graph>(&space, 4 * (count + 1), links, candidates);
        for (std::size_t i = 0; i < count; ++i) graph->addPoint(entry(i), i);
        entries = std::vector<char>();
    }
};

std::vector<std::int8_t> in_bytes(std::span<const float> features) {
    float largest = 0;
    for (const float value : features) {
        if (!std::isfinite(value)) return {};
        largest = std::max(largest, std::abs(value));
    }
    if (largest == 0) return {};
    std::vector<std::int8_t> bytes;
    bytes.reserve(features.size());
    for (const float value : features) bytes.push_back(static_cast<std::int8_t>(std::lround(value / largest * 127)));
    return bytes;
}

double cosine(std::span<const std::int8_t> a, std::span<const std::int8_t> b) {
    return static_cast<double>(dot(a.data(), b.data(), a.size())) / (length(a) * length(b));
}

Neighbours::Neighbours(std::size_t width, std::size_t exact) : state_(std::make_unique<State>(width, exact)) {}
Neighbours::~Neighbours() = default;
Neighbours::Neighbours(Neighbours&&) noexcept = default;
Neighbours& Neighbours::operator=(Neighbours&&) noexcept = default;

void Neighbours::add(std::span<const std::int8_t> features) {
    auto& s = *state_;
    const auto entry = with_length(features);
    if (s.count == s.exact_most) s.begin_graph();
    if (s.graph) {
        if (s.count == s.graph->max_elements_) s.graph->resizeIndex(2 * s.count);
        s.graph->addPoint(entry.data(), s.count);
    } else {
        s.entries.insert(s.entries.end(), entry.begin(), entry.end());
    }
    ++s.count;
}

std::vector<Near> Neighbours::nearest(std::span<const std::int8_t> features, std::size_t most) const {
    const auto& s = *state_;
    const auto query = with_length(features);
    std::vector<Near> found;
    if (s.graph) {
        // The larger the list of candidates, the fewer neighbours are missed.
        const auto wide = std::max<std::size_t>(200, most);
        auto queue = s.graph->searchKnn(query.data(), wide);
        for (; !queue.empty(); queue.pop())
            found.push_back({queue.top().second, 1 - static_cast<double>(queue.top().first)});
    } else {
        found.reserve(s.count);
        for (std::size_t i = 0; i < s.count; ++i)
            found.push_back({i, 1 - static_cast<double>(distance(query.data(), s.entry(i), &s.width))});
    }
    const auto better = [](const Near& a, const Near& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.number < b.number;
    };
    const auto kept = std::min(most, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
    found.resize(kept);
    return found;
}

std::size_t Neighbours::size() const {
    return state_->count;
}

std::size_t Neighbours::bytes() const {
    const auto& s = *state_;
    if (!s.graph) return s.entries.capacity();
    return s.graph->max_elements_ * (s.entry_size() + 2 * links * sizeof(unsigned) + 3 * sizeof(std::size_t));
}

}  // namespace serow::training
