// A Camtrap DP 1.0.2 package as one zip, streamed: https://camtrap-dp.tdwg.org/
#pragma once

#include <memory>

#include "camtrap/failure.h"
#include "camtrap/records.h"
#include "share/sink.h"

namespace serow::share {

// Call deployment() for every deployment, then media() for every medium, then observation() for every
// observation, then failure_period() for every time in which a camera did not work, then finish(). The zip holds
// datapackage.json, deployments.csv, media.csv, observations.csv and failure-periods.csv, in this order; a table
// without rows has its header. The last is no part of the standard, which allows more tables than its three: its schema
// stands in datapackage.json.
//
// The same metadata and rows give the same bytes: no time, user or machine enters the zip (its
// entries bear the date 1980-01-01; when the data last changed says `created`).
//
// Every row is held against the standard before it is written: types, ranges, words, patterns, unique
// identifiers, and that the deployment and medium it names were written. The first that breaks a rule
// ends the export with Failure(invalid), naming table, row, column and value. Metadata likewise, in the
// constructor. Failure(conflict) for a call out of order. What the sink throws comes through.
//
// Memory: one row, one compressor, and 16 to 32 bytes for each identifier.
class CamtrapDpWriter {
public:
    CamtrapDpWriter(Sink sink, const camtrap::PackageMetadata& metadata);
    ~CamtrapDpWriter();  // without finish(): the zip stays unfinished and no reader accepts it
    CamtrapDpWriter(const CamtrapDpWriter&) = delete;
    CamtrapDpWriter& operator=(const CamtrapDpWriter&) = delete;

    void deployment(const camtrap::Deployment& deployment);
    void media(const camtrap::Media& media);
    void observation(const camtrap::Observation& observation);
    void failure_period(const camtrap::FailurePeriod& period);
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace serow::share
