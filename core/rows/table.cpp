// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/table.hpp"

#include <algorithm>
#include <utility>

#include "core/basics/display_width.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view normal = "\x1b[0m";

// A column that is cut keeps so much, so that one can still tell rows apart.
constexpr size_t least_width = 8;

} // namespace

table::table(std::vector<column> columns, table_style style)
  : columns_(std::move(columns)), style_(style) {
  for (const auto& x : columns_)
    widths_.push_back(display_width(x.name));
}

void table::measure(row_cells cells) {
  for (size_t i = 0; i < widths_.size(); ++i) {
    // A cell of so few bytes can't be wider.
    if (cells[i].size() <= widths_[i])
      continue;
    auto plain = plain_width(cells[i]);
    auto width = plain ? *plain : display_width(printable(cells[i]));
    widths_[i] = std::max(widths_[i], width);
  }
}

void table::append_header(std::string& out) {
  fit();
  std::vector<std::string_view> names;
  for (const auto& x : columns_)
    names.push_back(x.name);
  if (style_.color)
    out += bold;
  append_row(out, names);
  if (style_.color)
    out.insert(out.size() - 1, normal);
  append_rule(out);
}

void table::append_row(std::string& out, row_cells cells) const {
  for (size_t i = 0; i < widths_.size(); ++i) {
    if (i > 0)
      out += gap;
    append_cell(out, i, cells[i]);
  }
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}

void table::append_rule(std::string& out) const {
  for (size_t i = 0; i < widths_.size(); ++i) {
    if (i > 0)
      out += gap;
    for (size_t n = 0; n < widths_[i]; ++n)
      out += "─";
  }
  out += '\n';
}

void table::append_cell(std::string& out, size_t index,
                        std::string_view cell) const {
  auto width = widths_[index];
  auto right = columns_[index].numeric;
  auto append = [&](std::string_view text, size_t used) {
    auto room = width - std::min(width, used);
    out.append(right ? room : 0, ' ');
    out += text;
    out.append(right ? 0 : room, ' ');
  };
  if (auto plain = plain_width(cell); plain && *plain <= width)
    return append(cell, *plain);
  auto shown = cut_to_width(printable(cell), width);
  append(shown, display_width(shown));
}

size_t table::total_width() const {
  auto total = gap.size() * (widths_.size() - 1);
  for (auto width : widths_)
    total += width;
  return total;
}

size_t* table::widest_text_column() {
  size_t* widest = nullptr;
  for (size_t i = 0; i < widths_.size(); ++i)
    if (!columns_[i].numeric && (!widest || widths_[i] > *widest))
      widest = &widths_[i];
  return widest;
}

void table::fit() {
  if (style_.width == 0)
    return;
  for (auto total = total_width(); total > style_.width; --total) {
    auto* widest = widest_text_column();
    if (!widest || *widest <= least_width)
      return;
    --*widest;
  }
}

} // namespace storify
