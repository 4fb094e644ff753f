// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/scraper_rows.hpp"

#include <array>
#include <string_view>

namespace storify {

namespace {

constexpr std::array<column, 5> scraper_columns{
  {{"category"}, {"state"}, {"products", true}, {"pages", true}, {"note"}}};

} // namespace

std::string scraper_rows(const std::vector<scraper_status>& statuses,
                         row_format format, table_style style) {
  row_writer writer{
    format, {scraper_columns.begin(), scraper_columns.end()}, style};
  std::string out;
  auto each = [&](auto use) {
    for (const auto& x : statuses) {
      auto products = std::to_string(x.products);
      auto pages = std::to_string(x.pages);
      std::array<std::string_view, 5> cells{x.category, to_string(x.phase),
                                            products, pages, x.note};
      use(cells);
    }
  };
  if (writer.needs_measure())
    each([&](const auto& cells) { writer.measure(cells); });
  writer.append_header(out);
  each([&](const auto& cells) { writer.append_row(out, cells); });
  writer.append_footer(out);
  return out;
}

} // namespace storify
