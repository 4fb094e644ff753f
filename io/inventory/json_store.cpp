// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/json_store.hpp"

#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/rows/formats.hpp"
#include "core/rows/product_lines.hpp"
#include "io/inventory/json_reader.hpp"

namespace storify {

json_store::json_store(const std::filesystem::path& folder, disk& on)
  : whole_file_store(folder / "inventory.json", on) {
}

line_form json_store::form() const {
  return {"{\"version\":", "\"products\":[", "{\"id\":", "]"};
}

std::unique_ptr<file_reader> json_store::reader(text_pieces text) const {
  return std::make_unique<json_reader>(std::move(text));
}

void json_store::write(const snapshot& all, whole_file& out) const {
  auto& text = out.text();
  fmt::format_to(std::back_inserter(text),
                 "{{\"version\":{},\"next_id\":{},\n\"products\":[\n",
                 json_reader::version, all.next_id());
  std::string_view separator;
  for (auto x : all) {
    text += std::exchange(separator, ",\n");
    append_json_product(text, x, empty_members::left_out);
    out.drain();
  }
  text += all.empty() ? "]\n,\"removed\":" : "\n]\n,\"removed\":";
  row_writer removed{row_format::json, {{"site"}, {"key"}, {"name"}}};
  removed.append_header(text);
  for (const auto& x : all.removed()) {
    std::array<std::string_view, 3> cells{x.source.site, x.source.key, x.name};
    removed.append_row(text, cells);
    out.drain();
  }
  removed.append_footer(text);
  text += "}\n";
}

} // namespace storify
