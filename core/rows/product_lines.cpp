// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/rows/csv.hpp"
#include "core/rows/json_text.hpp"
#include "core/rows/product_columns.hpp"

namespace storify {

namespace {

// A line of usual size is made here and appended at once.
constexpr size_t room = 1024;

// Enough for all that isn't text: numbers, names of members, separators.
constexpr size_t room_for_values = 256;

char* put(char* at, std::string_view text) {
  return std::copy(text.begin(), text.end(), at);
}

char* put(char* at, char c) {
  *at = c;
  return at + 1;
}

size_t text_bytes(const product_view& x) {
  return x.name.size() + x.category.size() + x.source.site.size()
         + x.source.key.size() + x.url.size();
}

bool is_plain_csv(const product_view& x) {
  return is_plain_csv_cell(x.name) && is_plain_csv_cell(x.category)
         && is_plain_csv_cell(x.source.site) && is_plain_csv_cell(x.source.key)
         && is_plain_csv_cell(x.url);
}

bool is_plain_json(const product_view& x) {
  return is_plain_json_text(x.name) && is_plain_json_text(x.category)
         && is_plain_json_text(x.source.site)
         && is_plain_json_text(x.source.key) && is_plain_json_text(x.url);
}

char* put_csv(char* at, const product_view& x) {
  at = put(put_number(at, x.id), ',');
  at = put(put(at, x.name), ',');
  at = put(put_amount(at, x.cost), ',');
  at = put(put_number(at, static_cast<uint64_t>(x.quantity)), ',');
  at = put(put(at, x.cost.unit.code()), ',');
  at = put(put(at, x.category), ',');
  at = put(put(at, x.source.site), ',');
  at = put(put(at, x.source.key), ',');
  at = put(put(at, x.url), ',');
  return put(put(at, edited_text(x.edited)), '\n');
}

/// Puts members that are texts, as they are.
struct json_texts {
  empty_members empty;

  char* put_member(char* at, std::string_view name,
                   std::string_view text) const {
    if (text.empty() && empty == empty_members::left_out)
      return at;
    return put(put(put(at, name), text), '"');
  }
};

char* put_json(char* at, const product_view& x, json_texts texts) {
  at = put_number(put(at, "{\"id\":"), x.id);
  at = texts.put_member(at, ",\"name\":\"", x.name);
  at = put_amount(put(at, ",\"price\":"), x.cost);
  at = put_number(put(at, ",\"quantity\":"), static_cast<uint64_t>(x.quantity));
  at = texts.put_member(at, ",\"currency\":\"", x.cost.unit.code());
  at = texts.put_member(at, ",\"category\":\"", x.category);
  at = texts.put_member(at, ",\"site\":\"", x.source.site);
  at = texts.put_member(at, ",\"key\":\"", x.source.key);
  at = texts.put_member(at, ",\"url\":\"", x.url);
  at = texts.put_member(at, ",\"edited\":\"", edited_text(x.edited));
  return put(at, '}');
}

// The same for texts that need escapes, or more room.
void append_any_json(std::string& out, const product_view& x,
                     empty_members empty) {
  product_writer writer;
  const auto& cells = writer.cells(x).cells;
  for (size_t i = 0; i < cells.size(); ++i) {
    const auto& column = product_columns[i];
    if (cells[i].empty() && empty == empty_members::left_out)
      continue;
    out.append(i == 0 ? "{\"" : ",\"").append(column.name).append("\":");
    if (column.numeric)
      out += cells[i];
    else
      append_json_text(out, cells[i]);
  }
  out += '}';
}

} // namespace

void append_csv_header(std::string& out) {
  std::vector<std::string_view> names;
  for (const auto& x : product_columns)
    names.push_back(x.name);
  append_csv_record(out, names);
}

void append_csv_product(std::string& out, const product_view& x) {
  if (text_bytes(x) > room - room_for_values || !is_plain_csv(x)) {
    product_writer writer;
    return append_csv_record(out, writer.cells(x).cells);
  }
  std::array<char, room> line;
  auto* end = put_csv(line.data(), x);
  out.append(line.data(), static_cast<size_t>(end - line.data()));
}

void append_json_product(std::string& out, const product_view& x,
                         empty_members empty) {
  if (text_bytes(x) > room - room_for_values || !is_plain_json(x))
    return append_any_json(out, x, empty);
  std::array<char, room> line;
  auto* end = put_json(line.data(), x, {empty});
  out.append(line.data(), static_cast<size_t>(end - line.data()));
}

} // namespace storify
