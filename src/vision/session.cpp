#include "vision/session.h"

#include <utility>

#include "vision/session_state.h"

namespace serow::vision {

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

const std::vector<TensorFacts>& Session::inputs() const {
    return state_->inputs;
}
const std::vector<TensorFacts>& Session::outputs() const {
    return state_->outputs;
}

Result<std::vector<Output>> Session::run(std::span<const Input> inputs, std::span<const std::string> outputs) const {
    return state_->run(inputs, outputs);
}

}  // namespace serow::vision
