// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/product_files.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/rows/formats.hpp"
#include "core/rows/guarded_rows.hpp"
#include "core/rows/product_rows.hpp"
#include "core/rows/product_text.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

struct ending {
  std::string_view text;
  row_format format;
};

constexpr std::array endings{ending{".csv", row_format::csv},
                             ending{".tsv", row_format::tsv},
                             ending{".json", row_format::json},
                             ending{".jsonl", row_format::jsonl},
                             ending{".md", row_format::markdown}};

std::optional<row_format> format_of(const fs::path& file) {
  auto text = file.extension().string();
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  auto found = std::ranges::find(endings, text, &ending::text);
  return found == endings.end() ? std::nullopt : std::optional{found->format};
}

template <class Rows>
void write_rows(Rows rows, const snapshot& all, whole_file& out) {
  rows.append_header(out.text());
  for (const auto& x : all) {
    rows.append_row(out.text(), x);
    out.drain();
  }
  rows.append_footer(out.text());
}

} // namespace

caf::expected<std::vector<product_row>> read_product_file(const fs::path& file,
                                                          currency fallback) {
  auto format = format_of(file);
  if (!format || *format == row_format::markdown)
    return fail(ec::not_supported,
                fmt::format("{} doesn't end in .csv, .tsv, .json or .jsonl",
                            file.string()));
  auto text = read_whole_file(file);
  if (!text)
    return fail(ec::file_not_found, detail(text.error()));
  auto rows = read_product_text(*format, std::move(*text), fallback);
  if (!rows)
    return fail(ec::bad_row,
                fmt::format("{}, {}", file.string(), detail(rows.error())));
  return rows;
}

caf::expected<uint64_t> write_product_file(const fs::path& file,
                                           const snapshot& all) {
  auto format = format_of(file);
  if (!format)
    return fail(ec::not_supported,
                fmt::format("{} doesn't end in .csv, .tsv, .json, .jsonl or "
                            ".md",
                            file.string()));
  whole_file out{file};
  if (*format == row_format::csv)
    write_rows(guarded_rows{}, all, out);
  else
    write_rows(product_rows{*format}, all, out);
  if (auto problem = out.replace(previous_version::dropped))
    return problem;
  return all.size();
}

} // namespace storify
