// SPDX-License-Identifier: BSD-3-Clause
#include "test/faults/shop_day.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "caf/event_based_actor.hpp"
#include "caf/exit_reason.hpp"
#include "caf/send.hpp"

#include "actors/database.hpp"
#include "actors/store.hpp"
#include "messages/errors.hpp"
#include "messages/registration.hpp"
#include "test/faults/effort.hpp"

namespace storify {

namespace {

constexpr size_t commands_of_a_day = 200;
constexpr size_t commands_of_the_first = 30;

int64_t count_of(const inventory_image& image) {
  return snapshot{image}.items_count();
}

template <class T>
bool is_right(const T& expected, const T& answer) {
  return answer == expected;
}

bool is_right(const save_report&, const save_report&) {
  return true;
}

} // namespace

shop_day::shop_day(storage_kind kind) : shop_(kind) {
  add_storify_types(config_);
  config_.set("scheduler.policy", caf::atom("testing"));
  system_ = std::make_unique<caf::actor_system>(config_);
  scheduler_ = &dynamic_cast<caf::scheduler::test_coordinator&>(
    system_->scheduler());
}

shop_day::~shop_day() {
  close();
}

std::string shop_day::meet(disk_fault kind, bool for_ever) {
  return play_all({kind}, for_ever, [this](uint64_t) {
    check_killed();
    check_healed();
  });
}

std::string shop_day::cut_power() {
  return play_all({disk_fault::power_cut}, true, [this](uint64_t call) {
    auto cuts = wanted_effort().cuts;
    for (uint64_t i = 0; i < cuts; ++i)
      check_cut(cuts * call + i);
  });
}

std::string shop_day::play_all(fault_plan plan, bool for_ever,
                               const std::function<void(uint64_t)>& check) {
  auto effort = wanted_effort();
  flaw_.clear();
  for (day_ = 0; day_ <= effort.days; ++day_) {
    prepare();
    plan.first = plan.last = fault_plan::for_ever;
    play(plan);
    must(shop_.disk.failed() == 0 && is_open_, "a sound disk does its work");
    must(!shop_.has_met_another_thread(), "a day's log stays a short one");
    auto calls = shop_.disk.calls();
    for (uint64_t k = 1; k <= calls && flaw_.empty(); k += effort.stride) {
      plan.first = k;
      plan.last = for_ever ? fault_plan::for_ever : k;
      play(plan);
      must(shop_.disk.failed() > 0, "the same day asks the disk for the same");
      check(k);
    }
  }
  return flaw_;
}

// -- a day --------------------------------------------------------------------

// The shop of day 0 is new.
void shop_day::prepare() {
  auto is_new = day_ == 0;
  script_.emplace(day_, is_new ? commands_of_the_first : commands_of_a_day,
                  is_new);
  history_.emplace(*script_);
  opened_ = {};
  if (is_new)
    return;
  shop_.disk = {};
  hire();
  for (const auto& command : script_->opening)
    std::visit([&](const auto& x) { tell(0, x); }, command);
  must(ask<save_report>(save_atom_v).has_value(), "a new shop is saved");
  close();
  opened_ = shop_.disk;
}

// A day ends early when the shop can't open again, or the power is cut.
void shop_day::play(const fault_plan& plan) {
  ++played_;
  close();
  plan_ = plan;
  shop_.disk = opened_;
  shop_.disk.plan(plan);
  done_ = {};
  uint64_t tried = 0; // cuts
  open();
  for (const auto& batch : script_->batches) {
    if (is_open_)
      begin(batch);
    if (!is_open_ || shop_.disk.is_cut())
      return;
    give(batch);
    // What was acknowledged after a fault needs what the fault left behind.
    auto is_just_over = shop_.disk.failed() > 0 && tried < 4;
    if (is_just_over && plan_.last != fault_plan::for_ever)
      check_cut(++tried);
  }
}

void shop_day::begin(const shop_script::batch& batch) {
  using event = shop_script::event;
  if (batch.before == event::checkpoint && shop_.commits())
    shop_.checkpoint();
  // A CSV file forgets what was removed: the day would be another one.
  if (batch.before == event::reopening && shop_.kind() != storage_kind::csv)
    reopen();
}

// A shop that can't save stays open.
void shop_day::reopen() {
  if (!ask<save_report>(save_atom_v))
    return;
  done_.saved = done_.given;
  close();
  if (!shop_.disk.is_cut())
    open();
}

void shop_day::give(const shop_script::batch& batch) {
  answers_ = 0;
  for (auto i = batch.first; i < batch.first + batch.size; ++i)
    std::visit([&](const auto& x) { tell(i, x); }, script_->commands[i]);
  done_.given = batch.first + batch.size;
  scheduler_->run();
  must(answers_ == batch.size, "each command is answered");
  must(ask<int64_t>(count_atom_v) == count_of(script_->images[done_.given]),
       "reads go on");
}

template <class Command>
void shop_day::tell(size_t number, const Command& x) {
  using answer = decltype(x.answer);
  auto well = [=, this](const answer& what) {
    must(is_right(x.answer, what), "a command is answered as by any store");
    answered(number, {});
  };
  auto badly = [=, this](const caf::error& why) { answered(number, why); };
  system_->spawn([=, this](caf::event_based_actor* by) {
    auto send = [=, this](const auto&... what) {
      by->request(store_, caf::infinite, what...).then(well, badly);
    };
    std::apply(send, x.message());
  });
}

// Where whole files are written a command is done when it is in memory.
void shop_day::answered(size_t number, const caf::error& why) {
  ++answers_;
  const auto& command = script_->commands[number];
  auto is_save = std::holds_alternative<save_command>(command);
  auto needs_disk = is_save || (shop_.commits() && is_of_person(command));
  if (why) {
    must(needs_disk, "what needs no disk is done", why);
    check_reason(why);
  } else if (needs_disk) {
    auto& safe = is_save ? done_.saved : done_.safe;
    safe = std::max(safe, number + 1);
  }
}

// -- actors -------------------------------------------------------------------

void shop_day::open() {
  hire();
  auto found = ask<snapshot>(snapshot_atom_v);
  is_open_ = found.has_value();
  if (is_open_)
    must(found->image() == script_->images[done_.given],
         "a shop opens with what it closed with");
}

void shop_day::hire() {
  database_ = system_->spawn(
    database, database_config{[this] { return shop_.open(); }, currency{}});
  store_config slices{shop_.path(), shop_.commits()};
  slices.write_slice = 2; // several a save
  slices.short_write_slice = 1;
  store_ = system_->spawn(store, slices, database_);
}

void shop_day::close() {
  is_open_ = false;
  caf::anon_send_exit(std::exchange(store_, {}), caf::exit_reason::kill);
  caf::anon_send_exit(std::exchange(database_, {}), caf::exit_reason::kill);
  scheduler_->run();
}

// Returns the answer, or nothing and checks the reason.
template <class T, class... Ts>
std::optional<T> shop_day::ask(Ts... what) {
  std::optional<T> result;
  system_->spawn([&, what...](caf::event_based_actor* by) {
    by->request(store_, caf::infinite, what...)
      .then([&](const T& x) { result = x; },
            [&](const caf::error& why) { check_reason(why); });
  });
  scheduler_->run();
  return result;
}

// -- what was promised --------------------------------------------------------

void shop_day::check_killed() {
  simulated_disk left{shop_.disk};
  check_sound(left, "after a kill");
}

void shop_day::check_healed() {
  shop_.disk.plan({});
  if (is_open_) {
    must(ask<save_report>(save_atom_v).has_value(),
         "the next save on a healed disk succeeds");
    done_.saved = done_.given;
  }
  close();
  check_sound(shop_.disk, "after a healed fault");
}

void shop_day::check_cut(uint64_t chance) {
  chance_ = chance;
  auto left = shop_.disk.after_power_cut(chance);
  check_sound(left, "after a power cut");
  chance_ = 0;
}

void shop_day::check_sound(simulated_disk& x, std::string_view when) {
  auto found = shop_.load(x);
  if (!found)
    must(false, fmt::format("a store can be loaded {}", when), found.error());
  else
    must(is_allowed(*found),
         fmt::format("what was acknowledged is there {}", when));
}

bool shop_day::is_allowed(const inventory_image& found) const {
  if (shop_.commits())
    return history_->allows(found, done_);
  for (auto moment = done_.saved; moment <= done_.given; ++moment)
    if (found == shop_.kept(script_->images[moment]))
      return true;
  return false;
}

void shop_day::check_reason(const caf::error& why) {
  auto words = sentence(why);
  auto has = [&](std::string_view x) {
    return words.find(x) != std::string::npos;
  };
  auto has_reason = has("full") || has("No space left on device")
                    || has("Input/output error") || has("I/O error")
                    || has("unable to open");
  must(why == ec::storage_failed && exit_code(why) == 5
         && has(kept_shop::folder) && has_reason,
       "a failure is a clear sentence", why);
}

void shop_day::must(bool is_so, std::string_view promise,
                    const caf::error& why) {
  if (is_so || !flaw_.empty())
    return;
  flaw_ = fmt::format("not so on day {} with fault {} at call {} to {}, chance "
                      "{}, after {} commands ({} saved, {} safe): {}; {}",
                      day_, static_cast<int>(plan_.kind), plan_.first,
                      plan_.last, chance_, done_.given, done_.saved, done_.safe,
                      promise, sentence(why));
}

} // namespace storify
