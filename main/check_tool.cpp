// SPDX-License-Identifier: BSD-3-Clause
#include "main/check_tool.hpp"

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "io/inventory/data_folder.hpp"
#include "io/inventory/store_check.hpp"
#include "main/places.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int exit_not_well = 5;

caf::expected<store_findings> look_into(const std::filesystem::path& folder,
                                        storage_kind kind) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(ec::file_not_found, folder.string());
  // A shop that is open there goes on writing.
  auto held = data_folder::open(folder);
  if (!held)
    return std::move(held.error());
  return check_store(kind, folder);
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
  return exit_not_well;
}

} // namespace

int run_check(const options& wanted) {
  auto folder = data_place(wanted.data);
  auto found = folder ? look_into(*folder, wanted.db)
                      : caf::expected<store_findings>{folder.error()};
  if (!found) {
    fmt::print(stderr, "storify: {}\n", printable(sentence(found.error())));
    return exit_code(found.error());
  }
  return tell(open_storage(wanted.db, *folder)->path(), *found);
}

} // namespace storify
