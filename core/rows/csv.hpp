// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

namespace storify {

/// Reads the records of a CSV text one after the other, in place: the cells
/// are views of the text, which this object owns, and live as long as it does.
/// Lines end with LF or CRLF; empty lines and a byte order mark are skipped; a
/// quote inside an unquoted cell stands for itself, as in most writers' files.
/// Source: RFC 4180, section 2.
class csv_reader {
public:
  explicit csv_reader(std::string text);

  // The cells point into this object.
  csv_reader(const csv_reader&) = delete;
  csv_reader& operator=(const csv_reader&) = delete;

  /// Reads the next record into `cells`; returns false at the end of the text.
  /// After an error nothing more can be read. Errors: bad_row ("line N: ...").
  caf::expected<bool> next(std::vector<std::string_view>& cells);

  /// Returns the line, from 1, on which the record just read begins.
  size_t line() const {
    return record_line_;
  }

private:
  void skip_empty_lines();
  std::string_view plain_cell();
  caf::expected<std::string_view> quoted_cell();
  size_t line_end_at(size_t position) const;

  std::string text_;
  size_t at_ = 0;
  size_t line_ = 1;
  size_t record_line_ = 1;
};

/// Checks that a text is UTF-8. Errors: bad_row ("line N: ...").
caf::error check_utf8(std::string_view text);

/// Appends `cell` to `out`, in quotes where CSV needs them.
void append_csv_cell(std::string& out, std::string_view cell);

/// Appends `cells` as one record, ended by LF.
template <class Range>
void append_csv_record(std::string& out, const Range& cells) {
  auto separator = false;
  for (std::string_view cell : cells) {
    if (separator)
      out += ',';
    append_csv_cell(out, cell);
    separator = true;
  }
  out += '\n';
}

} // namespace storify
