// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "caf/fwd.hpp"
#include "caf/timespan.hpp"

#include "core/rows/formats.hpp"
#include "core/scraping/profile.hpp"
#include "io/inventory/storage.hpp"
#include "messages/database_protocol.hpp"
#include "messages/fetcher_protocol.hpp"
#include "messages/job.hpp"
#include "messages/repl_protocol.hpp"
#include "messages/scheduler_protocol.hpp"
#include "messages/scraper_protocol.hpp"
#include "messages/store_protocol.hpp"
#include "messages/supervisor_protocol.hpp"
#include "messages/terminal_protocol.hpp"

namespace storify {

/// When a person's change is answered.
enum class durability : uint8_t {
  always,   ///< Once the disk has it, where the store can do that.
  autosave, ///< At once; it is written by the next save.
};

/// What a real shop is made of.
struct shop_config {
  std::shared_ptr<const site_profile> profile;
  std::filesystem::path folder; ///< Where the shop keeps its files.
  storage_kind db = storage_kind::sqlite;
  durability safe = durability::always;
  caf::timespan autosave{};          ///< Interval of the save job, 0 = none.
  uint64_t seed = 0;                 ///< Of invented quantities.
  std::vector<std::string> commands; ///< Given by `-c`; else they are typed.
  bool is_given = false;             ///< Whether commands were given.
  bool is_interactive = false;       ///< A person types them at a terminal.
  row_format format = row_format::table;
  bool color = true; ///< Where a person looks.
  bool quiet = false;
  bool yes = false;
  bool stop = false; ///< The first failed command ends a run of commands.
};

/// How each role of a shop is hired. The supervisor knows no more of them than
/// this, so that tests hire others.
struct household {
  std::function<terminal_actor(caf::actor_system&)> hire_terminal;
  std::function<repl_actor(caf::actor_system&, terminal_actor,
                           supervisor_actor)>
    hire_repl;
  std::function<database_actor(caf::actor_system&)> hire_database;
  std::function<store_actor(caf::actor_system&, database_actor)> hire_store;
  std::function<fetcher_actor(caf::actor_system&)> hire_fetcher;
  std::function<scheduler_actor(caf::actor_system&, store_actor,
                                supervisor_actor, notice_board)>
    hire_scheduler;
  /// The scraper of `categories[index]`.
  std::function<scraper_actor(caf::actor_system&, size_t index, fetcher_actor,
                              store_actor, scraper_watcher)>
    hire_scraper;

  std::vector<std::string> categories; ///< Names, in the profile's order.
  std::vector<interval_job> jobs;      ///< For every new scheduler.
};

/// Returns the household of a real shop: the roles that block have a thread of
/// their own.
household real_household(const shop_config& config);

} // namespace storify
