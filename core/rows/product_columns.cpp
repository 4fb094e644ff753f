// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_columns.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/basics/whole_number.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/byte_words.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// In the order of the bits: name 1, price 2, quantity 4.
constexpr std::array<std::string_view, 8> edited_texts{
  "",         "name",          "price",          "name|price",
  "quantity", "name|quantity", "price|quantity", "name|price|quantity"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Returns whether `text` has no byte with which a character begins that a name
// may not have: a control, DEL, or one of more bytes that begins like some.
bool is_free_of_suspects(std::string_view text) {
  return !any_word(text, [](byte_word x) {
    return control_bytes(x) | bytes_equal(x, '\x7F') | bytes_equal(x, '\xC2')
           | bytes_equal(x, '\xE2') | bytes_equal(x, '\xEF');
  });
}

caf::error bad_cell(product_column where, std::string_view cell,
                    std::string_view problem) {
  return fail(ec::bad_row,
              fmt::format("{}: {} {}", name_of(where), shown(cell), problem));
}

// Reads the cells that are more than text.
caf::error read_values(const product_cells& cells, currency fallback,
                       product_view& x) {
  auto id = read_whole_number(cells[product_column::id]);
  if (!cells[product_column::id].empty() && (!id || *id == 0))
    return bad_cell(product_column::id, cells[product_column::id],
                    "is not a number from 1 up");
  auto cents = read_amount(cells[product_column::price]);
  if (!cents)
    return bad_cell(product_column::price, cells[product_column::price],
                    "is not an amount such as 649.99");
  auto quantity = read_whole_number(cells[product_column::quantity]);
  if (!quantity || *quantity > max_quantity)
    return bad_cell(product_column::quantity, cells[product_column::quantity],
                    fmt::format("is not a whole number from 0 to {}",
                                max_quantity));
  auto code = cells[product_column::currency];
  auto unit = code.empty() || code == fallback.code() ? fallback
                                                      : currency::from(code);
  if (!unit)
    return bad_cell(product_column::currency, code,
                    "is not three capital letters such as EUR");
  auto edited = read_edited(cells[product_column::edited]);
  if (!edited)
    return bad_cell(product_column::edited, cells[product_column::edited],
                    "is not a list such as name|price");
  x.id = static_cast<product_id>(id.value_or(0));
  x.cost = {*cents, *unit};
  x.quantity = *quantity;
  x.edited = *edited;
  return {};
}

} // namespace

std::optional<product_column> column_named(std::string_view name) {
  auto is_same = [name](const column& x) {
    auto same = [](char a, char b) { return lower(a) == b; };
    return std::ranges::equal(name, x.name, same);
  };
  auto found = std::ranges::find_if(product_columns, is_same);
  if (found == product_columns.end())
    return std::nullopt;
  return static_cast<product_column>(found - product_columns.begin());
}

const product_cells& product_writer::cells(const product_view& x) {
  auto text = [](const auto& buffer, const char* end) {
    return std::string_view{buffer.data(),
                            static_cast<size_t>(end - buffer.data())};
  };
  auto quantity = static_cast<uint64_t>(x.quantity);
  unit_ = x.cost.unit;
  cells_.cells = {text(id_, put_number(id_.data(), x.id)),
                  x.name,
                  text(price_, put_amount(price_.data(), x.cost)),
                  text(quantity_, put_number(quantity_.data(), quantity)),
                  unit_.code(),
                  x.category,
                  x.source.site,
                  x.source.key,
                  x.url,
                  edited_text(x.edited)};
  return cells_;
}

caf::error read_product(const product_cells& cells, product_view& x,
                        currency fallback) {
  if (!is_product_name(cells[product_column::name]))
    return bad_cell(product_column::name, cells[product_column::name],
                    "is empty or has control characters");
  if (auto problem = read_values(cells, fallback, x))
    return problem;
  x.name = cells[product_column::name];
  x.category = cells[product_column::category];
  x.source = {cells[product_column::site], cells[product_column::key]};
  x.url = cells[product_column::url];
  return {};
}

// Most names needn't be looked at character by character.
bool is_product_name(std::string_view name) {
  return !name.empty() && (is_free_of_suspects(name) || is_printable(name));
}

std::optional<int64_t> read_amount(std::string_view text) {
  auto is_usual = text.size() > 2 && text[text.size() - 3] == '.';
  auto point = is_usual ? text.size() - 3 : text.find_first_of(".,");
  auto units = read_whole_number(text.substr(0, point));
  if (!units || *units > price::max_cents / 100)
    return std::nullopt;
  auto cents = *units * 100;
  if (point != std::string_view::npos) {
    auto decimals = text.substr(point + 1);
    auto parts = read_whole_number(decimals);
    if (!parts || decimals.size() > 2)
      return std::nullopt;
    cents += decimals.size() == 1 ? *parts * 10 : *parts;
  }
  return cents <= price::max_cents ? std::optional{cents} : std::nullopt;
}

std::optional<edited_fields> read_edited(std::string_view text) {
  if (text.empty())
    return edited_fields{};
  auto found = std::find(edited_texts.begin(), edited_texts.end(), text);
  if (found == edited_texts.end())
    return std::nullopt;
  return edited_fields::from_bits(found - edited_texts.begin());
}

char* put_number(char* at, uint64_t x) {
  return std::to_chars(at, at + 24, x).ptr;
}

char* put_amount(char* at, const price& x) {
  auto cents = static_cast<uint64_t>(x.cents);
  at = put_number(at, cents / 100);
  *at++ = '.';
  *at++ = static_cast<char>('0' + cents / 10 % 10);
  *at++ = static_cast<char>('0' + cents % 10);
  return at;
}

std::string_view edited_text(edited_fields x) {
  return edited_texts[x.bits()];
}

std::string shown(std::string_view cell) {
  constexpr size_t longest = 40;
  if (cell.size() <= longest)
    return fmt::format("\"{}\"", printable(cell));
  return fmt::format("\"{}...\"", printable(cut_at_character(cell, longest)));
}

} // namespace storify
