// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "caf/expected.hpp"

#include "core/rows/table.hpp"
#include "messages/price.hpp"
#include "messages/product.hpp"
#include "messages/product_view.hpp"

namespace storify {

/// The columns of a product as text, in their order.
enum class product_column : uint8_t {
  id,
  name,
  price,
  quantity,
  currency,
  category,
  site,
  key,
  url,
  edited,
};

/// The columns as a header and the row formats want them.
inline constexpr std::array<column, 10> product_columns{{{"id", true},
                                                         {"name"},
                                                         {"price", true},
                                                         {"quantity", true},
                                                         {"currency"},
                                                         {"category"},
                                                         {"site"},
                                                         {"key"},
                                                         {"url"},
                                                         {"edited"}}};

/// Returns the name of a column.
constexpr std::string_view name_of(product_column x) {
  return product_columns[static_cast<size_t>(x)].name;
}

/// One product as text, a cell per column; a cell that a file does not have is
/// empty. The cells are views of whatever they were made from.
struct product_cells {
  std::array<std::string_view, product_columns.size()> cells;

  /// Returns whether the file has that cell, be it empty: it is a view of
  /// something then.
  bool is_given(product_column x) const {
    return (*this)[x].data() != nullptr;
  }

  std::string_view& operator[](product_column x) {
    return cells[static_cast<size_t>(x)];
  }
  std::string_view operator[](product_column x) const {
    return cells[static_cast<size_t>(x)];
  }
};

/// Returns the column called `name` in any case, or nothing. What people call
/// them is in `product_header.hpp`.
std::optional<product_column> column_named(std::string_view name);

/// Turns products into cells, one after the other.
class product_writer {
public:
  /// Returns `x` as text: the price as `649.99`, `edited` as `name|price`. The
  /// cells live until the next call, or until the texts of `x` change.
  const product_cells& cells(const product_view& x);

private:
  product_cells cells_;
  std::array<char, 24> id_{};
  std::array<char, 24> quantity_{};
  std::array<char, 24> price_{};
  currency unit_;
};

/// Reads all of a product from its cells, of whose texts it has views then: a
/// price is digits with at most two decimals behind a point or a comma. An
/// empty id is 0, an empty currency is `fallback`. Errors: bad_row ("price:
/// ..."), naming the column; the product is not to be used then.
caf::error read_product(const product_cells& cells, product_view& x,
                        currency fallback = {});

/// Returns whether a stored product may have this name, which is valid UTF-8.
bool is_product_name(std::string_view name);

/// Returns the hundredths in an amount as `read_product` takes it, or nothing.
std::optional<int64_t> read_amount(std::string_view text);

/// Returns the fields that an `edited` cell names, or nothing.
std::optional<edited_fields> read_edited(std::string_view text);

/// Writes `x` to `at`, which has room for 24 characters; returns where it ends.
char* put_number(char* at, uint64_t x);

/// Writes the price, as `649.99`, to `at`, which has room for 24 characters;
/// returns where it ends.
char* put_amount(char* at, const price& x);

/// Returns the `edited` cell for `x`; it lives for ever.
std::string_view edited_text(edited_fields x);

/// Returns `cell` in quotes, made fit for an error message: shortened, without
/// control characters.
std::string shown(std::string_view cell);

} // namespace storify
