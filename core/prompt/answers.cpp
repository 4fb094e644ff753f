// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/answers.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/basics/display_width.hpp"
#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

std::string done_to_rows(const import_report& x) {
  auto text = fmt::format("{} added, {} modified, {} unchanged", x.added,
                          x.modified, x.unchanged);
  if (!x.left_out.empty())
    text += fmt::format("; left out what products don't have: {}",
                        some_of(x.left_out));
  return text;
}

} // namespace

std::string product_line(std::string_view verb, const product& x) {
  return fmt::format("{} {}: {}, {} {}, {}\n", verb, x.id, printable(x.name),
                     format_amount(x.cost), x.cost.unit.code(), x.quantity);
}

std::string words_for(const product& x) {
  return fmt::format("product {}, \"{}\"", x.id, excerpt(x.name));
}

std::string words_for(const std::vector<product>& all) {
  if (all.empty())
    return "0 products";
  if (all.size() == 1)
    return words_for(all.front());
  return fmt::format("{}, {} among them", counted(all.size(), "product"),
                     words_for(all.front()));
}

std::string words_for(const undo_report& x) {
  return fmt::format("{} by undoing {}", counted(x.products, "product"),
                     x.command);
}

std::string words_for(const import_report&) {
  return "what was imported";
}

std::string undone_lines(const undo_report& x) {
  auto text = fmt::format("undone: {}\n", x.command);
  for (const auto& gone : x.removed)
    text += product_line("removed", gone);
  for (const auto& back : x.restored)
    text += product_line("restored", back);
  for (const auto& changed : x.modified)
    text += product_line("modified", changed);
  auto shown = x.removed.size() + x.restored.size() + x.modified.size();
  if (shown < x.products)
    text += fmt::format("... and {} more\n",
                        counted(x.products - shown, "product"));
  return text;
}

std::string saved_line(const save_report& x) {
  if (x.written)
    return fmt::format("saved {} to {}\n", counted(x.products, "product"),
                       printable(x.path));
  return fmt::format("nothing to save: {} holds all {}\n", printable(x.path),
                     counted(x.products, "product"));
}

std::string imported_line(std::string_view path, const import_report& x) {
  return fmt::format("imported {}: {}\n", printable(path), done_to_rows(x));
}

std::string preview_line(std::string_view path, const import_report& x) {
  return fmt::format("{} can be imported: {}\n", printable(path),
                     done_to_rows(x));
}

std::string bad_rows_text(const bad_rows& x) {
  std::string text;
  for (const auto& [line, reason] : x.first)
    text += fmt::format("line {}: {}\n", line, printable(reason));
  if (x.count > x.first.size())
    text += fmt::format("and {} more\n", x.count - x.first.size());
  return text;
}

std::string bad_rows_count(std::string_view path, const bad_rows& x) {
  return fmt::format("{} has {} bad {}", printable(path), x.count,
                     x.count == 1 ? "row" : "rows");
}

std::string exported_line(std::string_view path, uint64_t products) {
  return fmt::format("exported {} to {}\n", counted(products, "product"),
                     printable(path));
}

std::string scraping_line(const std::vector<std::string>& categories) {
  constexpr size_t most = 10;
  auto shown = std::min(categories.size(), most);
  auto last = categories.begin() + static_cast<std::ptrdiff_t>(shown);
  auto text = fmt::format("scraping {}",
                          fmt::join(categories.begin(), last, ", "));
  if (shown < categories.size())
    text += fmt::format(" and {} more", categories.size() - shown);
  return printable(text) + "\n";
}

std::string all_in_line(uint64_t products, const scrape_summary& x) {
  if (x.categories == 0)
    return fmt::format("all in: {}, nothing was scraped; `scrape` does\n",
                       counted(products, "product"));
  return fmt::format("all in: {}, {} of {} categories failed\n",
                     counted(products, "product"), x.failed, x.categories);
}

std::string left_early_text(const std::vector<std::string>& categories) {
  return fmt::format("left before all of {} was in; `scrape` reads {} again",
                     some_of(categories),
                     categories.size() == 1 ? "it" : "them");
}

std::string total_line(uint64_t products) {
  return counted(products, "product") + "\n";
}

std::string matches_line(uint64_t shown, uint64_t products, int64_t pieces) {
  auto text = fmt::format("{}, {}", counted(products, "product"),
                          counted(pieces, "piece"));
  return shown == products ? fmt::format("{}\n", text)
                           : fmt::format("{} of {} in all\n", shown, text);
}

std::string progress_line(const inventory_changed& x) {
  return fmt::format("{}, {} pieces so far (Ctrl-C stops waiting)",
                     counted(x.products, "product"), x.items_count);
}

} // namespace storify
