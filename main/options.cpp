// SPDX-License-Identifier: BSD-3-Clause
#include "main/options.hpp"

#include <charconv>
#include <cstdio>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/basics/duration.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int exit_wrong_usage = 2;

// Reads with a function of ours, so that CLI11 says what we say of a mistake.
template <class T, class Read>
void add_read(CLI::App& app, const char* name, T& field, Read read,
              const std::string& type, const char* help) {
  auto take = [&field, read, name](const std::string& text) {
    auto value = read(text);
    if (!value)
      throw CLI::ValidationError(name, sentence(value.error()));
    field = *value;
  };
  app.add_option_function<std::string>(name, take, help)->type_name(type);
}

// CLI11 takes -1 for a large number.
caf::expected<uint64_t> read_number(const std::string& text) {
  uint64_t value = 0;
  const auto* end = text.data() + text.size();
  auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc{} || stop != end)
    return fail(ec::bad_usage,
                fmt::format("\"{}\" is not a whole number, 0 or more", text));
  return value;
}

template <class T>
void add_duration(CLI::App& app, const char* name, T& field, const char* help) {
  add_read(app, name, field, &parse_duration, "TIME", help);
}

template <class T>
using choices = std::vector<std::pair<std::string_view, T>>;

template <class T, class Field>
void add_choice(CLI::App& app, const char* name, Field& field,
                const choices<T>& known, const char* help) {
  std::string names;
  for (const auto& [choice, value] : known)
    names += fmt::format("{}{}", names.empty() ? "" : "|", choice);
  auto read = [known, names](const std::string& text) -> caf::expected<T> {
    for (const auto& [choice, value] : known)
      if (choice == text)
        return value;
    return fail(ec::bad_usage,
                fmt::format("\"{}\" is none of {}", text, names));
  };
  add_read(app, name, field, read, names, help);
}

choices<row_format> formats() {
  choices<row_format> result;
  for (auto name : row_format_names)
    result.emplace_back(name, *row_format_from(name));
  return result;
}

choices<storage_kind> kinds_of_storage() {
  choices<storage_kind> result;
  for (const auto& [kind, name] : storage_kinds)
    result.emplace_back(name, kind);
  return result;
}

void declare(CLI::App& app, options& x) {
  app.set_version_flag("--version", "storify " STORIFY_VERSION);
  app
    .add_option("--data", x.data,
                "where the shop keeps its files ($STORIFY_DATA, else "
                "$XDG_DATA_HOME/storify, else ~/.local/share/storify)")
    ->type_name("DIR");
  add_choice<storage_kind>(app, "--db", x.db, kinds_of_storage(),
                           "how it keeps the inventory (sqlite)");
  app.add_option("--site", x.site, "a site profile (the sample shop)")
    ->type_name("FILE");
  add_choice<scrape_when>(app, "--scrape", x.scrape,
                          {{"auto", scrape_when::automatic},
                           {"always", scrape_when::always},
                           {"never", scrape_when::never}},
                          "when scrapers work unasked: auto is only into an "
                          "empty inventory (auto)");
  add_read(app, "--limit", x.limit, &read_number, "N",
           "at most N products per category, 0 = all (the profile's)");
  add_duration(app, "--pace", x.pace,
               "pause between two products of one scraper (the profile's)");
  add_duration(app, "--autosave", x.autosave,
               "time between two saves, 0 = off (10s)");
  add_choice<durability>(app, "--durability", x.safe,
                         {{"always", durability::always},
                          {"autosave", durability::autosave}},
                         "when a change is answered: always is once the disk "
                         "has it, autosave is at once (always; csv and json: "
                         "autosave)");
  add_choice<row_format>(app, "--format", x.format, formats(),
                         "how rows are shown (table)");
  add_read(app, "--seed", x.seed, &read_number, "N",
           "makes invented quantities repeatable");
  app
    .add_option("-c,--command", x.commands,
                "run this command and leave; may be given again")
    ->type_name("COMMAND")
    ->allow_extra_args(false);
  app.add_flag("--stop", x.stop,
               "the first failed command ends a -c or piped "
               "run");
  app.add_flag_callback(
    "--no-color", [&x] { x.color = false; }, "no colors");
  app.add_flag("--yes", x.yes, "questions are answered with yes");
  app.add_flag("--quiet", x.quiet, "no banner, no notices");
  auto* check = app.add_subcommand("check",
                                   "read all that is stored and tell whether "
                                   "it is well; takes --data and --db");
  check->footer("With the shop's options --data DIR and --db KIND it looks "
                "there, and at\nthat inventory only, else at all that the "
                "folder has. Exit codes: 0 well,\n5 not well.");
  check->fallthrough();
  check->add_flag("--repair", x.repair,
                  "mend what can be mended, and keep a copy of the damaged "
                  "file");
  check->callback([&x] { x.check = true; });
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
