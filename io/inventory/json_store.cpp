// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/json_store.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "core/rows/csv.hpp"
#include "core/rows/formats.hpp"
#include "core/rows/product_columns.hpp"
#include "core/rows/product_json.hpp"
#include "core/rows/product_rows.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

namespace json = simdjson::ondemand;

constexpr uint64_t version = 1;

/// Reads the text of a file; keeps the place, for errors.
class image_reader {
public:
  explicit image_reader(std::string& text) : text_(text) {
    // The parser reads some bytes more than there are.
    text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
  }

  caf::expected<inventory_image> read() {
    auto problem = read_all();
    if (!problem)
      return std::move(image_);
    if (problem == ec::storage_newer)
      return problem;
    return fail(ec::bad_row,
                fmt::format("line {}: {}", line(), detail(problem)));
  }

private:
  caf::error read_all() {
    uint64_t written_by = 0;
    if (auto problem = parser_.iterate(text_).get(document_))
      return json_problem(problem, "an inventory");
    if (document_["version"].get_uint64().get(written_by))
      return fail(ec::bad_row, "there is no version; this is not an inventory");
    if (written_by > version)
      return fail(ec::storage_newer, fmt::format("version {}", written_by));
    if (document_["next_id"].get_uint64().get(image_.next_id)
        || image_.next_id == 0)
      return fail(ec::bad_row, "there is no \"next_id\" from 1 up");
    if (auto problem = read_list("products", &image_reader::read_one_product))
      return problem;
    return read_list("removed", &image_reader::read_one_removed);
  }

  using element_reader = caf::error (image_reader::*)(json::object);

  caf::error read_list(std::string_view name, element_reader read_one) {
    json::array list;
    if (document_[name].get_array().get(list))
      return fail(ec::bad_row, fmt::format("there is no list \"{}\"", name));
    for (auto element : list) {
      json::object object;
      if (auto problem = element.get_object().get(object))
        return json_problem(problem, "an object");
      if (auto problem = document_.current_location().get(at_))
        return json_problem(problem, "an object");
      if (auto problem = (this->*read_one)(object))
        return problem;
    }
    return {};
  }

  caf::error read_one_product(json::object object) {
    product_cells cells;
    auto problem = read_json_cells(object, unknown_columns::refused, cells);
    if (problem)
      return problem;
    auto product = read_product(cells);
    if (!product)
      return std::move(product.error());
    if (product->id == 0)
      return fail(ec::bad_row, "id: there is none");
    image_.products.push_back(std::move(*product));
    return {};
  }

  caf::error read_one_removed(json::object object) {
    product_cells cells;
    auto problem = read_json_cells(object, unknown_columns::refused, cells);
    if (problem)
      return problem;
    if (cells[product_column::key].empty())
      return fail(ec::bad_row, "key: there is none");
    image_.removed.push_back({{std::string{cells[product_column::site]},
                               std::string{cells[product_column::key]}},
                              std::string{cells[product_column::name]}});
    return {};
  }

  size_t line() const {
    const char* begin = text_.data();
    auto at = at_ != nullptr ? at_ : begin;
    return static_cast<size_t>(std::count(begin, at, '\n')) + 1;
  }

  std::string& text_;
  json::parser parser_;
  json::document document_;
  const char* at_ = nullptr; ///< The object that is being read.
  inventory_image image_;
};

} // namespace

json_store::json_store(const std::filesystem::path& folder)
  : whole_file_store(folder / "inventory.json") {
}

caf::expected<inventory_image> json_store::parse(std::string text) const {
  if (auto problem = check_utf8(text))
    return problem;
  return image_reader{text}.read();
}

void json_store::write(const snapshot& all, whole_file& out) const {
  fmt::format_to(std::back_inserter(out.text()),
                 "{{\"version\":{},\"next_id\":{},\n\"products\":", version,
                 all.next_id());
  product_rows rows{row_format::json};
  rows.append_header(out.text());
  for (const auto& x : all) {
    rows.append_row(out.text(), x);
    out.drain();
  }
  rows.append_footer(out.text());
  out.text() += ",\"removed\":";
  row_writer removed{row_format::json, {{"site"}, {"key"}, {"name"}}};
  removed.append_header(out.text());
  for (const auto& x : all.removed()) {
    std::array<std::string_view, 3> cells{x.source.site, x.source.key, x.name};
    removed.append_row(out.text(), cells);
    out.drain();
  }
  removed.append_footer(out.text());
  out.text() += "}\n";
}

} // namespace storify
