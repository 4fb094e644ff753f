// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "caf/stateful_actor.hpp"
#include "caf/timespan.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "core/prompt/command.hpp"
#include "core/prompt/command_language.hpp"
#include "core/prompt/list_printout.hpp"
#include "messages/repl_protocol.hpp"
#include "messages/store_protocol.hpp"
#include "messages/supervisor_protocol.hpp"
#include "messages/terminal_protocol.hpp"

namespace storify {

struct repl_config {
  command_defaults defaults;
  std::string banner;       ///< Shown first; whole lines.
  bool interactive = false; ///< A person types: prompt, questions, progress.
  bool color = false;
  bool quiet = false;    ///< No banner, no notices.
  bool yes = false;      ///< Questions are answered with yes.
  bool stop = false;     ///< A failed command ends a run without a person.
  bool is_given = false; ///< Each line is a command, and no answer to one.
  caf::timespan interrupt_window = std::chrono::seconds{2};
};

using repl_self = repl_actor::extend<
  // Prints the next slice of a list; a stale run was interrupted.
  caf::reacts_to<caf::tick_atom, uint64_t>>;

/// Owns the session: the command that runs, and the questions it asks. The next
/// line is read when the command before is answered and printed.
class repl_state {
public:
  static constexpr const char* name = "repl";

  explicit repl_state(repl_self::pointer self) : self_(self) {
  }

  void meet(repl_config config, terminal_actor terminal,
            supervisor_actor supervisor);
  void serve(store_actor store);
  caf::result<void> show(const notice& x);
  caf::result<void> show_progress(const inventory_changed& x);
  void interrupt();
  void print_slice(uint64_t run);

private:
  using line_handler = std::function<void(const std::string&)>;

  // -- the loop (repl.cpp) ----------------------------------------------------
  void first_line();
  void next_line();
  void next_line(const std::string& trouble);
  void ask(const std::string& prompt, line_handler take);
  void no_line(const caf::error& why);
  void execute(const std::string& line);
  void answer(std::string text);
  void failed(const caf::error& why);
  void leave_saved();
  void leave(int32_t exit_code);
  int32_t exit_code_so_far() const {
    return config_.interactive ? 0 : first_failure_;
  }
  void print(channel to, std::string text, std::function<void()> then);
  void print_aside(const std::string& text, std::function<void()> then);
  void no_room(const caf::error& why);

  /// Asks `whom` and goes on with `then`, unless the command was interrupted
  /// meanwhile. The owners of things are local and answer always; for a store
  /// that crashed `serve` does.
  template <class Reply, class Then, class Whom, class... Ts>
  void query(Then then, const Whom& whom, Ts&&... what) {
    awaits_store_ = std::is_same_v<Whom, store_actor>;
    // A person doesn't wait behind all that scrapers have sent.
    self_
      ->request<caf::message_priority::high>(whom, caf::infinite,
                                             std::forward<Ts>(what)...)
      .then(
        [this, then, run = run_](Reply& reply) {
          if (run == run_) {
            awaits_store_ = false;
            then(reply);
          }
        },
        [this, run = run_](const caf::error& why) {
          if (run == run_)
            failed(why);
        });
  }

  /// Asks the store for a change, which can be taken back.
  template <class Reply, class Then, class... Ts>
  void change(Then then, Ts&&... what) {
    is_changing_ = true;
    query<Reply>(then, store_, std::forward<Ts>(what)...);
  }

  // -- commands (repl_commands.cpp) -------------------------------------------
  void run(const nothing_command& x);
  void run(const list_command& x);
  void run(const find_command& x);
  void run(const add_command& x);
  void run(const modify_command& x);
  void run(const remove_command& x);
  void run(const undo_command& x);
  void run(const history_command& x);
  void run(const prices_command& x);
  void run(const count_command& x);
  void run(const save_command& x);
  void run(const scrape_command& x);
  void run(const scrapers_command& x);
  void run(const wait_command& x);
  void run(const import_command& x);
  void run(const export_command& x);
  void run(const help_command& x);
  void run(const exit_command& x);
  void list(const listing_query& query, row_format format);
  void add(const product_draft& draft);
  void modify(product_id id, const product_patch& patch);
  void remove(const std::vector<product_id>& ids);
  void preview(const product_file& file);
  void all_in(const scrape_summary& x);
  void with_table_style(std::function<void(table_style)> then);
  void watch_inventory(bool on);

  // -- questions (repl_dialogs.cpp) -------------------------------------------
  template <class Read, class Then>
  void ask_for(const std::string& question, Read read, Then then);
  void ask_draft();
  void ask_id();
  void ask_patch(const product& before);
  void ask_yes_or_no(const std::string& question,
                     const std::string& words_for_no,
                     std::function<void()> yes);
  void ask_whether_to_remove(const std::vector<product_id>& ids,
                             const snapshot& all);
  void ask_whether_to_leave();

  repl_self::pointer self_;
  repl_config config_;
  terminal_actor terminal_;
  supervisor_actor supervisor_;
  store_actor store_;
  std::unique_ptr<list_printout> list_;
  uint64_t run_ = 0;          ///< Of the command; answers to others are stale.
  bool awaits_load_ = false;  ///< Before the first command of a script.
  bool is_asking_ = false;    ///< A line is being typed.
  bool awaits_store_ = false; ///< The command waits for the store's answer.
  bool is_changing_ = false;  ///< The command has asked for a change.
  bool is_watching_ = false;  ///< The inventory, for the progress.
  bool is_leaving_ = false;
  bool may_be_unsaved_ = false; ///< Something failed since the last prompt.
  int32_t first_failure_ = 0;   ///< Exit code, 0 = none.
  std::string line_;            ///< What was typed.
  std::string last_failure_;    ///< Of the command that runs.
  std::string last_notice_;     ///< While the command runs.
  std::string last_words_;      ///< The shop closes for this reason.
  std::optional<std::chrono::steady_clock::time_point> interrupted_at_;
};

/// The REPL.
repl_self::behavior_type repl(repl_self::stateful_pointer<repl_state> self,
                              repl_config config, terminal_actor terminal,
                              supervisor_actor supervisor);

} // namespace storify
