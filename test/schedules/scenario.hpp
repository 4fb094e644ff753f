// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "actors/supervisor.hpp"
#include "messages/image.hpp"
#include "test/schedules/dice.hpp"

namespace storify {

/// What may go wrong in a play.
struct weather {
  bool actors_crash = false;
  bool disk_fails = false;
};

/// What chance decides before a play begins.
struct scenario {
  scenario(dice& luck, weather sky)
    : is_good_day(!sky.actors_crash && !sky.disk_fails),
      commits(!luck.once_in(4)),
      disk_fails_once_in(sky.disk_fails ? luck.roll(3, 12) : 0),
      crashes_once_in(sky.actors_crash ? luck.roll(10, 60) : 0),
      crashes_left(luck.roll(1, 4)),
      steps(luck.roll(60, 200)),
      closes(luck.once_in(4)),
      slice(std::array<size_t, 3>{1, 2, 500}[luck.roll(3)]),
      lot_size(luck.roll(1, 3)),
      pace(luck.once_in(4) ? 100 : 0),
      categories(luck.roll(2, 3)),
      when(std::array{scrape_when::automatic, scrape_when::always,
                      scrape_when::never}[luck.roll(3)]) {
    for (auto left = luck.roll(8); left > 0; --left)
      store(luck, luck.once_in(2) ? "" : fmt::format("sku:{}", left));
  }

  /// Puts a product on the disk, where others were before and are gone, so that
  /// it is not written in one go with its neighbours.
  void store(dice& luck, const std::string& key) {
    before.next_id += luck.once_in(2) ? luck.roll(600) : 0;
    source_key source{key.empty() ? "" : "shop", key};
    before.products.push_back(
      {before.next_id++,
       fmt::format("name {}", luck.roll(5)),
       price{static_cast<int64_t>(luck.roll(900)), currency{}},
       static_cast<int64_t>(luck.roll(20)),
       "",
       source,
       "",
       {}});
  }

  bool is_good_day; ///< Nothing goes wrong.
  bool commits;     ///< As SQLite does, else whole files are saved.
  size_t disk_fails_once_in;
  size_t crashes_once_in;
  size_t crashes_left;
  size_t steps; ///< Until nothing fails any more.
  bool closes;  ///< In the midst of all.
  size_t slice;
  size_t lot_size;
  int pace; ///< Milliseconds.
  size_t categories;
  scrape_when when;
  inventory_image before; ///< What is on the disk.
};

} // namespace storify
