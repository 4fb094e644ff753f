// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/meta/type_name.hpp"
#include "caf/timespan.hpp"

#include "messages/types.hpp"

namespace storify {

/// A page to be fetched, and how gently.
struct fetch_request {
  std::string url;          ///< http, https, or a `file:` URL of our own.
  caf::timespan timeout{};  ///< From the start of the transfer; > 0.
  caf::timespan delay{};    ///< Least time between two starts at one host.
  uint32_t concurrency = 1; ///< Most transfers at once from one host; >= 1.

  bool operator==(const fetch_request&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, fetch_request& x) {
  return f(caf::meta::type_name("fetch_request"), x.url, x.timeout, x.delay,
           x.concurrency);
}

/// A page that arrived in full with a status of 2xx.
struct page {
  std::string url;          ///< Where it came from, after redirects.
  std::string content_type; ///< As the server says it, or empty.
  std::string body;         ///< Bytes, at most the fetcher's limit.

  bool operator==(const page&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, page& x) {
  return f(caf::meta::type_name("page"), x.url, x.content_type, x.body);
}

} // namespace storify
