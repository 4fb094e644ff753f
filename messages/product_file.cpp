// SPDX-License-Identifier: BSD-3-Clause
#include "messages/product_file.hpp"

#include <algorithm>
#include <utility>

namespace storify {

void bad_rows::add(bad_row x) {
  ++count;
  auto where = std::ranges::upper_bound(first, x.line, {}, &bad_row::line);
  first.insert(where, std::move(x));
  if (first.size() > most_listed)
    first.pop_back();
}

} // namespace storify
