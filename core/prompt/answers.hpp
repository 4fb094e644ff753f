// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/changes.hpp"
#include "messages/product.hpp"
#include "messages/product_file.hpp"
#include "messages/scraping.hpp"
#include "messages/undo_report.hpp"

namespace storify {

// What commands answer, a line each with its line feed; names that come from
// outside are made harmless.

/// Returns `added 7: Lampe, 19.99 EUR, 3`; `verb` is what was done.
std::string product_line(std::string_view verb, const product& x);

/// Returns whom a change was about, for a sentence: `product 7, "Lampe"`.
std::string words_for(const product& x);
std::string words_for(const std::vector<product>& all);
std::string words_for(const undo_report& x);
std::string words_for(const import_report& x);

/// Returns what taking back a command did, a line for each product.
std::string undone_lines(const undo_report& x);

/// Returns what a save did.
std::string saved_line(const save_report& x);

/// Returns how an import ended.
std::string imported_line(std::string_view path, const import_report& x);

/// Returns what an import would do of which no row is bad.
std::string preview_line(std::string_view path, const import_report& x);

/// Returns the rows of a file that are listed as bad ones, a line each, and how
/// many more there are.
std::string bad_rows_text(const bad_rows& x);

/// Returns how many they are: `a.csv has 3 bad rows`.
std::string bad_rows_count(std::string_view path, const bad_rows& x);

/// Returns how an export ended.
std::string exported_line(std::string_view path, uint64_t products);

/// Returns which categories are being scraped now.
std::string scraping_line(const std::vector<std::string>& categories);

/// Returns how scraping ended: `all in: 30 products, 0 of 3 categories failed`,
/// or that there was none.
std::string all_in_line(uint64_t products, const scrape_summary& x);

/// Returns the notice of a shop that closes while these are scraped.
std::string left_early_text(const std::vector<std::string>& categories);

/// Returns the line below a table of all products, if there are any.
std::string total_line(uint64_t products);

/// Returns the line below a table that shows `shown` of the products a person
/// asked for: how many these are, and how many pieces there are of them.
/// `no_match_line` is for those who get none.
std::string matches_line(uint64_t shown, uint64_t products, int64_t pieces);

/// Returns the one line that shows, while a command waits, how full the
/// inventory is.
std::string progress_line(const inventory_changed& x);

} // namespace storify
