// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/change_log.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace storify {

change_log::marks change_log::begin_write(size_t most) {
  auto& x = writes_.emplace_back();
  x.first = first_.take(all);
  for (auto where : x.first) {
    due_.erase(where);
    behind_.erase(where);
  }
  x.behind = (due_.empty() ? behind_ : due_).take(most);
  x.sources = std::exchange(sources_, {});
  marks result{{}, x.sources};
  std::ranges::merge(x.first, x.behind, std::back_inserter(result.products));
  return result;
}

void change_log::begin_whole_write() {
  auto& x = writes_.emplace_back();
  x.first = first_.take(all);
  x.sources = std::exchange(sources_, {});
  make_all_due();
  x.all = std::exchange(due_, {});
}

void change_log::end_write(bool written) {
  auto ended = std::move(writes_.front());
  writes_.pop_front();
  if (!written)
    mark_again(std::move(ended));
}

void change_log::take_back_write() {
  auto dropped = std::move(writes_.back());
  writes_.pop_back();
  mark_again(std::move(dropped));
}

void change_log::mark_again(taken x) {
  for (auto where : x.first)
    first_.insert(where);
  for (auto where : x.behind)
    due_.insert(where);
  due_.merge(x.all);
  sources_.merge(x.sources);
}

} // namespace storify
