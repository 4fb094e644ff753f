// SPDX-License-Identifier: BSD-3-Clause
#include "actors/household.hpp"

#include <utility>

#include <fmt/format.h>

#include "caf/actor_system.hpp"

#include "actors/database.hpp"
#include "actors/fetcher.hpp"
#include "actors/repl.hpp"
#include "actors/scheduler.hpp"
#include "actors/scraper.hpp"
#include "actors/store.hpp"
#include "actors/terminal.hpp"
#include "core/prompt/help.hpp"
#include "io/scraping/curl_engine.hpp"

namespace storify {

namespace {

input_kind input_of(const shop_config& config) {
  if (config.is_given)
    return input_kind::given;
  return config.is_interactive ? input_kind::typed : input_kind::piped;
}

std::vector<std::string> categories_of(const shop_config& config) {
  std::vector<std::string> names;
  for (const auto& category : config.profile->categories)
    names.push_back(category.name);
  return names;
}

terminal_config terminal_of(const shop_config& config) {
  terminal_config result;
  result.input = input_of(config);
  result.given = config.commands;
  result.history_file = (config.folder / "history").string();
  result.complete = [names = categories_of(config)](const std::string& line,
                                                    const std::string&) {
    return completions(line, names);
  };
  return result;
}

std::string path_of_store(const shop_config& config) {
  return open_storage(config.db, config.folder)->path();
}

bool waits_for_disk(const shop_config& config) {
  return config.db == storage_kind::sqlite && config.safe == durability::always;
}

std::string banner_of(const shop_config& config) {
  auto promise = waits_for_disk(config)
                   ? "a change is on disk when it is answered"
                   : "changes are written at each save";
  return fmt::format("storify {}: {} shop, {} ({})\n"
                     "`help` lists the commands, `exit` saves and leaves.\n",
                     STORIFY_VERSION, config.profile->name,
                     path_of_store(config), promise);
}

repl_config repl_of(const shop_config& config) {
  repl_config result;
  result.interactive = config.is_interactive;
  result.defaults = {config.profile->unit, config.format};
  result.color = result.interactive && config.color;
  result.quiet = config.quiet;
  result.yes = config.yes;
  result.stop = config.stop;
  result.is_given = config.is_given;
  if (result.interactive)
    result.banner = banner_of(config);
  return result;
}

scraper_config scraper_of(const shop_config& config, size_t index) {
  const auto& profile = *config.profile;
  const auto& category = profile.categories[index];
  scraper_config result;
  result.profile = config.profile;
  result.order = {profile.name, category.name, category.url, profile.limit,
                  config.seed};
  result.pace = profile.pace;
  return result;
}

} // namespace

household real_household(const shop_config& config) {
  household house;
  house.hire_terminal = [config](caf::actor_system& sys) {
    return terminal_actor{
      sys.spawn<terminal, caf::detached>(terminal_of(config))};
  };
  house.hire_repl = [config](caf::actor_system& sys, const auto& terminal,
                             const auto& supervisor) {
    return repl_actor{sys.spawn(repl, repl_of(config), terminal, supervisor)};
  };
  house.hire_database = [config](caf::actor_system& sys) {
    database_config kept{[config] {
                           return open_storage(config.db, config.folder);
                         },
                         config.profile->unit};
    return database_actor{sys.spawn<caf::detached>(database, kept)};
  };
  house.hire_store = [config](caf::actor_system& sys, const auto& database) {
    store_config kept{path_of_store(config), config.db == storage_kind::sqlite};
    kept.waits = waits_for_disk(config);
    return store_actor{sys.spawn(store, kept, database)};
  };
  house.hire_fetcher = [](caf::actor_system& sys) {
    curl_engine_config engine;
    engine.user_agent = "storify/" STORIFY_VERSION " (+inventory scraper)";
    return fetcher_actor{
      sys.spawn<fetcher, caf::detached>(std::make_unique<curl_engine>(engine))};
  };
  house.hire_scheduler = [](caf::actor_system& sys, const auto& store,
                            const auto& supervisor, const auto& board) {
    return scheduler_actor{
      sys.spawn(scheduler, scheduler_contacts{store, supervisor, board})};
  };
  house.hire_scraper = [config](caf::actor_system& sys, size_t index,
                                const auto& fetcher, const auto& store,
                                const auto& watcher) {
    return scraper_actor{sys.spawn(scraper, scraper_of(config, index),
                                   scraper_contacts{fetcher, store, watcher})};
  };
  house.categories = categories_of(config);
  if (config.autosave.count() > 0)
    house.jobs.push_back({"autosave", config.autosave, job_action::save});
  return house;
}

} // namespace storify
