// SPDX-License-Identifier: BSD-3-Clause
// What scrapers bring.
#include "actors/store.hpp"

#include <array>
#include <utility>

namespace storify {

namespace {

constexpr size_t most_offers_of_small_lot = 4;
constexpr auto most_gathered = source_index::looked_up_at_once;

} // namespace

inventory& store_state::settled_goods() {
  take_in_gathered();
  return goods_;
}

// To look for one product after the other is to wait for the memory each time.
// So small lots that wait in the mailbox are taken in together; nobody can see
// that they are not taken in yet.
caf::result<stock_report> store_state::stock(lot& x) {
  if (x.size() > most_offers_of_small_lot) {
    settled_goods().sign(author::scraper, config_.now());
    auto report = goods_.stock(x);
    tell_all();
    return report;
  }
  gather(x);
  if (gathered_.size() == most_gathered)
    take_in_gathered();
  return caf::delegated<stock_report>{};
}

// The message to itself comes behind those that wait.
void store_state::gather(lot& x) {
  x.prefetch();
  gathered_.push_back(std::move(x));
  gathered_from_.take();
  if (!std::exchange(is_gathering_, true))
    self_->send(self_, stock_atom_v);
}

void store_state::end_gathering() {
  is_gathering_ = false;
  take_in_gathered();
}

void store_state::take_in_gathered() {
  if (gathered_.empty())
    return;
  goods_.sign(author::scraper, config_.now());
  std::array<stock_report, most_gathered> reports;
  goods_.stock(gathered_, {reports.data(), gathered_.size()});
  caf::message answer; // one serves all that are alike
  for (size_t i = 0; i < gathered_.size(); ++i) {
    if (i == 0 || reports[i] != reports[i - 1])
      answer = caf::make_message(reports[i]);
    gathered_from_.answer(i, answer);
  }
  gathered_.clear();
  gathered_from_.clear();
  tell_all();
}

} // namespace storify
