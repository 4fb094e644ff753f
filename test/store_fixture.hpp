// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "actors/store.hpp"
#include "test/fakes/fake_database.hpp"
#include "test/fixtures.hpp"

namespace storify {

inline product_draft lamp(int64_t quantity = 3) {
  return {"Lampe", {1999, currency{}}, quantity};
}

inline lot tables(int number) {
  lot x{"site", "MEUBLE"};
  for (int i = 1; i <= number; ++i)
    x.add(offer{
      "sku:" + std::to_string(i), "Table", {4900, currency{}}, 10, false, ""});
  return x;
}

inline inventory_image stored_lamp() {
  inventory_image image;
  image.products.push_back({4, "Lampe", {1999, currency{}}, 3, "", {}, "", {}});
  image.next_id = 9;
  return image;
}

inline caf::error full_disk() {
  return fail(ec::storage_failed, "inventory.db: the disk is full");
}

/// A STORE, and a DATABASE that answers when the test says so.
struct store_fixture : actor_fixture {
  database_actor database = sys.spawn(fake_database);
  fake_database_state& disk = state_of<fake_database_state>(database);
  store_actor aut;

  ~store_fixture() override {
    // Until it has loaded, a store does not even hear that it is to end.
    if (disk.load.waiting() > 0)
      disk.load.answer(full_disk());
    end(aut);
    end(database);
  }

  // Starts the store; the database does not answer yet.
  void start(store_config config = {}) {
    config.path = "inventory.db";
    aut = sys.spawn(store, config, database);
    sched.run();
  }

  void start_and_load(store_config config = {}) {
    start(config);
    disk.load.answer(inventory_part{});
    sched.run();
  }

  void start_with_whole_files() {
    store_config config;
    config.commits = false;
    start_and_load(config);
  }

  template <class T, class... Ts>
  reply<T> tell(Ts... what) {
    auto answer = ask<T>(aut, what...);
    sched.run();
    return answer;
  }

  template <class Clause, class... Ts>
  void answer(Clause& clause, Ts... what) {
    CAF_REQUIRE(clause.waiting() > 0);
    clause.answer(std::move(what)...);
    sched.run();
  }

  reply<product> add(int64_t quantity = 3) {
    return tell<product>(caf::add_atom_v, lamp(quantity));
  }

  int64_t count() {
    return tell<int64_t>(count_atom_v).value();
  }
};

} // namespace storify
