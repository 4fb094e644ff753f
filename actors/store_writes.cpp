// SPDX-License-Identifier: BSD-3-Clause
// How what changed reaches the disk.
#include "actors/store.hpp"

#include <utility>

#include <fmt/format.h>

#include "actors/crash.hpp"

namespace storify {

// A store goes with its database: the next one knows what is on disk.
caf::error store_state::not_written(const caf::error& why,
                                    const std::string& what) {
  if (is_crash(why))
    return fail(ec::storage_failed, sentence(why)
                                      + "; the inventory is loaded again, look "
                                        "whether the change is in it");
  return fail(static_cast<ec>(why.code()),
              fmt::format("{}; the change of {} is kept in memory and written "
                          "at the next save that succeeds",
                          detail(why), what));
}

caf::result<save_report> store_state::save() {
  auto changed = settled_goods().has_changes() || is_writing_ || ahead_;
  if (!changed && !is_behind_)
    return save_report{config_.path, goods_.size(), false};
  auto promise = self_->make_response_promise<save_report>();
  to_save_.push_back([this, promise, changed](const caf::error& why) mutable {
    if (why)
      promise.deliver(is_crash(why) ? not_written(why, "") : why);
    else
      promise.deliver(save_report{config_.path, goods_.size(), changed});
  });
  write();
  return promise;
}

// One write at a time: what comes meanwhile shares the next one. A database
// that commits gets a save in slices, so that what a person changes meanwhile
// is soon committed, too.
void store_state::write() {
  if (is_writing_ || (!imports_.empty() && imports_.front().is_prepared))
    return;
  if (goods_.has_first())
    look_back();
  if (saving_.empty() && !to_save_.empty()) {
    saving_ = std::exchange(to_save_, {});
    goods_.make_all_due();
  }
  writing_ = std::exchange(waiting_, {});
  if (writing_.empty() && saving_.empty())
    return;
  auto is_due = ahead_ || (is_behind_ && !saving_.empty());
  if (!is_due && !goods_.has_changes())
    return written(caf::none);
  is_writing_ = true;
  if (config_.commits) {
    commit(next_slice());
    return look_ahead();
  }
  self_
    ->request(database_, caf::infinite, save_atom_v, goods_.begin_whole_write())
    .then([this](uint64_t) { written(caf::none); },
          [this](const caf::error& why) { written(why); });
}

// An empty one that is durable brings to the disk what was committed before.
void store_state::commit(change_set slice) {
  auto is_durable = slice.durable;
  self_->request(database_, caf::infinite, commit_atom_v, std::move(slice))
    .then(
      [this, is_durable](uint64_t) {
        is_behind_ = !is_durable;
        written(caf::none);
      },
      [this](const caf::error& why) { written(why); });
}

// The last slice of a save makes those before it durable, too. What a person
// changed and waits for goes before the next one, alone, and those that follow
// are shorter: that person may be at work. Who waits then goes with the next
// one: persons who take turns can't hold up a save.
change_set store_state::next_slice() {
  auto goes_between = !writing_.empty() && !saving_.empty()
                      && goods_.has_first() && !went_between_;
  is_disturbed_ = is_disturbed_ || goes_between;
  if (!ahead_)
    ahead_ = goods_.begin_write(goes_between ? 0 : slice_size());
  auto slice = *std::exchange(ahead_, std::nullopt);
  slice.durable = !writing_.empty() || !goods_.has_due();
  went_between_ = goes_between;
  return slice;
}

// While the database writes a slice, the next one is made ready for it.
void store_state::look_ahead() {
  if (!saving_.empty() && !went_between_ && goods_.has_due())
    ahead_ = goods_.begin_write(slice_size());
}

size_t store_state::slice_size() const {
  return is_disturbed_ ? config_.short_write_slice : config_.write_slice;
}

// What a person changed goes before a slice that was made ready, and may
// differ from what is in it.
void store_state::look_back() {
  if (!ahead_)
    return;
  ahead_ = std::nullopt;
  goods_.take_back_write();
}

void store_state::written(const caf::error& why) {
  if (why)
    look_back();
  if (std::exchange(is_writing_, false)) {
    goods_.end_write(!why);
    trouble_ = why;
  }
  for (auto& answer : std::exchange(writing_, {}))
    answer(why);
  if (why || !(ahead_ || goods_.has_due()))
    end_save(why);
  write();
}

void store_state::end_save(const caf::error& why) {
  went_between_ = is_disturbed_ = false;
  for (auto& answer : std::exchange(saving_, {}))
    answer(why);
}

} // namespace storify
