// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_writer.hpp"

#include <utility>
#include <vector>

namespace storify {

namespace {

void bind_holding(sqlite_statement& to, int parameter,
                  const std::optional<holding>& x) {
  if (x) {
    to.bind(parameter, x->quantity);
    to.bind(parameter + 1, x->cents);
  } else {
    to.bind_null(parameter);
    to.bind_null(parameter + 1);
  }
}

void bind_product(sqlite_statement& to, int first, const product_view& x,
                  int64_t origin) {
  to.bind(first, x.name);
  to.bind(first + 1, x.cost.cents);
  to.bind(first + 2, x.quantity);
  to.bind(first + 3, origin);
  to.bind(first + 4, x.source.key);
  to.bind(first + 5, x.url);
  to.bind(first + 6, x.edited.bits());
}

bool have_same_origin(const movement& x, const movement& y) {
  return x.site == y.site && x.category == y.category && x.unit == y.unit;
}

void bind_movement(sqlite_statement& to, int first, const movement& x,
                   int64_t origin) {
  to.bind(first, x.time);
  to.bind(first + 1, static_cast<int64_t>(x.who));
  to.bind(first + 2, static_cast<int64_t>(x.id));
  to.bind(first + 3, origin);
  bind_holding(to, first + 4, x.before);
  bind_holding(to, first + 6, x.after);
  // A product that is there tells its name itself.
  auto is_named = !x.before || !x.after || !x.old_name.empty();
  is_named ? to.bind(first + 8, x.name) : to.bind_null(first + 8);
  x.old_name.empty() ? to.bind_null(first + 9) : to.bind(first + 9, x.old_name);
}

} // namespace

caf::expected<sqlite_writer> sqlite_writer::open(sqlite_connection& database,
                                                 sqlite_origins& origins) {
  auto put = sqlite_rows::open(
    database, "REPLACE", "product", "id",
    "name, cents, quantity, origin, key, url, edited");
  auto move = sqlite_rows::open(
    database, "INSERT", "movement", "number",
    "time, who, product, origin, quantity_before, cents_before, "
    "quantity_after, cents_after, name, old_name");
  if (!put || !move)
    return !put ? std::move(put.error()) : std::move(move.error());
  auto erase = database.prepare("DELETE FROM product WHERE id = ?");
  auto bury = database.prepare("REPLACE INTO removed VALUES (?, ?, ?)");
  auto unbury = database.prepare("DELETE FROM removed "
                                 "WHERE site = ? AND key = ?");
  auto next_id = database.prepare("UPDATE meta SET next_id = ?1 "
                                  "WHERE next_id <> ?1");
  for (auto* x : {&erase, &bury, &unbury, &next_id})
    if (!*x)
      return std::move(x->error());
  return sqlite_writer{database,
                       origins,
                       {std::move(*put), std::move(*move), std::move(*erase),
                        std::move(*bury), std::move(*unbury),
                        std::move(*next_id)}};
}

sqlite_writer::sqlite_writer(sqlite_connection& database,
                             sqlite_origins& origins, statements prepared)
  : database_(&database), origins_(&origins), prepared_(std::move(prepared)) {
}

caf::error sqlite_writer::write(const change_set& changes) {
  if (auto problem = erase(changes))
    return problem;
  if (auto problem = put(changes.put))
    return problem;
  if (auto problem = put_movements(changes.moved))
    return problem;
  if (auto problem = put_removed(changes))
    return problem;
  prepared_.next_id.bind(1, static_cast<int64_t>(changes.next_id));
  return run(prepared_.next_id);
}

caf::error sqlite_writer::run(sqlite_statement& x) {
  return done(x.run());
}

caf::error sqlite_writer::done(int code) const {
  return code == SQLITE_DONE ? caf::error{} : database_->trouble(code);
}

caf::error sqlite_writer::erase(const change_set& changes) {
  for (auto id : changes.erased) {
    prepared_.erase.bind(1, static_cast<int64_t>(id));
    if (auto problem = run(prepared_.erase))
      return problem;
  }
  return caf::none;
}

caf::error sqlite_writer::put(const packed_products& products) {
  std::vector<int64_t> numbers;
  for (const auto& x : products.origins())
    if (auto problem = add_number(x, numbers))
      return problem;
  auto id = [&](size_t i) { return static_cast<int64_t>(products.id_of(i)); };
  auto bind = [&](sqlite_statement& to, int first, size_t i) {
    bind_product(to, first, products[i], numbers[products.origin_of(i)]);
  };
  return done(prepared_.put.put(products.size(), id, bind));
}

caf::error
sqlite_writer::put_movements(const std::vector<movement>& movements) {
  std::vector<int64_t> numbers;
  const movement* before = nullptr;
  for (const auto& x : movements) {
    if (before != nullptr && have_same_origin(*before, x))
      numbers.push_back(numbers.back());
    else if (auto problem = add_number({x.site, x.category, x.unit}, numbers))
      return problem;
    before = &x;
  }
  auto number = [&](size_t i) {
    return static_cast<int64_t>(movements[i].number);
  };
  auto bind = [&](sqlite_statement& to, int first, size_t i) {
    bind_movement(to, first, movements[i], numbers[i]);
  };
  return done(prepared_.move.put(movements.size(), number, bind));
}

// Those that are new get their rows, before what refers to them.
caf::error sqlite_writer::add_number(const origin& x,
                                     std::vector<int64_t>& numbers) {
  auto number = origins_->number_of(x);
  if (!number)
    return std::move(number.error());
  numbers.push_back(*number);
  return {};
}

caf::error sqlite_writer::put_removed(const change_set& changes) {
  for (const auto& x : changes.unburied) {
    prepared_.unbury.bind(1, x.site);
    prepared_.unbury.bind(2, x.key);
    if (auto problem = run(prepared_.unbury))
      return problem;
  }
  for (const auto& x : changes.buried) {
    prepared_.bury.bind(1, x.source.site);
    prepared_.bury.bind(2, x.source.key);
    prepared_.bury.bind(3, x.name);
    if (auto problem = run(prepared_.bury))
      return problem;
  }
  return caf::none;
}

} // namespace storify
