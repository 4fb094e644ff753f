// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "core/rows/cell_ends.hpp"

namespace storify {

/// Reads the records of a CSV text one after the other: the cells are views of
/// the text, which this object owns, and live until the next call. Lines end
/// with LF or CRLF; empty lines and a byte order mark are skipped; a quote
/// inside an unquoted cell stands for itself, as in most writers' files. What
/// parts the cells may be another character than the comma.
/// Source: RFC 4180, section 2.
class csv_reader {
public:
  /// Appends what follows to a text, whole lines, and returns whether there was
  /// something. May return errors of its own.
  using supply = std::function<caf::expected<bool>(std::string&)>;

  /// Reads a text that is all there.
  explicit csv_reader(std::string text, char separator = ',');

  /// Reads a text that comes in pieces.
  explicit csv_reader(supply more);

  // The cells point into this object.
  csv_reader(const csv_reader&) = delete;
  csv_reader& operator=(const csv_reader&) = delete;

  /// Reads the next record into `cells`; returns false at the end of the text.
  /// After an error nothing more can be read. Errors: bad_row ("line N: ..."),
  /// and those of the supply.
  caf::expected<bool> next(std::vector<std::string_view>& cells);

  /// Returns the line, from 1, on which the record just read begins.
  size_t line() const {
    return record_line_;
  }

  /// Returns the line on which it goes on.
  size_t next_line() const {
    return line_;
  }

  /// Returns whether the record just read ends the piece that is there.
  bool is_at_end_of_piece() const {
    return at_ == text_.size();
  }

private:
  void skip_empty_lines();
  caf::error read_record(std::vector<std::string_view>& cells);
  caf::expected<bool> extend();
  std::string_view plain_cell(size_t end);
  caf::expected<std::string_view> quoted_cell();
  std::string_view without_doubled_quotes(std::string_view cell);
  size_t line_end_at(size_t position) const;

  supply more_; ///< None: the text is all there.
  std::string text_;
  char separator_ = ',';
  cell_ends ends_;       ///< Of the text as it is.
  std::string unquoted_; ///< Cells of the record whose quotes were doubled.
  size_t at_ = 0;
  size_t line_ = 1;
  size_t record_line_ = 1;
  bool is_cut_ = false; ///< The text ends within a quoted cell.
};

/// What is said of a file to be imported that is not UTF-8.
inline constexpr std::string_view not_utf8_words =
  "this is not valid UTF-8 text; save the file as UTF-8";

/// Returns where the first line that isn't UTF-8 begins, or nothing.
std::optional<size_t> find_bad_utf8(std::string_view text);

/// Checks that a text is UTF-8. Errors: bad_row ("line N: ...").
caf::error check_utf8(std::string_view text);

/// Returns whether CSV needs no quotes around `cell`.
bool is_plain_csv_cell(std::string_view cell);

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
