// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/formats.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/text.hpp"
#include "core/rows/csv.hpp"

namespace storify {

namespace {

// Appends `text`; `instead` says what stands for a character, or nothing.
template <class Function>
void append_escaped(std::string& out, std::string_view text, Function instead) {
  size_t done = 0;
  for (size_t i = 0; i < text.size(); ++i)
    if (std::string_view escape = instead(text[i]); !escape.empty()) {
      out.append(text.substr(done, i - done)).append(escape);
      done = i + 1;
    }
  out.append(text.substr(done));
}

std::string_view tsv_escape(char c) {
  switch (c) {
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\\': return "\\\\";
    default: return {};
  }
}

void append_tsv_record(std::string& out, row_cells cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0)
      out += '\t';
    append_escaped(out, cells[i], tsv_escape);
  }
  out += '\n';
}

// Returns how many bytes at the start of `text` are a control character. DEL
// and U+0080 to U+009F are some too: JSON would allow them, but what is printed
// may be shown on a terminal.
size_t control_size(std::string_view text) {
  auto c = static_cast<unsigned char>(text[0]);
  if (c < 0x20 || c == 0x7F)
    return 1;
  auto is_c1 = c == 0xC2 && text.size() > 1
               && static_cast<unsigned char>(text[1]) < 0xA0;
  return is_c1 ? 2 : 0;
}

// Source: RFC 8259, section 7.
void append_json_string(std::string& out, std::string_view text) {
  auto is_simple = [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F
           && byte != 0xC2;
  };
  out += '"';
  while (!text.empty()) {
    auto stop = std::ranges::find_if_not(text, is_simple);
    out.append(text.begin(), stop);
    text.remove_prefix(static_cast<size_t>(stop - text.begin()));
    if (text.empty())
      break;
    auto size = control_size(text);
    if (size > 0) {
      auto code = static_cast<unsigned char>(text[size - 1]);
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else {
      if (text[0] == '"' || text[0] == '\\')
        out += '\\';
      out += text[0];
      size = 1;
    }
    text.remove_prefix(size);
  }
  out += '"';
}

std::string_view markdown_escape(char c) {
  switch (c) {
    case '|': return "\\|";
    case '\\': return "\\\\";
    default: return {};
  }
}

void append_markdown_cell(std::string& out, std::string_view cell) {
  if (plain_width(cell))
    append_escaped(out, cell, markdown_escape);
  else
    append_escaped(out, printable(cell), markdown_escape);
}

void append_markdown_record(std::string& out, row_cells cells) {
  out += '|';
  for (auto cell : cells) {
    out += ' ';
    append_markdown_cell(out, cell);
    out += " |";
  }
  out += '\n';
}

} // namespace

std::optional<row_format> row_format_from(std::string_view name) {
  auto found = std::ranges::find(row_format_names, name);
  if (found == row_format_names.end())
    return std::nullopt;
  return static_cast<row_format>(found - row_format_names.begin());
}

row_writer::row_writer(row_format format, std::vector<column> columns,
                       table_style style)
  : format_(format), columns_(std::move(columns)), table_(columns_, style) {
  for (const auto& x : columns_) {
    auto& key = keys_.emplace_back(keys_.empty() ? "{" : ",");
    append_json_string(key, x.name);
    key += ':';
  }
}

void row_writer::append_header(std::string& out) {
  switch (format_) {
    case row_format::table: return table_.append_header(out);
    case row_format::csv: return append_csv_record(out, names());
    case row_format::tsv: return append_tsv_record(out, names());
    case row_format::json: out += "[\n"; return;
    case row_format::jsonl: return;
    case row_format::markdown:
      append_markdown_record(out, names());
      for (const auto& x : columns_)
        out += x.numeric ? "| ---: " : "| --- ";
      out += "|\n";
  }
}

void row_writer::append_row(std::string& out, row_cells cells) {
  switch (format_) {
    case row_format::table: return table_.append_row(out, cells);
    case row_format::csv: return append_csv_record(out, cells);
    case row_format::tsv: return append_tsv_record(out, cells);
    case row_format::json:
      if (!pending_.empty())
        out.append(pending_).append(",\n");
      pending_.clear();
      return append_object(pending_, cells);
    case row_format::jsonl:
      append_object(out, cells);
      out += '\n';
      return;
    case row_format::markdown: return append_markdown_record(out, cells);
  }
}

void row_writer::append_footer(std::string& out) {
  if (format_ != row_format::json)
    return;
  if (!pending_.empty())
    out.append(std::exchange(pending_, {})).append("\n");
  out += "]\n";
}

std::vector<std::string_view> row_writer::names() const {
  std::vector<std::string_view> result;
  for (const auto& x : columns_)
    result.push_back(x.name);
  return result;
}

void row_writer::append_object(std::string& out, row_cells cells) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    out += keys_[i];
    if (!columns_[i].numeric)
      append_json_string(out, cells[i]);
    else
      out += cells[i].empty() ? "null" : cells[i];
  }
  out += '}';
}

} // namespace storify
