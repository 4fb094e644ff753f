// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "core/basics/text.hpp"
#include "core/rows/csv.hpp"
#include "core/rows/guarded_rows.hpp"
#include "core/rows/import_rows.hpp"
#include "core/rows/product_columns.hpp"
#include "core/rows/product_header.hpp"
#include "core/rows/product_json.hpp"
#include "core/rows/separator.hpp"
#include "core/rows/tsv.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace json = simdjson::ondemand;

namespace {

using record = std::vector<std::string_view>;

caf::error not_utf8() {
  return fail(ec::bad_row, std::string{not_utf8_words});
}

/// How the records of a file are to be read.
struct record_rules {
  bool is_guarded = false; ///< As spreadsheets want it.
  bool is_utf8 = true;     ///< Else each record is looked at.
};

// What a spreadsheet writes for a row that is empty.
bool is_blank(const record& row) {
  return std::ranges::all_of(row, &std::string_view::empty);
}

caf::error unknown_header(std::string_view first_cell) {
  return fail(ec::bad_row,
              fmt::format("{} begins neither a product nor a header that is "
                          "known; name the columns name, price and quantity, "
                          "or nom, prix and quantité",
                          shown(first_cell)));
}

// Reads the records of a CSV or TSV file.
template <class Reader>
void read_records(Reader& reader, record_rules rules, import_rows& rows) {
  constexpr auto names = column_names::liberal;
  std::optional<product_header> header;
  record row;
  auto more = reader.next(row);
  for (; more && *more; more = reader.next(row)) {
    if (is_blank(row))
      continue;
    if (rules.is_guarded)
      std::ranges::transform(row, row.begin(), without_guard);
    auto is_sound = rules.is_utf8 || std::ranges::all_of(row, is_utf8);
    if (!header && product_header::is_header(row, names)) {
      auto read = product_header::read(row, names);
      if (!read || !is_sound)
        return rows.refuse(is_sound ? read.error() : not_utf8(), reader.line());
      header = std::move(*read);
      rows.leave_out(header->left_out());
      continue;
    }
    if (!header && is_sound && product_header::is_only_words(row))
      return rows.refuse(unknown_header(row.front()), reader.line());
    if (!header)
      header = product_header::bare();
    auto cells = header->cells(row);
    if (!cells || !is_sound)
      rows.refuse(is_sound ? cells.error() : not_utf8(), reader.line());
    else
      rows.add(*cells, reader.line());
  }
  if (!more)
    rows.abandon(more.error());
}

void read_object(simdjson::simdjson_result<json::object> given, size_t line,
                 import_rows& rows) {
  json::object object;
  if (auto problem = std::move(given).get(object))
    return rows.refuse(json_problem(problem, "an object"), line);
  product_cells cells;
  auto problem = read_json_cells(object, column_names::liberal, cells);
  if (problem)
    return rows.refuse(problem, line);
  rows.add(cells, line);
}

/// Counts the lines up to a place that moves on.
class line_counter {
public:
  explicit line_counter(const std::string& text)
    : at_(text.data()), end_(at_ + text.size()) {
  }

  size_t at(const char* place) {
    if (place > at_ && place <= end_) {
      line_ += static_cast<size_t>(std::count(at_, place, '\n'));
      at_ = place;
    }
    return line_;
  }

private:
  const char* at_;
  const char* end_;
  size_t line_ = 1;
};

// Finds a list of objects, or an object with such a list called "products".
simdjson::error_code find_list(json::document& document, json::array& list) {
  json::json_type type;
  if (auto problem = document.type().get(type))
    return problem;
  return type == json::json_type::array
           ? document.get_array().get(list)
           : document["products"].get_array().get(list);
}

void read_json(const std::string& text, import_rows& rows) {
  if (auto problem = check_utf8(text))
    return rows.abandon(problem);
  json::parser parser;
  json::document document;
  json::array list;
  line_counter lines{text};
  auto problem = parser.iterate(text).get(document);
  if (!problem)
    problem = find_list(document, list);
  if (problem)
    return rows.refuse(json_problem(problem, "a list of products"), 1);
  for (auto element : list) {
    const char* place = nullptr;
    if (document.current_location().get(place))
      place = nullptr;
    read_object(element.get_object(), lines.at(place), rows);
  }
}

void read_json_lines(const std::string& text, import_rows& rows) {
  json::parser parser;
  size_t line = 1;
  for (size_t at = 0; at < text.size(); ++line) {
    auto end = std::min(text.find('\n', at), text.size());
    json::document document;
    auto row = std::string_view{text}.substr(at, end - at);
    auto blank = row.find_first_not_of(" \t\r") == row.npos;
    auto problem = blank
                     ? simdjson::SUCCESS
                     : parser
                         .iterate(row.data(), row.size(), text.capacity() - at)
                         .get(document);
    if (problem == simdjson::UTF8_ERROR)
      rows.refuse(not_utf8(), line);
    else if (problem)
      rows.refuse(json_problem(problem, "an object"), line);
    else if (!blank)
      read_object(document.get_object(), line, rows);
    at = end + 1;
  }
}

// Leaves nothing of the text.
void read_text(row_format format, std::string& text, import_rows& rows) {
  text.erase(0, byte_order_mark_size(text));
  // The JSON parser reads some bytes more than there are.
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  if (format == row_format::json)
    return read_json(text, rows);
  if (format == row_format::jsonl)
    return read_json_lines(text, rows);
  auto is_valid = !find_bad_utf8(text);
  if (format == row_format::tsv) {
    tsv_reader reader{std::move(text)};
    return read_records(reader, {false, is_valid}, rows);
  }
  auto separator = separator_of(text);
  csv_reader reader{std::move(text), separator};
  read_records(reader, {true, is_valid}, rows);
}

} // namespace

file_rows read_product_text(row_format format, std::string text,
                            currency fallback) {
  import_rows rows{fallback};
  read_text(format, text, rows);
  return std::move(rows).result();
}

} // namespace storify
