#include "catalog/errors.h"

#include <libpq-fe.h>

#include <array>
#include <string>

#include "catalog/connection.h"

namespace serow::catalog {
namespace {

struct Sentence {
    std::string_view constraint;
    std::string_view text;
};

constexpr auto taken = std::to_array<Sentence>({
    {"account_email_unique", "An account with this e-mail address exists already. Sign in instead."},
    {"area_name_unique", "The project has a sample area of this name already. Choose another name."},
    {"location_name_unique", "The project has a sample point of this name already. Choose another name."},
    {"individual_name", "The project has an individual of this name already. Choose another name."},
    {"custom_field_name", "The project has a field of this name already. Choose another name."},
    {"saved_view_name_unique", "You have a view of this name already. Choose another name."},
    {"upload_file_path_unique", "The upload has a file with this path already."},
    {"media_content_unique", "The project has a media with the same bytes already."},
    {"observation_ordinal_unique", "The observations of this media were changed at the same moment. Try again."},
});

// Named by the table that refers: what it looks for, and what it keeps from being deleted.
struct Reference {
    std::string_view constraint;
    std::string_view absent;
    std::string_view in_use;
};
constexpr auto references = std::to_array<Reference>({
    {"location_project_id_area_id_fkey", "The project has no such sample area.", "The sample area is in use."},
    {"deployment_project_id_location_id_fkey", "The project has no such sample point.",
     "Deployments stand at this sample point. Move or delete them first."},
    {"upload_project_id_deployment_id_fkey", "The project has no such deployment.",
     "Uploads belong to this deployment."},
    {"media_project_id_deployment_id_fkey", "The project has no such deployment.",
     "The deployment holds media. Move or delete them first."},
    {"media_sha256_fkey", "The bytes of this media are not in the store.", "Media use these bytes."},
    {"event_project_id_deployment_id_fkey", "The project has no such deployment.", "Events belong to this deployment."},
    {"answer_project_id_media_id_fkey", "The project has no such media.", "Answers belong to this media."},
    {"observation_project_id_media_id_fkey", "The project has no such media.", "Observations belong to this media."},
    {"upload_file_project_id_upload_id_fkey", "The project has no such upload.", "Files belong to this upload."},
});

std::string_view field(const pg_result* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

[[noreturn]] void throw_unique(std::string_view constraint) {
    // A race for "the same work is queued once": run again, and the queue finds the other's row.
    if (constraint == "job_queued_once") throw TryAgain(Code::unavailable, "The queue was busy. Try again.");
    for (const auto& row : taken)
        if (row.constraint == constraint) throw Failure(Code::conflict, std::string(row.text));
    throw Failure(Code::conflict, "This exists already (" + std::string(constraint) + ").");
}

[[noreturn]] void throw_reference(std::string_view constraint, std::string_view detail) {
    // Both sides of a foreign key break the same constraint; only the detail tells which it was.
    const bool absent = detail.find("is not present") != std::string_view::npos;
    for (const auto& row : references)
        if (row.constraint == constraint)
            throw Failure(absent ? Code::not_found : Code::conflict, std::string(absent ? row.absent : row.in_use));
    throw Failure(absent ? Code::not_found : Code::conflict,
                  absent ? "What this refers to does not exist (" + std::string(constraint) + ")."
                         : "This is still in use (" + std::string(constraint) + ").");
}

std::string last_line_less(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

}  // namespace

void throw_error(const pg_conn* connection, const pg_result* result, std::string_view what) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string message(field(result, PG_DIAG_MESSAGE_PRIMARY));
    const auto starts = [&](std::string_view prefix) { return state.starts_with(prefix); };

    if (PQstatus(connection) != CONNECTION_OK || state.empty() || starts("08") || starts("57P"))
        throw Failure(Code::unavailable, "The connection to the database was lost. Try again in a moment. (" +
                                             last_line_less(PQerrorMessage(connection)) + ")");
    if (state == "23505") throw_unique(constraint);
    if (state == "23503" || state == "23001") throw_reference(constraint, field(result, PG_DIAG_MESSAGE_DETAIL));
    if (state == "23514")
        throw Failure(Code::invalid, "A value breaks the rule " + std::string(constraint) + " of the table " +
                                         std::string(field(result, PG_DIAG_TABLE_NAME)) + ".");
    if (state == "23502")
        throw Failure(Code::invalid, "A value is missing: " + std::string(field(result, PG_DIAG_COLUMN_NAME)) + ".");
    if (starts("22")) throw Failure(Code::invalid, "A value cannot be stored: " + message + ".");
    if (state == "40001" || state == "40P01")
        throw TryAgain(Code::unavailable, "The same rows were changed at the same moment. Try again.");
    if (state == "57014" || state == "55P03")
        throw Failure(Code::timeout,
                      "The database took too long (" + std::string(what) + "). Try again, or ask for less.");
    if (state == "53100") throw Failure(Code::storage_full, "The database's disk is full. Make room, then try again.");
    // Raised by our own trigger (db/migrations/0014_quotas.sql).
    if (state == "SQ001")
        throw Failure(Code::storage_full,
                      "The organisation's quota has no room for it. Ask whoever runs this service for "
                      "a larger one.");
    if (starts("53")) throw Failure(Code::unavailable, "The database is out of resources: " + message + ".");
    if (state == "P0001") throw Failure(Code::conflict, "Refused: " + message + ".");
    throw Failure(Code::internal,
                  "The query '" + std::string(what) + "' failed: " + message + " (" + std::string(state) + ").");
}

}  // namespace serow::catalog
