// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"
#include "caf/typed_response_promise.hpp"

#include "actors/household.hpp"
#include "core/basics/notice_queue.hpp"
#include "core/basics/restart_budget.hpp"
#include "core/scraping/scrape_board.hpp"
#include "messages/supervisor_protocol.hpp"

namespace storify {

/// When the scrapers work without being asked.
enum class scrape_when {
  automatic, ///< When the shop opens with an empty inventory.
  always,    ///< Whenever the shop opens.
  never,
};

struct supervisor_config {
  scrape_when scrape = scrape_when::automatic;
  restart_limit restarts; ///< For each child.
};

/// The children; scrapers have a number as well.
enum class role : uint8_t {
  terminal,
  repl,
  database,
  store,
  fetcher,
  scheduler,
  scraper,
};

using supervisor_self = supervisor_actor::extend<
  // Hires this child again: its pause after a crash is over.
  caf::reacts_to<start_atom, uint8_t, uint64_t>>;

/// Owns the handles of all children and what happened to them.
class supervisor_state {
public:
  static constexpr const char* name = "supervisor";

  explicit supervisor_state(supervisor_self::pointer self) : self_(self) {
  }

  /// Sends home who is still there: without it nobody else would.
  ~supervisor_state();

  void manage(supervisor_config config, household house);

  // -- the day of a shop ------------------------------------------------------
  caf::result<int32_t> open();
  void close(int32_t exit_code);

  // -- scraping ---------------------------------------------------------------
  caf::result<std::vector<std::string>>
  scrape(const std::vector<std::string>& categories);
  caf::result<scrape_summary> wait();
  void note(const scraper_status& status);
  void tell(std::string text);
  std::vector<scraper_status> statuses() const {
    return board_.rows();
  }
  caf::result<page> fetch(const fetch_request& request);
  void interrupt();

  // -- children ---------------------------------------------------------------
  void ended(const caf::actor_addr& who, const caf::error& why);
  void hire_again(role who, uint64_t index);

private:
  struct child {
    role who;
    size_t index = 0; ///< Of the scraper's category.

    auto operator<=>(const child&) const = default;
  };

  // -- hiring (supervisor_hiring.cpp) -----------------------------------------
  template <class Handle>
  Handle watch(Handle hired, child as);
  void hire_front();
  void hire_stock();
  void hire_fetcher();
  void hire_scheduler();
  void hire_store_users();
  void hire_scraper(size_t index);

  // -- restarts (supervisor_restarts.cpp) -------------------------------------
  void forget(child x);
  void crashed(child x, const caf::error& why);
  void gave_up(child x, const std::string& what);
  void dismiss_store_users();
  template <class Handle>
  void dismiss(Handle& who);
  bool was_dismissed(const caf::strong_actor_ptr& who) const;

  // -- closing (supervisor_closing.cpp) ---------------------------------------
  void close_next();
  bool send_home(role who);
  void save_last();
  void last_save_failed(const caf::error& why);
  void last_save_over();
  void leave();

  // -- scraping and telling ---------------------------------------------------
  void await_load();
  void decide_to_scrape(bool is_empty);
  void start_scraper(size_t index);
  void tell_next();
  void answer_waiting();

  supervisor_self::pointer self_;
  supervisor_config config_;
  household house_;

  terminal_actor terminal_;
  repl_actor repl_;
  database_actor database_;
  store_actor store_;
  fetcher_actor fetcher_;
  scheduler_actor scheduler_;
  std::vector<scraper_actor> scrapers_;

  std::map<caf::actor_addr, child> children_; ///< Those alive.
  std::map<child, restart_budget> budgets_;
  scrape_board board_;
  bool is_open_ = false; ///< Decided whether to scrape.
  bool is_closing_ = false;
  enum class saving { not_yet, asked, told, over };
  saving last_save_ = saving::not_yet;
  std::string last_words_;   ///< Why the shop closes, if nobody wanted it to.
  std::set<role> sent_home_; ///< Told to end, since the shop closes.
  notice_queue notices_;
  bool is_telling_ = false;
  int32_t exit_code_ = 0;
  std::vector<caf::typed_response_promise<scrape_summary>> waiting_;
  caf::typed_response_promise<int32_t> day_; ///< Answered with the exit code.
};

/// The SUPERVISOR.
supervisor_self::behavior_type
supervisor(supervisor_self::stateful_pointer<supervisor_state> self,
           supervisor_config config, household house);

} // namespace storify
