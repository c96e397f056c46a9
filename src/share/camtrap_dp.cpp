#include "share/camtrap_dp.h"

#include <format>
#include <utility>

#include "base/problem.h"
#include "camtrap/csv.h"
#include "share/datapackage.h"
#include "share/identifiers.h"
#include "share/validate.h"
#include "share/zip_stream.h"

namespace serow::share {

struct CamtrapDpWriter::State {
    enum Stage { deployments, media, observations, failure_periods, finished };

    ZipStream zip;
    Stage stage = deployments;
    std::size_t row = 0;  // of the present table, from 1
    std::string buffer;   // rows not yet handed to the zip
    IdentifierSet deployment_ids, media_ids, observation_ids, failure_period_ids;

    explicit State(Sink sink) : zip(std::move(sink)) {}

    void flush() {
        zip.write(buffer);
        buffer.clear();
    }

    void begin_table(const TableSchema& table) {
        flush();
        zip.begin_entry(std::format("{}.csv", table.name));
        row = 0;
        std::vector<std::string_view> names;
        for (const auto& column : table.columns) names.push_back(column.name);
        camtrap::append_csv_row(buffer, names);
    }

    void advance(Stage to) {
        if (to < stage)
            throw Failure(Code::conflict,
                          "a package is written as deployments, media, observations, then failure periods");
        while (stage < to) {
            stage = static_cast<Stage>(stage + 1);
            if (stage == media) begin_table(media_schema());
            if (stage == observations) begin_table(observations_schema());
            if (stage == failure_periods) begin_table(failure_periods_schema());
        }
    }

    [[noreturn]] void refuse(const TableSchema& table, const std::string& id, const std::string& why) const {
        throw Failure(Code::invalid, std::format("{}.csv, row {} ({}), {}", table.name, row, id, why));
    }

    template <class Row>
    void write(const TableSchema& table, const Row& value, const std::string& id, IdentifierSet& ids) {
        ++row;
        if (const auto problems = check(value); !problems.empty()) refuse(table, id, problems.front().detail);
        if (!ids.add(id)) refuse(table, id, std::format("{}: is there twice", table.columns.front().name));
        camtrap::append_csv_row(buffer, cells_of(value));
        if (buffer.size() > (64U << 10U)) flush();
    }
};

CamtrapDpWriter::CamtrapDpWriter(Sink sink, const camtrap::PackageMetadata& metadata) {
    if (const auto problems = check(metadata); !problems.empty()) throw Failure(problems.front());
    state_ = std::make_unique<State>(std::move(sink));
    state_->zip.begin_entry("datapackage.json");
    state_->buffer = datapackage_json(metadata);
    state_->begin_table(deployments_schema());
}

CamtrapDpWriter::~CamtrapDpWriter() = default;

void CamtrapDpWriter::deployment(const camtrap::Deployment& deployment) {
    state_->advance(State::deployments);
    state_->write(deployments_schema(), deployment, deployment.deploymentID, state_->deployment_ids);
}

void CamtrapDpWriter::media(const camtrap::Media& media) {
    state_->advance(State::media);
    state_->write(media_schema(), media, media.mediaID, state_->media_ids);
    if (!state_->deployment_ids.contains(media.deploymentID))
        state_->refuse(media_schema(), media.mediaID,
                       std::format("deploymentID: there is no deployment \"{}\"", media.deploymentID));
}

void CamtrapDpWriter::observation(const camtrap::Observation& observation) {
    state_->advance(State::observations);
    state_->write(observations_schema(), observation, observation.observationID, state_->observation_ids);
    if (!state_->deployment_ids.contains(observation.deploymentID))
        state_->refuse(observations_schema(), observation.observationID,
                       std::format("deploymentID: there is no deployment \"{}\"", observation.deploymentID));
    if (!observation.mediaID.empty() && !state_->media_ids.contains(observation.mediaID))
        state_->refuse(observations_schema(), observation.observationID,
                       std::format("mediaID: there is no medium \"{}\"", observation.mediaID));
}

void CamtrapDpWriter::failure_period(const camtrap::FailurePeriod& period) {
    state_->advance(State::failure_periods);
    state_->write(failure_periods_schema(), period, period.failurePeriodID, state_->failure_period_ids);
    if (!state_->deployment_ids.contains(period.deploymentID))
        state_->refuse(failure_periods_schema(), period.failurePeriodID,
                       std::format("deploymentID: there is no deployment \"{}\"", period.deploymentID));
}

void CamtrapDpWriter::finish() {
    state_->advance(State::failure_periods);
    state_->flush();
    state_->zip.finish();
    state_->stage = State::finished;
}

}  // namespace serow::share
