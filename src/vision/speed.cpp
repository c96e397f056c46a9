#include "vision/speed.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "vision/batch.h"
#include "vision/fit.h"
#include "vision/preprocess.h"

namespace serow::vision {

Result<double> images_per_second(const Session& session, const Manifest& manifest, const Load& load) {
    using Clock = std::chrono::steady_clock;
    const auto& plan = manifest.input;
    const auto batch = static_cast<std::size_t>(load.batch);
    const auto size = static_cast<std::size_t>(plan.width) * static_cast<std::size_t>(plan.height) * 3;
    const std::vector<float> pixels(batch * size, 0.5F);
    auto shape = input_shape(plan, {plan.width, plan.height});
    shape.front() = load.batch;
    std::vector<Input> inputs{{plan.tensor, std::move(shape), std::span<const float>(pixels)}};
    std::vector<std::vector<std::int64_t>> constants;
    add_constants(plan, batch, constants, inputs);
    const auto outputs = output_names(manifest.output);

    std::atomic<std::size_t> runs{0};
    std::mutex mutex;  // of what went wrong
    std::optional<Problem> trouble;
    const auto started = Clock::now();
    const auto until =
        started + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(load.seconds));
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < load.callers; ++i)
            callers.emplace_back([&] {
                do {
                    if (const auto answer = session.run(inputs, outputs); !answer) {
                        const std::scoped_lock lock(mutex);
                        trouble = answer.error();
                        return;
                    }
                    ++runs;
                } while (Clock::now() < until);
            });
    }
    if (trouble) return std::unexpected(*trouble);
    return static_cast<double>(runs * batch) / std::chrono::duration<double>(Clock::now() - started).count();
}

}  // namespace serow::vision
