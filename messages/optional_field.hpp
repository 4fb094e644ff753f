// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/sec.hpp"

namespace storify {

/// Lets `inspect` read and write a `std::optional`, which CAF 0.17 does not
/// know: it travels as a list of no or one element.
template <class T>
struct optional_field {
  std::optional<T>& value;
};

template <class T>
optional_field(std::optional<T>&) -> optional_field<T>;

template <class Inspector, class T>
typename Inspector::result_type inspect(Inspector& f, optional_field<T>& x) {
  std::vector<T> items;
  if (x.value)
    items.push_back(*x.value);
  auto take = [&]() -> caf::error {
    if (items.size() > 1)
      return caf::sec::invalid_argument;
    x.value.reset();
    if (!items.empty())
      x.value = std::move(items.front());
    return caf::none;
  };
  return f(items, caf::meta::load_callback(take));
}

} // namespace storify
