// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_check.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_file.hpp"
#include "io/inventory/sqlite_functions.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_reader.hpp"
#include "io/inventory/sqlite_schema.hpp"
#include "messages/errors.hpp"
#include "messages/movement.hpp"

namespace storify {

namespace {

using place = std::optional<holding>;

std::string in_words(const place& x) {
  return x ? fmt::format("{} pieces at {}.{:02}", x->quantity, x->cents / 100,
                         x->cents % 100)
           : std::string{"nothing"};
}

place read_place(sqlite_statement& row, int column) {
  if (row.is_null(column))
    return std::nullopt;
  return holding{row.number(column), row.number(column + 1)};
}

// SQLite's own look at its pages and indexes, and ours at what they say.
caf::error check_pages(sqlite_connection& database, store_findings& out) {
  auto rows = database.prepare("PRAGMA integrity_check(20)");
  if (!rows)
    return std::move(rows.error());
  auto code = rows->step();
  for (; code == SQLITE_ROW; code = rows->step())
    if (rows->text(0) != "ok")
      out.add(std::string{rows->text(0)});
  for (auto page : database.wrong_pages())
    out.add(fmt::format("page {} is not as it was written", page));
  return code == SQLITE_DONE ? caf::none : database.trouble(code);
}

// Reads all products as a shop does that opens.
caf::error check_products(sqlite_connection& database, store_findings& out) {
  auto origins = sqlite_origins::read(database);
  if (!origins)
    return std::move(origins.error());
  auto reader = sqlite_reader::open(database, *origins);
  if (!reader)
    return std::move(reader.error());
  for (;;) {
    auto part = reader->next();
    if (!part)
      return std::move(part.error());
    out.products += part->rows.size();
    out.items_count += part->rows.items_count();
    if (part->is_last)
      return caf::none;
  }
}

/// Follows the movements of one product after the other.
class movement_chain {
public:
  explicit movement_chain(store_findings& out) : out_(&out) {
  }

  void follow(int64_t product, int64_t number, const place& before,
              const place& after, const place& stored) {
    if (product != product_) {
      end();
      product_ = product;
    } else if (before != left_) {
      out_->add(fmt::format("movement {} of product {} begins with {}, but the "
                            "one before has left {}",
                            number, product, in_words(before),
                            in_words(left_)));
    }
    left_ = after;
    stored_ = stored;
    ++out_->movements;
  }

  void end() const {
    if (product_ != 0 && left_ != stored_)
      out_->add(fmt::format("product {}: its movements lead to {}, but there "
                            "is {}",
                            product_, in_words(left_), in_words(stored_)));
  }

private:
  store_findings* out_;
  int64_t product_ = 0;
  place left_;
  place stored_;
};

caf::error check_movements(sqlite_connection& database, store_findings& out) {
  auto rows = database.prepare(
    "SELECT m.product, m.number, m.quantity_before, m.cents_before, "
    "m.quantity_after, m.cents_after, p.quantity, p.cents "
    "FROM movement m LEFT JOIN product p ON p.id = m.product "
    "ORDER BY m.product, m.number");
  if (!rows)
    return std::move(rows.error());
  movement_chain chain{out};
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      break;
    if (code != SQLITE_ROW)
      return database.trouble(code, "among the movements");
    chain.follow(rows->number(0), rows->number(1), read_place(*rows, 2),
                 read_place(*rows, 4), read_place(*rows, 6));
  }
  chain.end();
  return caf::none;
}

// Each query finds what must not be; its rows have a number and a text.
caf::error check_relations(sqlite_connection& database, store_findings& out) {
  constexpr std::pair<const char*, const char*> rules[]{
    {"SELECT m.number, m.product FROM movement m, meta "
     "WHERE m.product >= meta.next_id OR m.product < 1",
     "movement {} is of product {}, an id that was never given"},
    {"SELECT number, who FROM movement WHERE who NOT BETWEEN 0 AND 3",
     "movement {} has the unknown author {}"},
    {"SELECT number, product FROM movement WHERE NOT (is_id(number) "
     "AND is_holding(quantity_before, cents_before) "
     "AND is_holding(quantity_after, cents_after))",
     "movement {} of product {} has a number that can't be"},
    {"SELECT number, product FROM movement WHERE NOT "
     "(is_text(coalesce(name, '')) AND is_text(coalesce(old_name, '')))",
     "movement {} of product {} has text that is not UTF-8"},
    {"SELECT m.number, m.origin FROM movement m LEFT JOIN origin o "
     "ON o.id = m.origin WHERE o.id IS NULL",
     "movement {} has the unknown origin {}"},
    {"SELECT p.id, p.key FROM product p JOIN origin o ON o.id = p.origin "
     "JOIN removed r ON r.site = o.site AND r.key = p.key WHERE p.key <> ''",
     "product {} is there, but {} counts as removed"},
    {"SELECT p.id, p.key FROM product p JOIN origin o ON o.id = p.origin "
     "WHERE p.key <> '' GROUP BY o.site, p.key HAVING count(*) > 1",
     "product {} has the key {}, which another one has, too"},
  };
  for (const auto& [query, words] : rules) {
    auto rows = database.prepare(query);
    if (!rows)
      return std::move(rows.error());
    auto code = rows->step();
    for (; code == SQLITE_ROW; code = rows->step())
      out.add(fmt::format(fmt::runtime(words), rows->number(0), rows->text(1)));
    if (code != SQLITE_DONE)
      return database.trouble(code);
  }
  return caf::none;
}

} // namespace

caf::expected<store_findings> check_sqlite(const std::filesystem::path& file) {
  auto found = has_sqlite_file(file, real_disk());
  if (!found)
    return std::move(found.error());
  if (!*found)
    return fail(ec::file_not_found, file.string());
  auto database = sqlite_connection::open(file);
  if (!database)
    return std::move(database.error());
  store_findings findings;
  if (auto problem = begin_sqlite_schema(*database))
    return problem;
  // All of them are to be found, and what they have done.
  database->ignore_page_sums();
  define_sqlite_functions(*database);
  for (auto* check :
       {check_pages, check_products, check_movements, check_relations})
    if (auto problem = check(*database, findings))
      return problem;
  return findings;
}

} // namespace storify
