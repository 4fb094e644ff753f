// SPDX-License-Identifier: BSD-3-Clause
#include "main/options.hpp"

#include <cstdio>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/duration.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int exit_wrong_usage = 2;

// Makes CLI11 say what we say of a duration that is none.
template <class T>
CLI::Option* add_duration(CLI::App& app, const char* name, T& field,
                          const char* help) {
  auto take = [&field](const std::string& text) {
    auto time = parse_duration(text);
    if (!time)
      throw CLI::ValidationError(sentence(time.error()));
    field = *time;
  };
  return app.add_option_function<std::string>(name, take, help)
    ->type_name("TIME");
}

template <class T>
CLI::Option* add_choice(CLI::App& app, const char* name, T& field,
                        const std::map<std::string, T>& choices,
                        const char* help) {
  std::string names;
  for (const auto& [choice, value] : choices)
    names += (names.empty() ? "" : "|") + choice;
  return app.add_option(name, field, help)
    ->transform(CLI::Transformer(choices, CLI::ignore_case)
                & CLI::CheckedTransformer(choices, CLI::ignore_case))
    ->type_name(names);
}

std::map<std::string, row_format> formats() {
  std::map<std::string, row_format> result;
  for (auto name : row_format_names)
    result.emplace(name, *row_format_from(name));
  return result;
}

void declare(CLI::App& app, options& x) {
  app.set_version_flag("--version", "storify " STORIFY_VERSION);
  app.add_option("--data", x.data,
                 "where the shop keeps its files ($STORIFY_DATA, else "
                 "~/.local/share/storify)")
    ->type_name("DIR");
  add_choice<storage_kind>(app, "--db", x.db,
                           {{"sqlite", storage_kind::sqlite},
                            {"csv", storage_kind::csv},
                            {"json", storage_kind::json}},
                           "how it keeps the inventory (sqlite)");
  app.add_option("--site", x.site, "a site profile (the sample shop)")
    ->type_name("FILE");
  add_choice<scrape_when>(app, "--scrape", x.scrape,
                          {{"auto", scrape_when::automatic},
                           {"always", scrape_when::always},
                           {"never", scrape_when::never}},
                          "when scrapers work unasked: auto is only into an "
                          "empty inventory (auto)");
  app.add_option("--limit", x.limit,
                 "at most N products per category, 0 = all (the profile's)")
    ->type_name("N");
  add_duration(app, "--pace", x.pace,
               "pause between two products of one scraper (the profile's)");
  add_duration(app, "--autosave", x.autosave,
               "time between two saves, 0 = off (10s)");
  add_choice<row_format>(app, "--format", x.format, formats(),
                         "how rows are shown (table)");
  app.add_option("--seed", x.seed, "makes invented quantities repeatable")
    ->type_name("N");
  app.add_option("-c,--command", x.commands,
                 "run this command and leave; may be given again")
    ->type_name("COMMAND")
    ->allow_extra_args(false);
  app.add_flag("--stop", x.stop, "the first failed command ends a -c or piped "
                                 "run");
  app.add_flag("--no-color{false}", x.color, "no colors");
  app.add_flag("--yes", x.yes, "questions are answered with yes");
  app.add_flag("--quiet", x.quiet, "no banner, no notices");
}

} // namespace

std::optional<options> read_options(int argc, char** argv, int& exit_code) {
  options result;
  CLI::App app{"A shop inventory that fills itself while you work.", "storify"};
  declare(app, result);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {
    if (end.get_exit_code() == 0) {
      exit_code = app.exit(end);
    } else {
      fmt::print(stderr, "storify: {}\n`storify --help` lists the options.\n",
                 end.what());
      exit_code = exit_wrong_usage;
    }
    return std::nullopt;
  }
  result.has_commands = !result.commands.empty();
  return result;
}

} // namespace storify
