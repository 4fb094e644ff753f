// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"
#include "caf/timespan.hpp"

#include "messages/scraping.hpp"

namespace storify {

/// Keeps what happened to each category: what its scraper reported last, and
/// its crashes. Categories are numbered in the order of the profile.
class scrape_board {
public:
  scrape_board() = default;
  explicit scrape_board(const std::vector<std::string>& categories);

  /// Returns the numbers of these categories, each once, all if none is named;
  /// case and accents don't matter. Errors: no_such_category.
  caf::expected<std::vector<size_t>>
  find(const std::vector<std::string>& names) const;

  /// Notes that the scraper was told to start.
  void started(size_t index);

  /// Takes over what a scraper reports; returns its number, or nothing if
  /// there is no such category.
  std::optional<size_t> note(const scraper_status& status);

  /// Notes a crash and when the scraper comes back.
  void restarting(size_t index, const std::string& why, caf::timespan delay);

  /// Notes that the scraper doesn't come back.
  void gave_up(size_t index, const std::string& why);

  /// Returns whether this category is not at its end yet.
  bool is_working(size_t index) const;

  /// Returns whether any category is not at its end yet. O(1).
  bool is_any_working() const {
    return working_ > 0;
  }

  /// Returns the categories that are not at their end yet.
  std::vector<std::string> working() const;

  scrape_summary summary() const;

  const scraper_status& row(size_t index) const {
    return rows_[index];
  }
  const std::vector<scraper_status>& rows() const {
    return rows_;
  }

private:
  std::optional<size_t> number_of(const std::string& name) const;
  caf::error unknown(const std::string& name) const;
  void put(size_t index, scraper_phase phase, std::string note);

  std::vector<scraper_status> rows_;
  std::vector<std::string> crashes_; ///< What to remember of them, by number.
  std::unordered_map<std::string, size_t> numbers_;
  size_t working_ = 0;
};

} // namespace storify
