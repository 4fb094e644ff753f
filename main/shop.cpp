// SPDX-License-Identifier: BSD-3-Clause
#include "main/shop.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "caf/actor_system.hpp"
#include "caf/event_based_actor.hpp"
#include "caf/send.hpp"

#include "actors/supervisor.hpp"
#include "core/basics/text.hpp"
#include "io/basics/waker.hpp"
#include "io/inventory/data_folder.hpp"
#include "io/inventory/storage.hpp"
#include "io/prompt/line_editor.hpp"
#include "io/prompt/signal_watch.hpp"
#include "main/places.hpp"
#include "main/system_config.hpp"

namespace storify {

namespace {

uint64_t any_seed() {
  std::random_device chance;
  return (uint64_t{chance()} << 32) | chance();
}

caf::expected<shop_config> shop_of(const options& wanted) {
  auto profile = load_profile(wanted.site);
  if (!profile)
    return std::move(profile.error());
  auto folder = data_place(wanted.data);
  if (!folder)
    return std::move(folder.error());
  if (wanted.limit)
    profile->limit = *wanted.limit;
  if (wanted.pace)
    profile->pace = *wanted.pace;
  shop_config shop;
  shop.profile = std::make_shared<const site_profile>(std::move(*profile));
  shop.folder = std::move(*folder);
  shop.db = wanted.db.value_or(storage_kind::sqlite);
  shop.safe = wanted.safe;
  shop.autosave = wanted.autosave;
  shop.seed = wanted.seed ? *wanted.seed : any_seed();
  shop.commands = wanted.commands;
  shop.is_given = wanted.has_commands;
  shop.is_interactive = !wanted.has_commands && ::isatty(STDIN_FILENO) == 1
                        && ::isatty(STDOUT_FILENO) == 1;
  shop.format = wanted.format;
  shop.color = wanted.color && std::getenv("NO_COLOR") == nullptr;
  shop.quiet = wanted.quiet;
  shop.yes = wanted.yes;
  shop.stop = wanted.stop;
  return shop;
}

int refuse(const caf::error& why) {
  fmt::print(stderr, "storify: {}\n", printable(sentence(why)));
  return exit_code(why);
}

// Who forgets --db would go on in a second inventory beside the first.
void tell_of_others(const shop_config& shop) {
  auto is_there = [&](storage_kind kind) {
    std::error_code none;
    return std::filesystem::exists(open_storage(kind, shop.folder)->path(),
                                   none);
  };
  if (is_there(shop.db))
    return;
  for (const auto& [kind, name] : storage_kinds)
    if (is_there(kind))
      fmt::print(stderr,
                 "storify: {} has an inventory that `--db {}` opens; this is "
                 "another, new one\n",
                 printable(shop.folder.string()), name);
}

void pass_on(int signal, const supervisor_actor& boss) {
  if (signal == SIGINT)
    caf::anon_send(boss, interrupt_atom_v);
  else
    caf::anon_send(boss, stop_atom_v, int32_t{0});
}

// This thread hears the signals until the supervisor has sent everybody home.
int manage(const shop_config& shop, scrape_when scrape,
           const signal_watch& signals) {
  // Before the actors, who may wake it once more when they end. `code` is
  // written before `closed` wakes, and read after.
  waker closed;
  int32_t code = 1;
  system_config config;
  caf::actor_system system{config};
  supervisor_actor boss = system.spawn(
    supervisor, supervisor_config{scrape, {}}, real_household(shop));
  // Were it not for this handle, nobody would know the actor once the
  // supervisor has crashed.
  auto waiting = system.spawn([&](caf::event_based_actor* self) {
    // One that crashed takes its promise along.
    self->set_down_handler([&, self](const caf::down_msg& end) {
      if (end.reason)
        fmt::print(stderr, "storify: {}\n", sentence(end.reason));
      closed.wake();
      self->quit();
    });
    self->monitor(boss);
    self->request(boss, caf::infinite, run_atom_v)
      .then(
        [&](int32_t result) {
          code = result;
          closed.wake();
        },
        [&](const caf::error&) { closed.wake(); });
  });
  while (auto signal = signals.wait(closed))
    pass_on(*signal, boss);
  return code;
}

} // namespace

int run_shop(const options& wanted) {
  auto shop = shop_of(wanted);
  if (!shop)
    return refuse(shop.error());
  // A closed pipe and a file that may not grow are errors like others.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  auto folder = data_folder::open(shop->folder);
  if (!folder)
    return refuse(folder.error());
  tell_of_others(*shop);
  signal_watch signals{SIGINT, SIGTERM, SIGHUP};
  if (shop->is_interactive) {
    auto editors = line_editor_signals();
    pthread_sigmask(SIG_BLOCK, &editors, nullptr);
  }
  return manage(*shop, wanted.scrape, signals);
}

} // namespace storify
