// The work that nobody can save: bare runs of a network, and how it is spread over the cores.
#pragma once

#include <atomic>
#include <cstdlib>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/image.h"
#include "vision/fit.h"
#include "vision/preprocess.h"
#include "vision/registry.h"
#include "vision/runtime.h"
#include "vision/session.h"

namespace serow::bench {

// A network, and an input that is ready for it.
class Bare {
public:
    Bare(const vision::Runtime& runtime, const vision::Registry& registry, const vision::Manifest& manifest)
        : session_(value_or_throw(vision::Session::load(runtime, value_or_throw(registry.find_weights(manifest))))),
          manifest_(manifest),
          outputs_(vision::output_names(manifest.output)) {}

    void run(const Image& photo) const {
        const auto fed = manifest_.task == vision::Task::detector
                             ? vision::fed_size(manifest_.input, photo.width, photo.height)
                             : vision::Size{manifest_.input.width, manifest_.input.height};
        const std::vector<float> pixels(static_cast<std::size_t>(3 * fed.width * fed.height), 0.5F);
        std::vector<vision::Input> inputs{
            {manifest_.input.tensor, vision::input_shape(manifest_.input, fed), std::span<const float>(pixels)}};
        for (const auto& [name, values] : manifest_.input.constants)
            inputs.push_back(
                {name, {1, static_cast<std::int64_t>(values.size())}, std::span<const std::int64_t>(values)});
        if (!session_.run(inputs, outputs_)) std::exit(2);
    }

private:
    vision::Session session_;
    vision::Manifest manifest_;
    std::vector<std::string> outputs_;
};

// `look(k)` of each k below `count`, on so many threads.
template <class Look>
void side_by_side(std::size_t count, unsigned threads, Look look) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            for (std::size_t k = next++; k < count; k = next++) look(k);
        });
}

}  // namespace serow::bench
