// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "core/rows/formats.hpp"
#include "core/rows/table.hpp"
#include "messages/scraping.hpp"

namespace storify {

/// Returns what `scrapers` answers: a row per category with the columns
/// category, state, products, pages, note.
std::string scraper_rows(const std::vector<scraper_status>& statuses,
                         row_format format, table_style style);

} // namespace storify
