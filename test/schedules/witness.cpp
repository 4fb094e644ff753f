// SPDX-License-Identifier: BSD-3-Clause
#include "test/schedules/witness.hpp"

#include <fmt/format.h>

#include "actors/crash.hpp"
#include "messages/store_protocol.hpp"
#include "test/schedules/letter.hpp"

namespace storify {

namespace {

// Returns what that party is called in the record.
std::string name(const party& x) {
  auto text = std::string{name_of(x.plays)};
  if (x.plays == part::manager || x.plays == part::scraper)
    text += fmt::format(" {}", x.index + 1);
  return text;
}

} // namespace

void witness::refused(uint64_t manager, const caf::error& why) {
  const auto& x = books_.asked_by(manager);
  const auto& from = books_.of(x);
  if (is_crash(why))
    return;
  if (!x.is_handled)
    says_.must(false, "only who is gone gives no answer");
  else if (from.no_inventory)
    says_.must(why == from.no_inventory, "no inventory, no answer");
  else if (x.refused)
    says_.must(why == x.refused, "a refusal says what the rules say");
  else
    says_.must(why == ec::storage_failed
                 && (x.troubles < disk_.troubles() || from.lost_database),
               "a command fails only if the disk does");
}

void witness::joins(party& who) {
  who.priority = luck_.any();
  parties_[who.id] = &who;
}

void witness::sent(const party& to, const caf::mailbox_element& x) {
  if (x.mid.is_response() && !is_timeout(x))
    says_.must(answers_.insert({to.id, x.mid.integer_value()}).second,
               "a request is answered once");
  if (to.plays == part::store)
    sent_to_store(to, x);
  else if (to.plays == part::database)
    books_.asks_database(sender_of(x), x);
}

void witness::sent_to_store(const party& to, const caf::mailbox_element& x) {
  auto from = sender_of(x);
  auto sender = parties_.find(from);
  if (sender == parties_.end() || !x.mid.is_request())
    return;
  if (sender->second->plays == part::manager) {
    books_.asks(from, to.id, x);
  } else if (says<stock_atom, lot>(x)) {
    auto first = lots_.lower_bound({from, 0});
    says_.must(first == lots_.end() || first->first != from,
               "a scraper has one lot in flight");
    lots_.insert({from, x.mid.response_id().integer_value()});
  }
}

witness::sequel witness::handling(const party& who,
                                  const caf::mailbox_element& x) {
  sequel next;
  if (who.plays == part::store) {
    auto sender = parties_.find(sender_of(x));
    auto by_boss = sender != parties_.end()
                   && sender->second->plays == part::supervisor;
    next = books_.handling(who.id, x, by_boss);
  }
  if (who.plays == part::scraper && x.mid.is_response())
    lots_.erase({who.id, x.mid.integer_value()});
  if (!config_.keeps_record)
    return next;
  return [this, next, line = words(who, x)] {
    record.push_back(line);
    if (next)
      next();
  };
}

bool witness::crashes(const party& who) {
  if (!fate || !fate(who))
    return false;
  if (who.plays == part::store)
    books_.gone(who.id);
  if (config_.keeps_record)
    record.push_back(fmt::format("{} crashes", name(who)));
  return true;
}

// A store that is about to go, since its database went, knows nothing of what
// the next one writes.
void witness::check_safe(const request& x) {
  auto& from = books_.of(x);
  if (&from != books_.loaded())
    return;
  const auto& disk = disk_.synced();
  if (x.is_save)
    says_.must(from.is_on(disk, x.version), "a save saves all there was");
  for (auto id : x.touched)
    says_.must(from.is_on(disk, id, x.version), "acknowledged means durable");
  from.acknowledge(x);
}

std::string witness::words(const party& who,
                           const caf::mailbox_element& x) const {
  auto from = parties_.find(sender_of(x));
  return fmt::format("{} -> {}: {}",
                     from == parties_.end() ? "?" : name(*from->second),
                     name(who), to_string(x.content()));
}

} // namespace storify
