// SPDX-License-Identifier: BSD-3-Clause
#include "main/check_tool.hpp"

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "io/inventory/data_folder.hpp"
#include "io/inventory/store_repair.hpp"
#include "main/places.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int exit_not_well = 5;

caf::expected<repair_report> look_into(const std::filesystem::path& folder,
                                       const options& wanted) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(ec::file_not_found, folder.string());
  // A shop that is open there goes on writing.
  auto held = data_folder::open(folder);
  if (!held)
    return std::move(held.error());
  if (wanted.repair)
    return repair_store(wanted.db, folder);
  auto found = check_store(wanted.db, folder);
  if (!found)
    return std::move(found.error());
  return repair_report{{}, std::move(*found)};
}

std::string counted(int64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

int tell(const std::string& file, const store_findings& x) {
  if (x.differences == 0) {
    fmt::print("{} is well: {}, {}, {}\n", file,
               counted(static_cast<int64_t>(x.products), "product"),
               counted(x.items_count, "piece"),
               counted(static_cast<int64_t>(x.movements), "change"));
    return 0;
  }
  fmt::print("{} is not well, {}:\n", file,
             counted(static_cast<int64_t>(x.differences), "difference"));
  for (const auto& difference : x.first)
    fmt::print("- {}\n", printable(difference));
  if (x.first.size() < x.differences)
    fmt::print("- and {} more\n", x.differences - x.first.size());
  fmt::print("`storify check --repair`, with the same --data and --db, mends "
             "what can be mended\n");
  return exit_not_well;
}

// The way out that others are told is the one that led here.
std::string not_repaired(const caf::error& why) {
  if (why != ec::storage_damaged)
    return sentence(why);
  return fmt::format(
    "this can't be repaired and was left as it is: {}; correct "
    "it there, put a copy in its place, or move it away and "
    "start again",
    detail(why));
}

} // namespace

int run_check(const options& wanted) {
  auto folder = data_place(wanted.data);
  auto found = folder ? look_into(*folder, wanted)
                      : caf::expected<repair_report>{folder.error()};
  if (!found) {
    auto words = wanted.repair ? not_repaired(found.error())
                               : sentence(found.error());
    fmt::print(stderr, "storify: {}\n", printable(words));
    return exit_code(found.error());
  }
  for (const auto& sentence : found->done)
    fmt::print("{}\n", printable(sentence));
  if (wanted.repair && found->done.empty())
    fmt::print("nothing had to be repaired\n");
  return tell(open_storage(wanted.db, *folder)->path(), found->now);
}

} // namespace storify
