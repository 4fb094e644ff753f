// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/formats.hpp"

#include <algorithm>
#include <utility>

#include "core/basics/display_width.hpp"
#include "core/basics/text.hpp"
#include "core/rows/csv.hpp"
#include "core/rows/json_text.hpp"

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
    append_json_text(key, x.name);
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
    case row_format::jsonl: return append_object(out, object(cells));
    case row_format::markdown: return append_markdown_record(out, cells);
  }
}

void row_writer::append_object(std::string& out, std::string_view object) {
  if (format_ == row_format::jsonl) {
    out.append(object).append("\n");
    return;
  }
  if (!pending_.empty())
    out.append(pending_).append(",\n");
  pending_ = object;
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

std::string_view row_writer::object(row_cells cells) {
  object_.clear();
  for (size_t i = 0; i < columns_.size(); ++i) {
    object_ += keys_[i];
    if (!columns_[i].numeric)
      append_json_text(object_, cells[i]);
    else
      object_ += cells[i].empty() ? "null" : cells[i];
  }
  object_ += '}';
  return object_;
}

} // namespace storify
