// SPDX-License-Identifier: BSD-3-Clause
#include "test/schedules/play.hpp"

#include <algorithm>
#include <array>

#include "caf/send.hpp"

namespace storify {

namespace {

constexpr size_t most_steps = 5'000;

} // namespace

play::play(caf::actor_system_config& config, uint64_t seed,
           const setting& where)
  : luck_(seed),
    plan_(luck_, where.sky),
    next_(where.how, luck_),
    disk_(says_, [this] { return disk_fate(); }),
    witness_({plan_.commits, plan_.slice, where.keeps_record}, luck_, disk_,
             says_),
    stage_(config, plan_, luck_, disk_, witness_, says_) {
  disk_.fill(plan_.before);
  witness_.fate = [this](const party& who) { return crashes(who); };
  for (auto& x : stage_.desks)
    x = {&luck_, &witness_, where.files, luck_.roll(2, 7), false, false, {}};
}

play::~play() {
  is_calm_ = true;
  stage_.clear();
}

const char* play::run() {
  stage_.open();
  day_ = stage_.ask<int32_t>(stage_.boss, run_atom_v);
  for (size_t i = 0; i < plan_.steps && is_fine() && !is_idle(); ++i)
    stir();
  calm();
  if (is_fine() && !day_->has_value())
    compare();
  close();
  return says_.broken();
}

// -- chance -------------------------------------------------------------------

disk_trouble play::disk_fate() {
  if (is_calm_ || !luck_.once_in(plan_.disk_fails_once_in))
    return disk_trouble::none;
  constexpr std::array kinds{
    disk_trouble::refuses,        disk_trouble::refuses,
    disk_trouble::refuses,        disk_trouble::loses_answer,
    disk_trouble::crashes_before, disk_trouble::crashes_after};
  return kinds[luck_.roll(kinds.size())];
}

bool play::crashes(const party& who) {
  if (is_calm_ || plan_.crashes_left == 0 || who.plays == part::supervisor
      || who.plays == part::terminal
      || (who.plays == part::manager && who.index == 1)
      || !luck_.once_in(plan_.crashes_once_in))
    return false;
  --plan_.crashes_left;
  return true;
}

// -- what happens -------------------------------------------------------------

bool play::is_idle() {
  auto is_done = [](const manager_desk& x) {
    return x.commands == 0 && !x.is_busy;
  };
  return stage_.coordinator().jobs.empty() && witness_.books().is_open()
         && std::ranges::all_of(stage_.desks, is_done);
}

// Lets one actor handle one message; returns false if there is none.
bool play::step() {
  auto& jobs = stage_.coordinator().jobs;
  if (jobs.empty())
    return false;
  auto chosen = jobs.begin() + static_cast<std::ptrdiff_t>(next_.pick(jobs));
  std::rotate(jobs.begin(), chosen, chosen + 1);
  stage_.coordinator().run_once();
  look_at_snapshots();
  return true;
}

void play::stir() {
  if (plan_.closes && luck_.once_in(plan_.steps))
    caf::anon_send(stage_.boss, stop_atom_v, int32_t{0});
  if (luck_.once_in(20) || stage_.coordinator().jobs.empty())
    stage_.coordinator().trigger_timeout();
  step();
}

// Nothing fails any more: everything comes to its end by itself.
void play::calm() {
  is_calm_ = true;
  stage_.web.is_calm = true;
  auto all_in = stage_.ask<scrape_summary>(stage_.boss, wait_atom_v);
  settle(
    [&] { return day_->has_value() || (all_in->has_value() && is_idle()); });
}

void play::settle(const std::function<bool()>& is_over) {
  for (size_t i = 0; i < most_steps && is_fine(); ++i)
    if (!step()) {
      if (is_over())
        return;
      stage_.coordinator().trigger_timeout();
    }
  says_.must(false, "everything comes to an end");
}

void play::compare() {
  auto saved = stage_.ask<save_report>(stage_.store, save_atom_v);
  settle([&] { return saved->has_value(); });
  auto* last = witness_.books().newest();
  if (!is_fine())
    return;
  if (last->no_inventory) {
    says_.must(!saved->value(), "without an inventory nothing is saved");
    return;
  }
  says_.must(saved->value().engaged(), "a disk that works again is written");
  says_.must(last->holds_exactly(), "the store equals the model");
  says_.must(disk_.written() == last->goods, "the disk equals the model");
}

void play::close() {
  if (is_fine() && !day_->has_value()) {
    caf::anon_send(stage_.boss, stop_atom_v, int32_t{0});
    settle([&] { return day_->has_value(); });
  }
  if (!is_fine())
    return;
  auto& books = witness_.books();
  auto code = day_->value();
  says_.must(code.engaged(), "the day ends");
  says_.must(books.was_closed() || !plan_.is_good_day,
             "a shop that closes is saved");
  if (code && *code == 0)
    says_.must(books.last_save_is_kept(), "the last save saves all");
  says_.must(books.keeps_word(), "what was acknowledged is kept");
  stage_.dismiss_other_manager();
  says_.must(stage_.running() == 0, "everybody goes home");
}

// A snapshot shares its memory with what the store goes on to change.
void play::look_at_snapshots() {
  for (auto& desk : stage_.desks)
    for (const auto& [taken, image] : desk.kept)
      says_.must(taken.image() == image, "a snapshot never changes");
}

} // namespace storify
