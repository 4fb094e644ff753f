// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_functions.hpp"

#include <string>
#include <string_view>

#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/price.hpp"
#include "messages/product_chunk.hpp"

namespace storify {

namespace {

// Beyond it, programs that read our JSON take one number for another.
constexpr int64_t highest_id = (int64_t{1} << 53) - 1;

std::string_view text_of(sqlite3_value* x) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(x));
  if (text == nullptr)
    return {};
  return {text, static_cast<size_t>(sqlite3_value_bytes(x))};
}

bool is_null(sqlite3_value* x) {
  return sqlite3_value_type(x) == SQLITE_NULL;
}

bool is_within(sqlite3_value* x, int64_t first, int64_t last) {
  auto number = sqlite3_value_int64(x);
  return first <= number && number <= last;
}

bool is_short(std::string_view x) {
  return x.size() <= product_chunk::max_text_bytes;
}

bool is_id(sqlite3_value** x) {
  return is_within(x[0], 1, highest_id);
}

bool is_text(sqlite3_value** x) {
  auto text = text_of(x[0]);
  return is_short(text) && is_utf8(text);
}

bool is_name(sqlite3_value** x) {
  return is_text(x) && is_product_name(text_of(x[0]));
}

bool is_currency(sqlite3_value** x) {
  return currency::from(text_of(x[0])).has_value();
}

bool is_holding(sqlite3_value** x) {
  if (is_null(x[0]) || is_null(x[1]))
    return is_null(x[0]) && is_null(x[1]);
  return is_within(x[0], 0, max_quantity)
         && is_within(x[1], 0, price::max_cents);
}

void mended_name(sqlite3_context* to, int, sqlite3_value** x) {
  auto name = clean_text(text_of(x[0]));
  auto most = cut_at_character(name, max_name_bytes);
  if (most.empty())
    sqlite3_result_null(to);
  else
    sqlite3_result_text(to, most.data(), static_cast<int>(most.size()),
                        SQLITE_TRANSIENT);
}

template <bool (*Test)(sqlite3_value**)>
void answer(sqlite3_context* to, int, sqlite3_value** x) {
  sqlite3_result_int(to, Test(x) ? 1 : 0);
}

} // namespace

void define_sqlite_functions(sqlite_connection& database) {
  database.define("is_id", answer<is_id>);
  database.define("is_text", answer<is_text>);
  database.define("is_name", answer<is_name>);
  database.define("is_currency", answer<is_currency>);
  database.define("is_holding", answer<is_holding>);
  database.define("mended_name", mended_name);
}

} // namespace storify
