// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/types.hpp"

namespace storify {

/// Where a text for people goes. On a terminal both are the same screen.
enum class channel : uint8_t {
  answer, ///< What a command answers: stdout.
  aside,  ///< Errors, notices, the banner: stderr.
};

/// A text to be printed as it stands: the sender made it harmless.
struct output {
  channel to = channel::answer;
  std::string text; ///< Whole lines, each with its line feed.

  bool operator==(const output&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, output& x) {
  auto to = static_cast<uint8_t>(x.to);
  auto take = [&]() -> caf::error {
    if (to > static_cast<uint8_t>(channel::aside))
      return fail(ec::bad_usage, "unknown channel");
    x.to = static_cast<channel>(to);
    return caf::none;
  };
  return f(caf::meta::type_name("output"), to, x.text,
           caf::meta::load_callback(take));
}

/// Something that happened by itself and that a person should know.
struct notice {
  std::string text;    ///< One sentence.
  bool urgent = false; ///< The shop closes: shown even if none are wanted.

  bool operator==(const notice&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, notice& x) {
  return f(caf::meta::type_name("notice"), x.text, x.urgent);
}

} // namespace storify
