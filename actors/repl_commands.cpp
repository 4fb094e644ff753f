// SPDX-License-Identifier: BSD-3-Clause
// What each command asks of whom, and how it answers.
#include "actors/repl.hpp"

#include "core/prompt/answers.hpp"
#include "core/prompt/help.hpp"
#include "core/prompt/history_rows.hpp"
#include "core/prompt/scraper_rows.hpp"

namespace storify {

void repl_state::run(const nothing_command&) {
  next_line();
}

// -- products -----------------------------------------------------------------

void repl_state::run(const list_command& x) {
  list(x.query, x.format);
}

void repl_state::run(const find_command& x) {
  list(x.query, x.format);
}

void repl_state::run(const add_command& x) {
  if (x.draft)
    add(*x.draft);
  else
    ask_draft();
}

void repl_state::run(const modify_command& x) {
  if (!x.id)
    ask_id();
  else if (x.patch != product_patch{})
    modify(*x.id, x.patch);
  else
    query<product>([this](const product& before) { ask_patch(before); }, store_,
                   caf::get_atom_v, *x.id);
}

void repl_state::run(const remove_command& x) {
  if (!config_.interactive || config_.yes || x.ids.size() <= 1)
    return remove(x.ids);
  query<snapshot>([this, ids = x.ids](
                    const snapshot& all) { ask_whether_to_remove(ids, all); },
                  store_, snapshot_atom_v);
}

void repl_state::run(const undo_command&) {
  query<undo_report>([this](const undo_report& x) { answer(undone_lines(x)); },
                     store_, undo_atom_v);
}

void repl_state::run(const history_command& x) {
  with_table_style([this, x](table_style style) {
    query<std::vector<movement>>(
      [this, x, style](const std::vector<movement>& rows) {
        auto show = [=, this] { answer(history_rows(rows, x.format, style)); };
        if (!rows.empty() || x.query.id == 0)
          return show();
        // There may be no such product.
        query<product>([show](const product&) { show(); }, store_,
                       caf::get_atom_v, x.query.id);
      },
      store_, history_atom_v, x.query);
  });
}

// Of a product that was removed its movements tell all; of one that never
// changed there are none.
void repl_state::run(const prices_command& x) {
  with_table_style([this, x](table_style style) {
    query<std::vector<movement>>(
      [this, x, style](const std::vector<movement>& rows) {
        auto show = [=, this](const product& now) {
          answer(price_rows(now.cost, rows, x.format, style));
        };
        if (!rows.empty())
          return show({});
        query<product>(show, store_, caf::get_atom_v, x.id);
      },
      store_, history_atom_v, history_query{x.id, 0});
  });
}

void repl_state::run(const count_command&) {
  query<int64_t>(
    [this](int64_t count) { answer(std::to_string(count) + "\n"); }, store_,
    count_atom_v);
}

void repl_state::add(const product_draft& draft) {
  change<product>(
    [this](const product& x) { answer(product_line("added", x)); },
    caf::add_atom_v, draft);
}

void repl_state::modify(product_id id, const product_patch& patch) {
  change<product>(
    [this](const product& x) { answer(product_line("modified", x)); },
    modify_atom_v, id, patch);
}

void repl_state::remove(const std::vector<product_id>& ids) {
  change<std::vector<product>>(
    [this](const std::vector<product>& gone) {
      std::string text;
      for (const auto& x : gone)
        text += product_line("removed", x);
      answer(std::move(text));
    },
    remove_atom_v, ids);
}

// -- scraping -----------------------------------------------------------------

void repl_state::run(const scrape_command& x) {
  query<std::vector<std::string>>(
    [this](const std::vector<std::string>& categories) {
      answer(scraping_line(categories));
    },
    supervisor_, scrape_atom_v, x.categories);
}

void repl_state::run(const scrapers_command& x) {
  with_table_style([this, format = x.format](table_style style) {
    query<std::vector<scraper_status>>(
      [this, format, style](const std::vector<scraper_status>& rows) {
        answer(scraper_rows(rows, format, style));
      },
      supervisor_, status_atom_v);
  });
}

void repl_state::run(const wait_command&) {
  watch_inventory(true);
  query<scrape_summary>([this](const scrape_summary& x) { all_in(x); },
                        supervisor_, wait_atom_v);
}

void repl_state::all_in(const scrape_summary& x) {
  watch_inventory(false);
  query<snapshot>(
    [this, x](const snapshot& now) { answer(all_in_line(now.size(), x)); },
    store_, snapshot_atom_v);
}

void repl_state::watch_inventory(bool on) {
  if (!config_.interactive || is_watching_ == on)
    return;
  is_watching_ = on;
  if (on)
    self_->send(store_, caf::subscribe_atom_v, inventory_listener{self_});
  else
    self_->send(store_, caf::unsubscribe_atom_v, inventory_listener{self_});
}

caf::result<void> repl_state::show_progress(const inventory_changed& x) {
  if (!is_watching_)
    return caf::unit;
  return self_->delegate(terminal_, progress_atom_v, progress_line(x));
}

// -- files and the rest -------------------------------------------------------

void repl_state::run(const save_command&) {
  query<save_report>([this](const save_report& x) { answer(saved_line(x)); },
                     store_, save_atom_v);
}

void repl_state::run(const import_command& x) {
  if (x.is_dry_run)
    return preview(x.file);
  change<import_report>(
    [this, path = x.file.path](const import_report& report) {
      answer(imported_line(path, report));
    },
    import_atom_v, x.file);
}

void repl_state::preview(const product_file& file) {
  query<import_preview>(
    [this, path = file.path](const import_preview& x) {
      if (x.bad.empty())
        return answer(preview_line(path, x.report));
      auto why = fail(ec::bad_row, bad_rows_count(path, x.bad));
      print(channel::answer, bad_rows_text(x.bad),
            [this, why] { failed(why); });
    },
    store_, preview_atom_v, file);
}

void repl_state::run(const export_command& x) {
  query<uint64_t>(
    [this, path = x.file.path](uint64_t products) {
      answer(exported_line(path, products));
    },
    store_, export_atom_v, x.file);
}

void repl_state::run(const help_command& x) {
  answer(help_text(x.topic));
}

void repl_state::run(const exit_command&) {
  leave_saved();
}

} // namespace storify
