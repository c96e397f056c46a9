// The schema, brought to the program's version.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "catalog/connection.h"

namespace serow::catalog {

// Applies, in the order of their names and each in its own transaction, the migrations that the
// database does not have, and records name and SHA-256 of each in the table `migration`. Two programs
// that begin at once wait for each other. Gives the names of those applied now.
// Failure(conflict), with the next step: the text of an applied migration is another one now; or the
// database has a migration that this program does not know (it was used with a newer Serow).
std::vector<std::string> migrate(Connection& connection);
std::vector<std::string> migrate(Connection& connection, std::span<const EmbeddedFile> migrations);

}  // namespace serow::catalog
