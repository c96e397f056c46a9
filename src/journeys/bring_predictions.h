// What another program's models saw, read into the ledger of a project.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/foreign_answers.h"
#include "journeys/house.h"
#include "share/predictions.h"

namespace serow::journeys {

struct PredictionsFile {
    std::string name;       // for the ledger; may be empty
    std::string_view text;  // MegaDetector's, Timelapse's or SpeciesNet's JSON
    ForeignRules rules;
    // Told within each transaction that writes, with the number of entries and how many of them were looked at. What it
    // throws ends the import; what was written before stays.
    std::function<void(catalog::Transaction& tx, std::size_t entries, std::size_t done)> progress = {};
};

// Failure(invalid) for a threshold outside (0, 1] and a name that is none.
void check_predictions_file(const std::string& name, const ForeignRules& rules);

// How many, and the first hundred.
struct ListedFiles {
    static constexpr std::size_t most = 100;
    std::size_t count = 0;
    std::vector<std::string> files;
    void add(const std::string& file) {
        if (++count <= most) files.push_back(file);
    }
};

struct BroughtPredictions {
    std::string format;               // megadetector speciesnet
    std::string sha256;               // of the file
    BatchId batch_id;                 // of its answers; takes them back (journeys/answer.h)
    std::vector<std::string> models;  // by which the ledger names them
    std::size_t entries = 0;          // in the file
    std::size_t matched = 0;          // media that got, or have, the answer
    std::size_t written = 0;          // of these, now
    std::size_t already = 0;          // of these, before: the same file was read earlier
    ListedFiles unmatched;            // no medium fits
    ListedFiles ambiguous;            // several media fit, or several entries fit one medium alike
    ListedFiles not_ready;            // media that are not read yet, or cannot be: read the file again later
    ListedFiles failed;               // the other program could not read them
    std::size_t problem_count = 0;
    std::vector<share::PredictionFinding> problems;           // the first hundred
    std::map<std::string, std::size_t> labels_without_taxon;  // and how many boxes bear them
};

// Each entry finds its medium by its path (path_index.h), and the medium gets an answer of the model that the file
// names; what holds of it is derived anew. Media that people answered keep what people said. Entries are not all or
// nothing: what cannot be read or placed is in the report, and the rest is written, in batches of 200, each in one
// transaction. Safe to repeat, also after it broke off, and from two sides at once: an answer's id is made of project,
// medium, the file's hash and the thresholds, and the ledger takes an id once. An answer that was taken back stays so.
// Needs the role of who starts classification (manager). Failure(bad_request, too_large) as read_megadetector_head(),
// and for text that is neither format; Failure(invalid) as check_predictions_file().
BroughtPredictions bring_predictions(const House& house, const Viewer& viewer, ProjectId project,
                                     const PredictionsFile& file);

}  // namespace serow::journeys
