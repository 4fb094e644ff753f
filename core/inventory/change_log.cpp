// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/change_log.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace storify {

change_log::marks change_log::begin_write(size_t most) {
  first_taken_ = first_.take(all);
  behind_taken_ = (due_.empty() ? behind_ : due_).take(most);
  sources_taken_ = std::exchange(sources_, {});
  marks result{{}, sources_taken_};
  std::ranges::set_union(first_taken_, behind_taken_,
                         std::back_inserter(result.products));
  return result;
}

void change_log::begin_whole_write() {
  first_taken_ = first_.take(all);
  sources_taken_ = std::exchange(sources_, {});
  make_all_due();
  all_taken_ = std::exchange(due_, {});
}

void change_log::end_write(bool written) {
  auto first = std::exchange(first_taken_, {});
  auto behind = std::exchange(behind_taken_, {});
  auto sources = std::exchange(sources_taken_, {});
  auto whole = std::exchange(all_taken_, {});
  if (written)
    return;
  for (auto x : first)
    first_.insert(x);
  for (auto x : behind)
    due_.insert(x);
  due_.merge(whole);
  sources_.merge(sources);
}

} // namespace storify
