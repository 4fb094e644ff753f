// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "core/scraping/profile.hpp"
#include "messages/offer.hpp"
#include "messages/page.hpp"

namespace storify {

/// What a page holds.
struct page_content {
  std::vector<offer> offers; ///< In the order of the page.
  std::string next_url;      ///< Absolute; empty on the last page.
  uint64_t unreadable = 0;   ///< Tiles without a name or a price that is one.
  std::string first_unreadable; ///< Which one and why, for people, or empty.
  std::string note;             ///< Why the next page isn't followed, or empty.
};

/// Reads the products of a page by the rules of a profile, in slices, so that
/// a large page can be spread over several messages.
///
/// A tile's fields are the first matches at or below the tile; a tile within a
/// tile is a part of the outer one. `::text` is all text below the match, a
/// line break is a blank. Comments, scripts, styles and templates are not read.
class page_reader {
public:
  /// At most so many elements may be open at once: libxml2's time for an end
  /// tag grows with them. Browsers have the same limit.
  static constexpr size_t max_depth = 512;

  /// The most bytes of a key and of a URL.
  static constexpr size_t max_key_bytes = 2'000;

  page_reader(std::shared_ptr<const site_profile> profile, page source);
  page_reader(page_reader&&) noexcept;
  page_reader& operator=(page_reader&&) noexcept;
  ~page_reader();

  /// Reads about `bytes` more; returns whether the page is read to its end.
  /// Errors, after which this is of no more use: page_empty, page_too_deep,
  /// no_products_found (nothing matches the selector of the products).
  caf::expected<bool> read_some(size_t bytes);

  /// Returns what was read, once `read_some` has returned true.
  page_content take();

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

} // namespace storify
