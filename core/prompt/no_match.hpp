// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>

#include "core/query/listing_query.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Returns the line that a person gets in the place of a table when no product
/// of `from` is what `query` asks for. It tells a category or a site that there
/// is not from one whose products don't match.
std::string no_match_line(const snapshot& from, const listing_query& query);

} // namespace storify
