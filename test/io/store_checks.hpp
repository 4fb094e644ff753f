// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <csignal>
#include <string>
#include <string_view>
#include <utility>

#include <sys/resource.h>

#include <fmt/format.h>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"
#include "test/load_all.hpp"

namespace storify {

/// Returns an inventory with all that is hard to store: every kind of
/// character, empty fields, gaps in the ids, a next id far beyond.
inline inventory_image nasty_image() {
  auto plain = [](product_id id, std::string name) {
    product x;
    x.id = id;
    x.name = std::move(name);
    return x;
  };
  inventory_image image;
  auto& all = image.products;
  all = {plain(1, R"(say "hi", twice)"),   plain(2, "'t Fauteuil, à bascule"),
         plain(5, "=1+1|2\\3\\t"),         plain(9, "Lampe 🛋 <b>&amp;</b>"),
         plain(40, "name,price,quantity"), plain(1'000'000, " a  b ")};
  all[0].cost = {64'999, *currency::from("USD")};
  all[1].cost.cents = price::max_cents;
  all[2].quantity = 1'000'000'000;
  all[3].category = "LUMINAIRE, \"salon\"";
  all[3].source = {"home24", "sku:É'1"};
  all[3].url = "https://shop.example/a?b=\"c\",d";
  all[3].edited = {true, true, true};
  all[4].edited = {false, true, false};
  image.removed = {{{"home24", "sku:1"}, "Chaise \"pliante\", écru"},
                   {{"home24", "url:https://x"}, ""}};
  image.next_id = 2'000'000;
  return image;
}

/// Returns as many products as fill several pieces of a file, with names of
/// several lines that look like rows of it.
inline inventory_image image_of_lines() {
  inventory_image image;
  for (product_id id = 1; id <= 20'000; ++id) {
    product x;
    x.id = id;
    x.name = fmt::format("Banc\n{},\"x\",1\r\n\t{{\"id\":{}\r", 2 * id, id);
    image.products.push_back(std::move(x));
  }
  image.next_id = 20'001;
  return image;
}

/// Returns an inventory of several parts: products with the ids 1 to `count`.
inline inventory_image large_image(product_id count) {
  inventory_image image;
  for (product_id id = 1; id <= count; ++id) {
    product x;
    x.id = id;
    x.name = "Fauteuil à bascule " + std::to_string(id);
    x.cost.cents = static_cast<int64_t>(id);
    x.category = id % 3 == 0 ? "MEUBLE" : "";
    x.source = {"home24", "sku:" + std::to_string(id)};
    image.products.push_back(std::move(x));
  }
  image.next_id = count + 1;
  return image;
}

/// Checks that the first part can be loaded, and that a later one is damaged in
/// this place; nothing may be written then.
inline void check_damaged_later(storage& from, std::string_view place) {
  auto part = from.load();
  CAF_REQUIRE(part);
  CAF_CHECK(!part->is_last);
  while (part && !part->is_last)
    part = from.load_more();
  CAF_REQUIRE(!part);
  CAF_MESSAGE(sentence(part.error()));
  CAF_CHECK(part.error() == ec::storage_damaged);
  CAF_CHECK(detail(part.error()).find(place) != std::string::npos);
}

/// Checks that `what` is the error `code`, and that its detail has `text`.
inline void check_failed(const caf::error& what, ec code,
                         std::string_view text) {
  CAF_MESSAGE(sentence(what));
  CAF_CHECK(what == code);
  CAF_CHECK(detail(what).find(text) != std::string::npos);
}

/// Returns the error of `write()` where no file can grow beyond `bytes`, as on
/// a disk that is full.
template <class F>
caf::error on_full_disk(rlim_t bytes, F write) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit now{bytes, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &now);
  auto written = write();
  ::setrlimit(RLIMIT_FSIZE, &before);
  CAF_REQUIRE(!written);
  return written.error();
}

} // namespace storify
