// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <csignal>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include "caf/error.hpp"

#include "messages/errors.hpp"
#include "messages/image.hpp"

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
