// SPDX-License-Identifier: BSD-3-Clause
#include "actors/database.hpp"

#include <utility>

#include "actors/crash.hpp"
#include "io/basics/disk.hpp"
#include "io/inventory/product_files.hpp"

namespace storify {

namespace {

template <class T>
caf::result<T> to_result(caf::expected<T> x) {
  if (!x)
    return std::move(x.error());
  return std::move(*x);
}

} // namespace

database_actor::behavior_type
database(database_actor::stateful_pointer<database_state> self,
         database_config config) {
  explain_crashes(self);
  self->state.store = config.open();
  auto& store = *self->state.store;
  return {
    [&](load_atom, uint64_t part) {
      return to_result(part == 0 ? store.load() : store.load_more());
    },
    [&](commit_atom, const change_set& x) {
      return to_result(store.commit(x));
    },
    [&](save_atom, const snapshot& x) { return to_result(store.save(x)); },
    [&](history_atom, const history_query& x) {
      return to_result(store.history(x));
    },
    [unit = config.unit](import_atom, const product_file& file) {
      return to_result(read_product_file(file, unit));
    },
    [&](export_atom, const product_file& file, const snapshot& x) {
      return to_result(write_product_file(file, x, folder_of(store.path())));
    },
  };
}

} // namespace storify
