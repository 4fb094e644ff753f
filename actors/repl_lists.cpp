// SPDX-License-Identifier: BSD-3-Clause
// Lists of any length, printed a piece at a time.
#include "actors/repl.hpp"

#include <memory>
#include <utility>

namespace storify {

// What a person looks at is laid out for the terminal as wide as it is now.
void repl_state::with_table_style(std::function<void(table_style)> then) {
  if (!config_.interactive)
    return then({config_.color, 0});
  query<uint32_t>(
    [this, then](uint32_t width) {
      then({config_.color, width});
    },
    terminal_, caf::get_atom_v);
}

// The list is made from a snapshot, in our own time: the store goes on.
void repl_state::list(const listing_query& what, row_format format) {
  with_table_style([this, what, format](table_style style) {
    query<snapshot>(
      [this, what, format, style](const snapshot& x) {
        list_ = std::make_unique<list_printout>(x, what, format, style);
        print_slice(run_);
      },
      store_, snapshot_atom_v);
  });
}

void repl_state::print_slice(uint64_t run) {
  if (run != run_ || !list_)
    return;
  if (!list_->is_ready()) {
    list_->prepare(list_printout::products_per_step);
    return self_->send(self_, caf::tick_atom_v, run_);
  }
  std::string text;
  auto is_last = list_->write(text, list_printout::bytes_per_step);
  if (is_last)
    list_.reset();
  print(channel::answer, std::move(text), [this, is_last] {
    if (is_last)
      next_line();
    else
      print_slice(run_);
  });
}

} // namespace storify
