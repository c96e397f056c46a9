#include "journeys/patient_eyes.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/caught.h"
#include "base/log.h"

namespace serow::journeys {
namespace {

Result<Eyes> opened(const House& house, const vision::Registry& registry) try {
    return Eyes::open(house.config, registry, house.taxa, true);
} catch (const std::exception& error) {
    return std::unexpected(problem_of(error, "opening the models"));
}

}  // namespace

PatientEyes::PatientEyes(const House& house, const vision::Registry& registry) : house_(house), registry_(registry) {
    look_for();
}

std::shared_ptr<const Eyes> PatientEyes::now() {
    {
        const std::scoped_lock lock(mutex_);
        if (eyes_ || looking_ || std::chrono::steady_clock::now() < next_look_) return eyes_;
        looking_ = true;
    }
    look_for();
    const std::scoped_lock lock(mutex_);
    looking_ = false;
    return eyes_;
}

void PatientEyes::lost(const Eyes* eyes, const Problem& why) {
    const std::scoped_lock lock(mutex_);
    if (eyes_.get() != eyes) return;  // another thread said so before
    eyes_.reset();
    wait_ = first_wait;
    next_look_ = std::chrono::steady_clock::now() + wait_;
    said_ = true;
    log_warning("classification waits: the models are gone", {{"reason", why.detail}});
}

void PatientEyes::look_for() {
    auto found = opened(house_, registry_);
    const std::scoped_lock lock(mutex_);
    next_look_ = std::chrono::steady_clock::now() + wait_;
    wait_ = std::min<std::chrono::seconds>(2 * wait_, std::chrono::minutes(1));
    if (found) {
        eyes_ = std::make_shared<const Eyes>(std::move(*found));
        log_info("models loaded", {{"models", eyes_->name()}});
        said_ = false;
    } else if (!said_) {
        log_warning("classification waits: no detector", {{"reason", found.error().detail}});
        said_ = true;
    }
}

}  // namespace serow::journeys
