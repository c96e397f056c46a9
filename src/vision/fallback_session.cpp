// A model on an inference server, with the same model here as its stand-in.
#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/log.h"
#include "vision/remote_state.h"

namespace serow::vision {
namespace {

using std::chrono::steady_clock;

// The server where it answers, the model here where it does not.
class FallbackState final : public Session::State {
public:
    FallbackState(const RemoteOptions& options, std::function<Result<Session>()> load)
        : options_(options), load_(std::move(load)), name_(net::without_secrets(options.url)) {}

    // Either of the two must be there.
    Result<void> open() {
        auto remote = std::make_shared<RemoteState>(options_);
        auto opened = remote->open();
        if (opened) {
            inputs = remote->inputs;
            outputs = remote->outputs;
            remote_ = std::move(remote);
            return {};
        }
        const auto* here = local();
        if (here == nullptr) return opened;
        inputs = here->inputs();
        outputs = here->outputs();
        note_away(opened.error());
        return {};
    }

    [[nodiscard]] Result<std::vector<Output>> run(std::span<const Input> given,
                                                  std::span<const std::string> wanted) const override {
        if (const auto remote = remote_if_its_turn()) {
            auto answer = remote->run(given, wanted);
            if (answer) {
                note_back();
                return answer;
            }
            const auto* here = local();
            if (here == nullptr) return answer;
            note_away(answer.error());
            return here->run(given, wanted);
        }
        const auto* here = local();
        if (here == nullptr) return std::unexpected(loaded_->error());
        return here->run(given, wanted);
    }

private:
    // nullptr while it rests. After the rest one caller is sent there, the others stay here until it came back.
    std::shared_ptr<const RemoteState> remote_if_its_turn() const {
        {
            const std::scoped_lock lock(mutex_);
            if (is_away_ && steady_clock::now() < ask_again_) return nullptr;
            if (is_away_) ask_again_ = steady_clock::now() + options_.timeout * options_.tries + options_.rest;
            if (remote_) return remote_;
        }
        auto remote = std::make_shared<RemoteState>(options_);
        auto opened = remote->open();
        if (opened && !serves_the_same(*remote))
            opened = problem(Code::unavailable, "its model has other tensors than the one here");
        if (!opened) {
            note_away(opened.error());
            return nullptr;
        }
        const std::scoped_lock lock(mutex_);
        remote_ = std::move(remote);
        return remote_;
    }

    // Names and types: sizes that are free on one side may be fixed on the other.
    bool serves_the_same(const RemoteState& remote) const {
        const auto are = [](const std::vector<TensorFacts>& theirs, const std::vector<TensorFacts>& ours) {
            return std::ranges::all_of(ours, [&](const TensorFacts& tensor) {
                const auto found = std::ranges::find(theirs, tensor.name, &TensorFacts::name);
                return found != theirs.end() && found->element == tensor.element;
            });
        };
        return are(remote.inputs, inputs) && are(remote.outputs, outputs);
    }

    // nullptr where it cannot be loaded.
    const Session* local() const {
        const std::scoped_lock lock(load_mutex_);
        if (!loaded_) {
            loaded_.emplace(load_());
            if (!*loaded_)
                log_warning("the model cannot stand in for the inference server",
                            {{"server", name_}, {"reason", loaded_->error().detail}});
        }
        return *loaded_ ? &**loaded_ : nullptr;
    }

    void note_away(const Problem& why) const {
        const std::scoped_lock lock(mutex_);
        ask_again_ = steady_clock::now() + options_.rest;
        if (std::exchange(is_away_, true)) return;
        log_warning("an inference server is away; the model here answers in its place",
                    {{"server", name_}, {"reason", why.detail}});
    }

    void note_back() const {
        const std::scoped_lock lock(mutex_);
        if (std::exchange(is_away_, false)) log_info("an inference server answers again", {{"server", name_}});
    }

    RemoteOptions options_;
    std::function<Result<Session>()> load_;
    std::string name_;
    mutable std::mutex mutex_;  // of the next four
    mutable std::shared_ptr<const RemoteState> remote_;
    mutable bool is_away_ = false;
    mutable steady_clock::time_point ask_again_;
    mutable std::mutex load_mutex_;
    mutable std::optional<Result<Session>> loaded_;
};

}  // namespace

Result<Session> connect(const RemoteOptions& options, std::function<Result<Session>()> local) {
    if (local) {
        auto state = std::make_unique<FallbackState>(options, std::move(local));
        if (const auto opened = state->open(); !opened) return std::unexpected(opened.error());
        return Session(std::move(state));
    }
    auto state = std::make_unique<RemoteState>(options);
    if (const auto opened = state->open(); !opened) return std::unexpected(opened.error());
    return Session(std::move(state));
}

}  // namespace serow::vision
