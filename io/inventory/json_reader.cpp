// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/json_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/rows/csv.hpp"
#include "core/rows/product_columns.hpp"
#include "core/rows/product_json.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace json = simdjson::ondemand;

namespace {

constexpr std::string_view products_member = "\"products\":";

// What two products have between them, line by line.
constexpr std::string_view between_products = "},\n";

} // namespace

json_reader::json_reader(text_pieces text) : file_reader(std::move(text)) {
}

caf::expected<bool> json_reader::read_piece(part_packer& out) {
  if (stage_ == stage::nothing)
    return false;
  auto problem = read_next(out);
  if (!problem)
    return true;
  if (problem != ec::bad_row)
    return problem;
  return fail(ec::bad_row,
              fmt::format("line {}: {}", lines(at_) + 1, detail(problem)));
}

caf::error json_reader::read_next(part_packer& out) {
  auto more = append();
  if (!more)
    return std::move(more.error());
  if (stage_ == stage::head && !read_head())
    return read_all_the_rest(out);
  if (!*more)
    return read_all_the_rest(out);
  if (stage_ == stage::behind_products)
    return {};
  auto cut = text_.rfind(between_products);
  return cut == text_.npos ? caf::error{} : read_run(cut + 1, out);
}

// Reads the next piece; returns whether there was one.
caf::expected<bool> json_reader::append() {
  auto from = text_.size();
  auto more = append_piece(text_);
  // The parser reads some bytes more than there are.
  text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
  if (!more || !*more)
    return more;
  if (auto flaw = find_bad_utf8(std::string_view{text_}.substr(from))) {
    at_ = from + *flaw;
    return fail(ec::bad_row, "this is not valid UTF-8 text");
  }
  return true;
}

caf::error json_reader::read_all_the_rest(part_packer& out) {
  caf::expected<bool> more = true;
  while (more && *more)
    more = append();
  if (!more)
    return std::move(more.error());
  auto before = std::exchange(stage_, stage::nothing);
  if (before == stage::head)
    return read_whole({}, out);
  if (before == stage::products)
    return read_whole("{\"products\":", out);
  return read_whole("{\"products\":[]", out);
}

// Reads what stands before the products, if that is all but they and what was
// removed; returns whether it is.
bool json_reader::read_head() {
  auto size = text_.find('[');
  if (size == text_.npos
      || !std::string_view{text_}.substr(0, size).ends_with(products_member))
    return false;
  auto head = simdjson::padded_string{text_.substr(0, size) + "[]}"};
  if (parser_.iterate(head).get(document_) || check_version())
    return false;
  forget(size);
  stage_ = stage::products;
  return true;
}

// Reads the products in the first `size` bytes, behind which there is a comma
// and a new line. They are made a list.
caf::error json_reader::read_run(size_t size, part_packer& out) {
  text_[size] = ']';
  json::array list;
  auto parsed =
    parser_.iterate(text_.data(), size + 1, text_.capacity()).get(document_);
  if (!parsed)
    parsed = document_.get_array().get(list);
  if (parsed)
    return json_problem(parsed, "a list of products");
  if (auto problem = read_array(list, &json_reader::read_product, out))
    return problem;
  const char* behind = nullptr;
  if (document_.current_location().get(behind) == simdjson::OUT_OF_BOUNDS) {
    forget(size + 1);
    // The new line gives its place to the beginning of the next list.
    text_[0] = '[';
    ++lines_;
    return {};
  }
  // The list ended before: this is the list of what was removed.
  text_[size] = ',';
  forget(static_cast<size_t>(behind - text_.data()));
  stage_ = stage::behind_products;
  return {};
}

// Reads all there is as one document, of which `prefix` was read before.
caf::error json_reader::read_whole(std::string_view prefix, part_packer& out) {
  text_.insert(0, prefix);
  text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
  if (auto problem = parser_.iterate(text_).get(document_))
    return json_problem(problem, "an inventory");
  if (prefix.empty())
    if (auto problem = check_version())
      return problem;
  if (auto problem = read_list("products", &json_reader::read_product, out))
    return problem;
  return read_list("removed", &json_reader::read_removed, out);
}

caf::error json_reader::check_version() {
  uint64_t written_by = 0;
  if (document_["version"].get_uint64().get(written_by))
    return fail(ec::bad_row, "there is no version; this is not an inventory");
  if (written_by > version)
    return fail(ec::storage_newer, fmt::format("version {}", written_by));
  if (document_["next_id"].get_uint64().get(next_id) || next_id == 0)
    return fail(ec::bad_row, "there is no \"next_id\" from 1 up");
  return {};
}

caf::error json_reader::read_list(std::string_view name,
                                  element_reader read_one, part_packer& out) {
  json::array list;
  if (document_[name].get_array().get(list))
    return fail(ec::bad_row, fmt::format("there is no list \"{}\"", name));
  return read_array(list, read_one, out);
}

caf::error json_reader::read_array(json::array list, element_reader read_one,
                                   part_packer& out) {
  for (auto element : list) {
    json::object found;
    const char* place = nullptr;
    if (!document_.current_location().get(place))
      at_ = static_cast<size_t>(place - text_.data());
    if (auto problem = element.get_object().get(found))
      return json_problem(problem, "an object");
    if (auto refused = (this->*read_one)(found, out))
      return refused;
  }
  return {};
}

caf::error json_reader::read_product(object x, part_packer& out) {
  product_cells cells;
  if (auto problem = read_json_cells(x, column_names::exact, cells))
    return problem;
  product_view product;
  if (auto problem = storify::read_product(cells, product))
    return problem;
  if (product.id == 0)
    return fail(ec::bad_row, "id: there is none");
  return out.add(product);
}

caf::error json_reader::read_removed(object x, part_packer&) {
  product_cells cells;
  if (auto problem = read_json_cells(x, column_names::exact, cells))
    return problem;
  if (cells[product_column::key].empty())
    return fail(ec::bad_row, "key: there is none");
  removed.push_back({{std::string{cells[product_column::site]},
                      std::string{cells[product_column::key]}},
                     std::string{cells[product_column::name]}});
  return {};
}

void json_reader::forget(size_t size) {
  lines_ = lines(size);
  text_.erase(0, size);
  at_ = 0;
}

// Returns the number of lines that end within or before the first `size` bytes.
size_t json_reader::lines(size_t size) const {
  auto counted = lines_;
  std::string_view part{text_.data(), size};
  for (auto end = part.find('\n'); end != part.npos;
       end = part.find('\n', end + 1))
    ++counted;
  return counted;
}

} // namespace storify
