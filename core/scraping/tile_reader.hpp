// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "caf/expected.hpp"

#include "core/scraping/profile.hpp"
#include "core/scraping/value_finder.hpp"
#include "messages/offer.hpp"

namespace storify {

/// Reads the tiles of a page, one after the other, while their elements are
/// entered and left.
class tile_reader {
public:
  /// `profile` must outlive this; `page_url` is where the tiles stand.
  tile_reader(const site_profile& profile, std::string page_url);

  /// Starts a new tile; its own element is entered next.
  void reset();

  void enter(const open_element& element);
  void read(std::string_view text);
  void leave();

  /// Returns whether every element of the tile was left again.
  bool is_left() const {
    return depth_ == 0;
  }

  /// Returns what the tile offers. Errors: bad_name, bad_price or
  /// url_not_allowed; the detail says what is wrong with the tile, to be read
  /// behind "tile 3 of URL".
  caf::expected<offer> offered() const;

private:
  std::string resolved_url() const;
  void read_quantity(offer& x) const;

  const site_profile* profile_;
  std::string page_url_;
  size_t depth_ = 0;
  value_finder name_;
  value_finder price_;
  value_finder sku_;
  value_finder url_;
  value_finder quantity_;
};

} // namespace storify
