// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/optional_field.hpp"
#include "messages/price.hpp"
#include "messages/types.hpp"

namespace storify {

/// Who changed a product. The numbers are kept in files: append only.
enum class author : uint8_t {
  manager,
  scraper,
  import,
  undo,
};

/// How many pieces there are of a product, and what one costs.
struct holding {
  int64_t quantity = 0; ///< Pieces, >= 0.
  int64_t cents = 0;    ///< Hundredths of the currency.

  bool operator==(const holding&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, holding& x) {
  return f(caf::meta::type_name("holding"), x.quantity, x.cents);
}

/// One change of one product. All of them tell its history: each begins with
/// what the one before has left.
struct movement {
  uint64_t number = 0; ///< From 1, ascending in time; unique for ever.
  int64_t time = 0;    ///< Milliseconds since 1970, UTC.
  author who = author::manager;
  std::string site;     ///< Of the scraper, else empty.
  std::string category; ///< Of the scraper, else empty.
  product_id id = 0;
  std::string name;              ///< Of the product, afterwards.
  std::string old_name;          ///< Before, if it was another.
  currency unit;                 ///< Of the price, afterwards.
  std::optional<holding> before; ///< None: it was not there.
  std::optional<holding> after;  ///< None: it is not there any more.

  bool operator==(const movement&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, movement& x) {
  optional_field before{x.before};
  optional_field after{x.after};
  auto who = static_cast<uint8_t>(x.who);
  auto take = [&]() -> caf::error {
    if (who > static_cast<uint8_t>(author::undo))
      return fail(ec::bad_usage, "unknown author");
    x.who = static_cast<author>(who);
    return caf::none;
  };
  return f(caf::meta::type_name("movement"), x.number, x.time, who, x.site,
           x.category, x.id, x.name, x.old_name, x.unit, before, after,
           caf::meta::load_callback(take));
}

/// Which movements somebody wants to see.
struct history_query {
  product_id id = 0;  ///< Of the product; 0: of all.
  uint64_t limit = 0; ///< At most so many, the newest; 0: all.

  bool operator==(const history_query&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, history_query& x) {
  return f(caf::meta::type_name("history_query"), x.id, x.limit);
}

} // namespace storify
