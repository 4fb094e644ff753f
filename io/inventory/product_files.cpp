// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/product_files.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/rows/formats.hpp"
#include "core/rows/guarded_rows.hpp"
#include "core/rows/product_rows.hpp"
#include "core/rows/product_text.hpp"
#include "io/basics/home_folder.hpp"
#include "io/inventory/data_folder.hpp"
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

constexpr std::span<const ending> to_export{endings};

// Nobody keeps products in a Markdown table.
constexpr auto to_import = to_export.first(4);

std::optional<row_format> format_by_ending(const fs::path& file) {
  auto text = file.extension().string();
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  auto found = std::ranges::find(endings, text, &ending::text);
  return found == endings.end() ? std::nullopt : std::optional{found->format};
}

// Returns the format that is asked for, else that of the ending, if it is one
// of `known`.
caf::expected<row_format> format_of(const fs::path& file,
                                    const product_file& wanted,
                                    std::span<const ending> known) {
  auto format = wanted.format ? wanted.format : format_by_ending(file);
  if (format
      && std::ranges::find(known, *format, &ending::format) != known.end())
    return *format;
  std::vector<std::string_view> names;
  std::ranges::transform(known, std::back_inserter(names), &ending::text);
  return fail(ec::not_supported,
              fmt::format("{} ends in none of {}; --format tells what it is",
                          file.string(), fmt::join(names, ", ")));
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

// A file takes the place of what is there: nobody would hear of it who reads a
// pipe, and a device would be gone.
caf::error check_place(const fs::path& file) {
  std::error_code unknown; // is told when the file is written
  auto status = fs::status(file, unknown);
  if (!fs::exists(status) || fs::is_regular_file(status))
    return {};
  return fail(ec::not_supported,
              fmt::format("{} is not a file; export to a file, or write "
                          "`list --format csv` to where that leads",
                          file.string()));
}

} // namespace

caf::expected<file_rows> read_product_file(const product_file& wanted,
                                           currency fallback) {
  auto file = with_home(wanted.path);
  auto format = format_of(file, wanted, to_import);
  if (!format)
    return std::move(format.error());
  auto text = read_whole_file(file);
  if (!text)
    return fail(ec::file_not_found, detail(text.error()));
  return read_product_text(*format, std::move(*text), fallback);
}

caf::expected<uint64_t> write_product_file(const product_file& wanted,
                                           const snapshot& all,
                                           const fs::path& home) {
  auto file = with_home(wanted.path);
  if (!home.empty() && is_kept_by_shop(file, home))
    return fail(ec::not_supported,
                fmt::format("{} is a file of the shop itself; choose another "
                            "name",
                            file.string()));
  if (auto problem = check_place(file))
    return problem;
  auto format = format_of(file, wanted, to_export);
  if (!format)
    return std::move(format.error());
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
