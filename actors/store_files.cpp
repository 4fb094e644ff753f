// SPDX-License-Identifier: BSD-3-Clause
// Files that people bring and take.
#include "actors/store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace storify {

namespace {

// Says why a file is refused.
caf::error refusal(const std::string& path, const bad_rows& bad) {
  const auto& [line, reason] = bad.first.front();
  auto rest = bad.count == 1
                ? std::string{"1 bad row in all"}
                : fmt::format("{} bad rows in all, --dry-run lists them",
                              bad.count);
  return fail(ec::bad_row,
              fmt::format("{}, line {}: {} ({})", path, line, reason, rest));
}

} // namespace

void store_state::rows_to_import::refuse(const caf::error& why) {
  if (preview)
    preview->deliver(why);
  else
    promise.deliver(why);
}

caf::result<import_report> store_state::import(const product_file& file) {
  rows_to_import job;
  job.file = file;
  job.asker = asker(); // a promise takes the sender along
  job.promise = self_->make_response_promise<import_report>();
  auto promise = job.promise;
  read(std::move(job));
  return promise;
}

caf::result<import_preview> store_state::preview(const product_file& file) {
  rows_to_import job;
  job.file = file;
  job.preview = self_->make_response_promise<import_preview>();
  auto promise = *job.preview;
  read(std::move(job));
  return promise;
}

void store_state::read(rows_to_import job) {
  self_->request(database_, caf::infinite, import_atom_v, job.file)
    .then(
      [this, job](file_rows& x) mutable {
        job.rows = std::move(x.rows);
        job.found.bad = std::move(x.bad);
        job.found.report.left_out = std::move(x.left_out);
        imports_.push_back(std::move(job));
        if (imports_.size() == 1)
          import_slice();
      },
      [job](const caf::error& why) mutable { job.refuse(why); });
}

// Rows are looked at, and then taken, in slices, so that others get their turn.
void store_state::import_slice() {
  auto& job = imports_.front();
  auto end = std::min(job.rows.size(), job.next + config_.import_slice);
  settled_goods().sign(author::import, config_.now());
  goods_.record(&job.recorder);
  for (; job.next < end; ++job.next)
    if (job.is_prepared)
      job.found.report += goods_.import(job.rows[job.next]);
    else
      preview_row(job, job.rows[job.next]);
  goods_.record(nullptr);
  tell_all();
  if (job.next < job.rows.size())
    self_->send(self_, caf::tick_atom_v);
  else if (job.is_prepared)
    end_import();
  else
    end_preview();
}

void store_state::preview_row(rows_to_import& job, const product_row& row) {
  if (auto done = goods_.preview(row, job.ids))
    job.found.report += *done;
  else
    job.found.bad.add({row.line, detail(done.error())});
}

// Refuses the file, or begins to take its rows. Where others were given its ids
// meanwhile, some rows mean something else now.
void store_state::end_preview() {
  auto& job = imports_.front();
  if (job.preview)
    job.preview->deliver(std::move(job.found));
  else if (!job.found.bad.empty())
    job.refuse(refusal(job.file.path, job.found.bad));
  else {
    job.is_prepared = goods_.prepare(std::exchange(job.ids, {}));
    job.next = 0;
    auto left_out = std::move(job.found.report.left_out);
    job.found.report = {0, 0, 0, std::move(left_out)};
    return self_->send(self_, caf::tick_atom_v);
  }
  next_import();
}

// The rows are committed as one: all of them are on the disk, or none. While
// they are taken in nothing is written.
void store_state::end_import() {
  auto& job = imports_.front();
  auto report = job.found.report;
  auto promise = job.promise;
  remember(job.asker, goods_.finish(job.recorder));
  next_import();
  if (waits_for_commit())
    answer_once_written(promise, report);
  else
    promise.deliver(report);
  write();
}

void store_state::next_import() {
  imports_.pop_front();
  if (!imports_.empty())
    self_->send(self_, caf::tick_atom_v);
}

caf::result<uint64_t> store_state::export_to(const product_file& file) {
  return self_->delegate(database_, export_atom_v, file,
                         settled_goods().take_snapshot());
}

} // namespace storify
