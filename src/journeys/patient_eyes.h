// The models of a worker, once they can be had. Private to journeys.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "journeys/eyes.h"
#include "journeys/house.h"

namespace serow::journeys {

// Looked for when made, and again after seconds, then ever more seldom up to a minute. Those that are lost (a server or
// an accelerator is gone) are looked for likewise. Meanwhile nothing is classified, and all else goes on.
class PatientEyes {
public:
    PatientEyes(const House& house, const vision::Registry& registry);

    // nullptr while there is no detector. One thread looks, which may take a while; the others do something else.
    std::shared_ptr<const Eyes> now();
    void lost(const Eyes* eyes, const Problem& why);

private:
    void look_for();

    const House& house_;
    const vision::Registry& registry_;
    std::mutex mutex_;
    std::shared_ptr<const Eyes> eyes_;
    std::chrono::steady_clock::time_point next_look_;
    static constexpr std::chrono::seconds first_wait{5};
    std::chrono::seconds wait_ = first_wait;
    bool looking_ = false;
    bool said_ = false;
};

}  // namespace serow::journeys
