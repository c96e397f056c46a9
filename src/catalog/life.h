// Everything that is known about one media.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/answers.h"
#include "catalog/clock_corrections.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/exports.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "catalog/projects.h"
#include "catalog/reveals.h"

namespace serow::catalog {

// A file of a card that has these bytes.
struct CardFile {
    UploadId upload_id;
    std::string upload_name;
    std::string path;
    std::string state;         // stored duplicate …
    std::string account_name;  // who brought it in; empty where gone
    Instant changed_at;
};

struct Life {
    Project project;
    Media media;
    std::string exif;  // JSON text
    Deployment deployment;
    std::vector<ClockCorrection> clock_corrections;  // of its deployment, oldest first
    std::vector<CardFile> card_files;                // oldest first
    std::optional<Instant> blob_created_at;
    std::optional<Event> event;
    std::vector<Answer> answers;  // oldest first
    std::vector<Observation> observations;
    std::vector<Reveal> reveals;  // the latest 100, latest first
    std::vector<Export> exports;  // with this media in them, oldest first
    std::vector<Job> jobs;        // oldest first
};

// nullopt where the viewer may not see it.
std::optional<Life> life_of(Transaction& tx, const Scope& scope, MediaId media_id);

}  // namespace serow::catalog
