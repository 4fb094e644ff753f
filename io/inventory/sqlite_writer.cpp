// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_writer.hpp"

#include <utility>
#include <vector>

namespace storify {

namespace {

int64_t bits_of(edited_fields x) {
  return (x.name ? 1 : 0) + (x.price ? 2 : 0) + (x.quantity ? 4 : 0);
}

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

} // namespace

caf::expected<sqlite_writer> sqlite_writer::open(sqlite_connection& database,
                                                 sqlite_origins& origins) {
  auto put = database.prepare("REPLACE INTO product VALUES "
                              "(?, ?, ?, ?, ?, ?, ?, ?)");
  auto erase = database.prepare("DELETE FROM product WHERE id = ?");
  auto move = database.prepare("INSERT INTO movement VALUES "
                               "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  auto bury = database.prepare("REPLACE INTO removed VALUES (?, ?, ?)");
  auto unbury = database.prepare("DELETE FROM removed "
                                 "WHERE site = ? AND key = ?");
  auto next_id = database.prepare("UPDATE meta SET next_id = ?1 "
                                  "WHERE next_id <> ?1");
  for (auto* x : {&put, &erase, &move, &bury, &unbury, &next_id})
    if (!*x)
      return std::move(x->error());
  return sqlite_writer{database,
                       origins,
                       {std::move(*put), std::move(*erase), std::move(*move),
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
  auto code = x.run();
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
  for (const auto& x : products.origins()) {
    auto number = origins_->number_of(x);
    if (!number)
      return std::move(number.error());
    numbers.push_back(*number);
  }
  auto& row = prepared_.put;
  for (size_t i = 0; i < products.size(); ++i) {
    auto x = products[i];
    row.bind(1, static_cast<int64_t>(x.id));
    row.bind(2, x.name);
    row.bind(3, x.cost.cents);
    row.bind(4, x.quantity);
    row.bind(5, numbers[products.origin_of(i)]);
    row.bind(6, x.source.key);
    row.bind(7, x.url);
    row.bind(8, bits_of(x.edited));
    if (auto problem = run(row))
      return problem;
  }
  return caf::none;
}

caf::error
sqlite_writer::put_movements(const std::vector<movement>& movements) {
  auto& row = prepared_.move;
  for (const auto& x : movements) {
    auto from = origins_->number_of({x.site, x.category, x.unit});
    if (!from)
      return std::move(from.error());
    row.bind(1, static_cast<int64_t>(x.number));
    row.bind(2, x.time);
    row.bind(3, static_cast<int64_t>(x.who));
    row.bind(4, static_cast<int64_t>(x.id));
    row.bind(5, *from);
    bind_holding(row, 6, x.before);
    bind_holding(row, 8, x.after);
    // A product that is there tells its name itself.
    auto is_named = !x.before || !x.after || !x.old_name.empty();
    is_named ? row.bind(10, x.name) : row.bind_null(10);
    x.old_name.empty() ? row.bind_null(11) : row.bind(11, x.old_name);
    if (auto problem = run(row))
      return problem;
  }
  return caf::none;
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
