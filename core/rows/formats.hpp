// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rows/table.hpp"
#include "messages/row_format.hpp"

namespace storify {

/// Returns the format called `name`, or nothing.
std::optional<row_format> row_format_from(std::string_view name);

/// Writes rows in one of the formats, in slices, so that nobody has to hold a
/// million rows as text at once. Each call appends whole lines. The order: each
/// row to `measure` where `needs_measure`, the header, each row, the footer.
class row_writer {
public:
  row_writer(row_format format, std::vector<column> columns,
             table_style style = {});

  /// Returns whether every row has to be measured before the header.
  bool needs_measure() const {
    return format_ == row_format::table;
  }
  void measure(row_cells cells) {
    table_.measure(cells);
  }
  void append_header(std::string& out);
  void append_row(std::string& out, row_cells cells);
  /// The same for a row that is a JSON object already. @pre the format is json
  /// or jsonl
  void append_object(std::string& out, std::string_view object);
  void append_footer(std::string& out);

private:
  std::vector<std::string_view> names() const;
  std::string_view object(row_cells cells);

  row_format format_;
  std::vector<column> columns_;
  table table_;
  std::vector<std::string> keys_; ///< JSON: what stands before each cell.
  std::string object_;            ///< JSON: the row that is written.
  std::string pending_; ///< JSON: the last object, whose comma isn't sure yet.
};

} // namespace storify
