// SPDX-License-Identifier: BSD-3-Clause
#include "main/check_tool.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "io/inventory/data_folder.hpp"
#include "io/inventory/store_repair.hpp"
#include "main/places.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int exit_not_well = 5;

// Holds the folder as long as it is looked into: a shop that is open there goes
// on writing.
caf::expected<data_folder> take_folder(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(ec::file_not_found, folder.string());
  return data_folder::open(folder);
}

caf::expected<repair_report>
look_into(storage_kind kind, const std::filesystem::path& folder, bool repair) {
  if (repair)
    return repair_store(kind, folder);
  auto found = check_store(kind, folder);
  if (!found)
    return std::move(found.error());
  return repair_report{{}, std::move(*found)};
}

int tell(const std::string& file, const store_findings& x, bool repair) {
  if (x.differences == 0) {
    fmt::print("{} is well: {}, {}, {}\n", file, counted(x.products, "product"),
               counted(x.items_count, "piece"), counted(x.movements, "change"));
    return 0;
  }
  fmt::print("{} is not well, {}:\n", file,
             counted(x.differences, "difference"));
  for (const auto& difference : x.first)
    fmt::print("- {}\n", printable(difference));
  if (x.first.size() < x.differences)
    fmt::print("- and {} more\n", x.differences - x.first.size());
  if (!repair)
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

int refuse(const caf::error& why, bool repair) {
  auto words = repair ? not_repaired(why) : sentence(why);
  fmt::print(stderr, "storify: {}\n", printable(words));
  return exit_code(why);
}

int tell(const std::string& file, const repair_report& x, bool repair) {
  for (const auto& sentence : x.done)
    fmt::print("{}\n", printable(sentence));
  if (repair && x.done.empty())
    fmt::print("nothing had to be repaired\n");
  return tell(file, x.now, repair);
}

std::vector<storage_kind> kinds_to_check(const options& wanted) {
  std::vector<storage_kind> result;
  for (const auto& x : storage_kinds)
    if (!wanted.db || wanted.db == x.kind)
      result.push_back(x.kind);
  return result;
}

} // namespace

int run_check(const options& wanted) {
  auto folder = data_place(wanted.data);
  if (!folder)
    return refuse(folder.error(), wanted.repair);
  auto held = take_folder(*folder);
  if (!held)
    return refuse(held.error(), wanted.repair);
  auto kinds = kinds_to_check(wanted);
  std::optional<int> worst;
  for (auto kind : kinds) {
    auto found = look_into(kind, *folder, wanted.repair);
    auto is_missing = !found && found.error() == ec::file_not_found;
    if (is_missing && kinds.size() > 1)
      continue;
    auto code = found ? tell(open_storage(kind, *folder)->path(), *found,
                             wanted.repair)
                      : refuse(found.error(), wanted.repair);
    worst = std::max(worst.value_or(0), code);
  }
  if (!worst)
    return refuse(fail(ec::file_not_found, (*folder / "inventory.*").string()),
                  wanted.repair);
  return *worst;
}

} // namespace storify
