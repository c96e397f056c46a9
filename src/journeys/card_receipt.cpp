#include "journeys/card_receipt.h"

#include <format>
#include <set>

#include "catalog/jobs.h"
#include "catalog/organisations.h"
#include "catalog/projects.h"
#include "catalog/receipts.h"
#include "catalog/upload_folders.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"
#include "people/signature.h"

namespace serow::journeys {
namespace {

constexpr std::string_view first_line = "Serow receipt 1\n";
constexpr std::string_view key_line = "public key (Ed25519): ";
constexpr std::string_view signature_line = "signature: ";

people::SigningKey key_of(const House& house) {
    return people::SigningKey::kept_in(house.config.data_folder / "receipt.key");
}

std::string points_of(catalog::Transaction& tx, const catalog::Scope& scope, const Upload& card) {
    if (card.location_name) return *card.location_name;
    std::set<std::string> names;
    for (const auto& folder : catalog::upload_folders(tx, scope, card.upload_id)) names.insert(folder.location_name);
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

Upload complete_upload(const House& house, const Viewer& viewer, ProjectId project, UploadId id, std::int64_t files) {
    return in_project(
        house, viewer, project, people::Act::upload, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            found(catalog::upload_by_id(tx, scope, id), "upload");
            const auto completion = catalog::complete_upload(tx, scope, id, files);
            if (completion.missing > 0)
                throw Failure(Code::conflict,
                              std::format("{} of {} files are still to come", completion.missing, completion.files));
            if (!completion.done)
                throw Failure(Code::conflict, std::format("{} files were announced, not {}", completion.files, files));
            catalog::enqueue(tx, std::vector<catalog::NewJob>{{project, job::verify_card, id.text(), 8, {}}});
            catalog::notify(tx, project);
            return found(catalog::upload_by_id(tx, scope, id), "upload");
        });
}

void verify_card(const House& house, ProjectId project, UploadId id) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    constexpr int batch = 200;
    for (;;) {
        const auto files = house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::unverified_files(tx, scope, id, batch); });
        if (files.empty()) break;
        std::vector<UploadFileId> good;
        std::vector<std::pair<UploadFileId, Problem>> damaged;
        for (const auto& file : files) {
            auto held = house.store.verify(Sha256{file.sha256});
            if (held)
                good.push_back(file.upload_file_id);
            else if (held.error().code != Code::hash_mismatch && held.error().code != Code::not_found)
                throw Failure(std::move(held.error()));  // the store cannot be asked now: the job is tried again
            else
                damaged.emplace_back(file.upload_file_id, std::move(held.error()));
        }
        house.catalog.transaction([&](catalog::Transaction& tx) {
            if (!good.empty()) catalog::mark_verified(tx, scope, id, good);
            for (const auto& [file, why] : damaged)
                catalog::mark_damaged(
                    tx, scope, id, file,
                    {why.code, "its bytes are not in the store as they came; keep the card (" + why.detail + ")"});
            catalog::notify(tx, project);
        });
    }
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::finish_verification(tx, scope, id);
        catalog::notify(tx, project);
    });
}

std::string card_receipt(const House& house, const Viewer& viewer, ProjectId project, UploadId id) {
    auto text = in_project(
        house, viewer, project, people::Act::see, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto card = found(catalog::upload_by_id(tx, scope, id), "upload");
            if (!card.verified_at)
                throw Failure(Code::conflict, card.completed_at ? "the stored files are still being read again"
                                                                : "not all of the card is here yet");
            const auto home = found(catalog::project_by_id(tx, scope.viewer, project), "project");
            std::string list(first_line);
            list += std::format(
                "organisation: {}\nproject: {} ({})\nsample point: {}\ncard: {} ({})\nfiles: {}\nbytes: {}\n"
                "every file read a second time: {}\n\nsha256 bytes mediaID path\n",
                home.organisation_name, home.title, project.text(), points_of(tx, scope, card), card.name, id.text(),
                card.counts.files, card.counts.bytes, to_text(*card.verified_at));
            std::optional<std::string> after;
            do {
                const auto page = catalog::list_upload_files(tx, scope, id, "", after, 1000);
                for (const auto& file : page.items)
                    list += std::format("{} {} {} {}\n", file.sha256, file.bytes,
                                        file.media_id ? file.media_id->text() : "-", file.path);
                after = page.next;
            } while (after);
            return list;
        });
    const auto key = key_of(house);
    text += std::format("\n{}{}\n", key_line, key.public_key());
    return text + std::string(signature_line) + key.sign(text) + "\n";
}

std::string check_receipt(std::string_view receipt) {
    const auto at = receipt.rfind(signature_line);
    const auto key_at = receipt.rfind(key_line);
    if (!receipt.starts_with(first_line) || at == receipt.npos || key_at == receipt.npos || key_at > at)
        throw Failure(Code::invalid, "this is no receipt of Serow");
    const auto line_from = [&](std::size_t from) {
        return receipt.substr(from, receipt.find_first_of("\r\n", from) - from);
    };
    const auto key = line_from(key_at + key_line.size());
    if (!people::is_signed(receipt.substr(0, at), line_from(at + signature_line.size()), key))
        throw Failure(Code::invalid, "the receipt was changed after it was signed");
    return std::string(key);
}

}  // namespace serow::journeys
