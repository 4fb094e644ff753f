// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"

namespace storify {

/// Reads the records of a TSV text one after the other, in place, as
/// `csv_reader` does. Cells know no quotes; a tab, LF, CR and backslash stand
/// in them as \t, \n, \r and \\, as `row_format::tsv` writes them.
class tsv_reader {
public:
  explicit tsv_reader(std::string text);

  // The cells point into this object.
  tsv_reader(const tsv_reader&) = delete;
  tsv_reader& operator=(const tsv_reader&) = delete;

  /// Reads the next record into `cells`; returns false at the end of the text.
  /// Never fails; it answers as `csv_reader` does.
  caf::expected<bool> next(std::vector<std::string_view>& cells);

  /// Returns the line, from 1, on which the record just read stands.
  size_t line() const {
    return line_;
  }

private:
  std::string_view unescape(size_t from, size_t to);

  std::string text_;
  size_t at_ = 0;
  size_t line_ = 0;
};

} // namespace storify
