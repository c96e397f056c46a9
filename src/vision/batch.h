// Pictures, or parts of them, through a loaded model: several in one run where the model takes several.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "vision/manifest.h"
#include "vision/preprocess.h"
#include "vision/session.h"

namespace serow::vision {

// A part of a picture; the picture is the caller's.
struct Patch {
    const Image* photo;
    Region region;  // inside it, not empty
};

// What the model said of one patch, as if it had been alone: each output's first axis is 1.
struct PatchAnswer {
    Size fed;      // what was fed, and
    Region place;  // where in it the patch lies
    std::vector<Output> outputs;
};

class BatchedModel {
public:
    // `most`: patches of one run, at least 1; where the model's first axis is not free, it is 1 whatever was asked.
    // Code::invalid as check_fit.
    static Result<BatchedModel> make(const Manifest& manifest, Session session, int most);

    // One answer a patch, in their order. Patches of one size of input that lie side by side are fed together. A model
    // that says it takes several and then fails on them, or gives no answer for each, is fed one by one from then on.
    // Safe from several threads. Problems as Session::run.
    [[nodiscard]] Result<std::vector<PatchAnswer>> run(const InputPlan& plan, std::span<const Patch> patches) const;

    [[nodiscard]] int most() const { return one_by_one_->load() ? 1 : most_; }
    [[nodiscard]] const Session& session() const { return session_; }

private:
    BatchedModel(Session session, std::vector<std::string> outputs, int most, std::string name);
    // False where the model does not take several after all.
    Result<bool> run_together(const InputPlan& plan, std::span<const Patch> patches,
                              std::span<PatchAnswer> answers) const;

    Session session_;
    std::vector<std::string> outputs_;
    int most_;
    std::string name_;  // for the log
    std::unique_ptr<std::atomic<bool>> one_by_one_;
};

// Whether a model leaves the number of pictures of one run open, in every input and every output that is named.
bool takes_several(const Manifest& manifest, const Session& session);

// The fixed inputs of a manifest for `count` pictures: each row again and again. Appended to `inputs`, which then
// point into `rows`.
void add_constants(const InputPlan& plan, std::size_t count, std::vector<std::vector<std::int64_t>>& rows,
                   std::vector<Input>& inputs);

}  // namespace serow::vision
