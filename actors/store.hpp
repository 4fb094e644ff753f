// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "caf/actor_addr.hpp"
#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"
#include "caf/typed_response_promise.hpp"

#include "actors/held_requests.hpp"
#include "core/inventory/command_history.hpp"
#include "core/inventory/inventory.hpp"
#include "core/prompt/answers.hpp"
#include "messages/database_protocol.hpp"
#include "messages/product_chunk.hpp"
#include "messages/store_protocol.hpp"

namespace storify {

/// Returns milliseconds since 1970, UTC.
int64_t wall_clock();

struct store_config {
  std::string path;          ///< Of the file, for people.
  bool commits = true;       ///< Whether the database commits single changes.
  size_t import_slice = 500; ///< Rows imported in one go.
  /// Products written behind in one go: two chunks, which are not divided.
  size_t write_slice = 2 * product_chunk::capacity;
  /// In the rest of a save, once a person waited during it.
  size_t short_write_slice = product_chunk::capacity;
  bool waits = true; ///< Whether a person's command waits for its commit.
  std::function<int64_t()> now = wall_clock; ///< For the history.
};

using store_self = store_actor::extend<
  // Imports the next slice of rows.
  caf::reacts_to<caf::tick_atom>,
  // Takes in the small lots that have come by now.
  caf::reacts_to<stock_atom>,
  // Has loaded: serves what came meanwhile.
  caf::reacts_to<caf::open_atom>>;

/// Owns the inventory and everything that waits for it to be written.
class store_state {
public:
  static constexpr const char* name = "store";

  explicit store_state(store_self::pointer self)
    : self_(self), gathered_from_(self) {
  }

  /// Starts with an empty inventory that `database` keeps.
  void open(store_config config, database_actor database);

  /// Asks the database for this part of what is stored, and for those that
  /// follow. Nothing else is heard meanwhile.
  void load(uint64_t part);

  /// Takes in the small lots that wait, and returns the inventory: as who asks
  /// now has to find it.
  inventory& settled_goods();

  /// Returns whether small lots wait to be taken in together.
  bool has_gathered() const {
    return !gathered_.empty();
  }

  /// Answers `reply` once the change it tells of is as safe as this store
  /// makes it: committed, or in memory where only whole files are written.
  template <class T>
  caf::result<T> when_safe(caf::expected<T> reply);

  /// Answers `value`, a change that was made, with the next write; if that
  /// fails, with the reason.
  template <class T>
  void answer_once_written(caf::typed_response_promise<T> promise, T value);

  /// Runs what a person wants, which is written down to be taken back.
  template <class Command>
  auto person(const char* command, Command run);

  caf::result<undo_report> undo();
  caf::result<std::vector<movement>> history(const history_query& wanted);
  caf::result<save_report> save();

  /// Returns why the last write failed, or nothing.
  std::string trouble() const {
    return trouble_ ? sentence(trouble_) : "";
  }
  caf::result<import_report> import(const product_file& file);
  caf::result<import_preview> preview(const product_file& file);
  caf::result<uint64_t> export_to(const product_file& file);
  void import_slice();

  /// Takes in what a scraper brought: now, or with other small lots that wait.
  caf::result<stock_report> stock(lot& x);
  void end_gathering();

  void subscribe(inventory_listener listener);
  void unsubscribe(const inventory_listener& listener);

private:
  using waiter = std::function<void(const caf::error&)>;

  void take(const inventory_part& x, uint64_t number);
  void end_load();

  struct subscriber {
    inventory_listener listener;
    uint64_t told = 0;   ///< The revision it knows of.
    uint64_t number = 0; ///< Of this subscription.
    bool busy = false;   ///< Has not answered yet.
  };

  struct rows_to_import {
    product_file file;
    std::vector<product_row> rows;
    import_preview found;
    wanted_ids ids;
    size_t next = 0;
    bool is_prepared = false; ///< All rows were looked at, and are sound.
    caf::typed_response_promise<import_report> promise;
    command_recorder recorder{"import"};
    caf::actor_addr asker;
    /// Instead, if nothing is to be changed.
    std::optional<caf::typed_response_promise<import_preview>> preview;

    void refuse(const caf::error& why);
  };

  /// Words a failed write for the one whose change it was: that of `what`.
  static caf::error not_written(const caf::error& why, const std::string& what);

  bool waits_for_commit() const {
    return config_.commits && config_.waits;
  }
  caf::actor_addr asker() const;
  void remember(const caf::actor_addr& asker, command_record x);

  // -- small lots (store_lots.cpp) --------------------------------------------
  void gather(lot& x);
  void take_in_gathered();

  // -- files (store_files.cpp) ------------------------------------------------
  void read(rows_to_import job);
  void preview_row(rows_to_import& job, const product_row& row);
  void end_preview();
  void end_import();
  void next_import();

  // -- writes (store_writes.cpp) ----------------------------------------------
  void write();
  void commit(change_set slice);
  change_set next_slice();
  size_t slice_size() const;
  void end_save(const caf::error& why);
  void look_ahead();
  void look_back();
  void written(const caf::error& why);

  // -- listeners (store_listeners.cpp) ----------------------------------------
  void tell_all();
  void tell(subscriber& x);
  subscriber* find(const inventory_listener& listener);

  store_self::pointer self_;
  store_config config_;
  database_actor database_;
  inventory goods_;
  std::vector<lot> gathered_; ///< Small ones; taken in before who asks.
  held_requests gathered_from_;
  bool is_gathering_ = false;
  std::vector<waiter> waiting_; ///< For the next write.
  std::vector<waiter> writing_; ///< For the write under way.
  std::vector<waiter> to_save_; ///< For all that has changed by now.
  std::vector<waiter> saving_;  ///< For all that was due when it began.
  bool is_writing_ = false;
  std::optional<change_set> ahead_; ///< The next slice, while one is written.
  bool went_between_ = false; ///< The last slice of this save was a person's.
  bool is_disturbed_ = false; ///< One of this save was.
  bool is_behind_ = false;    ///< The disk may not have the last commits yet.
  caf::error trouble_;        ///< Why the last write failed.
  std::deque<rows_to_import> imports_;
  std::map<caf::actor_addr, command_history> commands_; ///< Of each asker.
  std::vector<subscriber> subscribers_;
  uint64_t subscriptions_ = 0; ///< So far.
};

template <class T>
void store_state::answer_once_written(caf::typed_response_promise<T> promise,
                                      T value) {
  waiting_.push_back(
    [promise, value = std::move(value)](const caf::error& why) mutable {
      if (why)
        promise.deliver(not_written(why, words_for(value)));
      else
        promise.deliver(std::move(value));
    });
}

/// The STORE. Loads before it hears anything else.
store_self::behavior_type store(store_self::stateful_pointer<store_state> self,
                                store_config config, database_actor database);

} // namespace storify
