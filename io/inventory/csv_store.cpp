// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/csv_store.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/rows/csv.hpp"
#include "core/rows/product_columns.hpp"
#include "core/rows/product_header.hpp"
#include "core/rows/product_rows.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

using record = std::vector<std::string_view>;

caf::error at_line(const csv_reader& reader, const caf::error& problem) {
  return fail(ec::bad_row,
              fmt::format("line {}: {}", reader.line(), detail(problem)));
}

caf::expected<product> read_row(const product_header& header,
                                const record& row) {
  auto cells = header.cells(row);
  if (!cells)
    return std::move(cells.error());
  if (header.has(product_column::id) && (*cells)[product_column::id].empty())
    return fail(ec::bad_row, "id: it is empty");
  return read_product(*cells);
}

// Reads the records from `row` on.
caf::expected<inventory_image> read_rows(csv_reader& reader, record& row,
                                         const product_header& header) {
  inventory_image image;
  image.next_id = 0;
  caf::expected<bool> more = !row.empty();
  for (; more && *more; more = reader.next(row)) {
    auto product = read_row(header, row);
    if (!product)
      return at_line(reader, product.error());
    if (!header.has(product_column::id))
      product->id = image.products.size() + 1;
    image.products.push_back(std::move(*product));
  }
  if (!more)
    return std::move(more.error());
  return image;
}

} // namespace

csv_store::csv_store(const std::filesystem::path& folder)
  : whole_file_store(folder / "inventory.csv") {
}

caf::expected<inventory_image> csv_store::parse(std::string text) const {
  if (auto problem = check_utf8(text))
    return problem;
  csv_reader reader{std::move(text)};
  record row;
  auto more = reader.next(row);
  if (!more)
    return std::move(more.error());
  if (!product_header::is_header(row))
    return read_rows(reader, row, product_header::bare());
  auto header = product_header::read(row, unknown_columns::refused);
  if (!header)
    return at_line(reader, header.error());
  more = reader.next(row);
  if (!more)
    return std::move(more.error());
  return read_rows(reader, row, *header);
}

void csv_store::write(const snapshot& all, whole_file& out) const {
  product_rows rows{row_format::csv};
  rows.append_header(out.text());
  for (const auto& x : all) {
    rows.append_row(out.text(), x);
    out.drain();
  }
}

} // namespace storify
