// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/query/listing_query.hpp"
#include "core/rows/formats.hpp"
#include "messages/movement.hpp"
#include "messages/price.hpp"
#include "messages/product.hpp"
#include "messages/product_file.hpp"
#include "messages/types.hpp"

namespace storify {

/// A blank line.
struct nothing_command {
  bool operator==(const nothing_command&) const = default;
};

/// `list_inventory`
struct list_command {
  listing_query query; ///< Without a text.
  row_format format = row_format::table;

  bool operator==(const list_command&) const = default;
};

/// `find`
struct find_command {
  listing_query query; ///< Its text isn't blank.
  row_format format = row_format::table;

  bool operator==(const find_command&) const = default;
};

/// `add_product`
struct add_command {
  std::optional<product_draft> draft; ///< Nothing: ask field by field.

  bool operator==(const add_command&) const = default;
};

/// `modify_product`
struct modify_command {
  std::optional<product_id> id; ///< Nothing: ask for it.
  product_patch patch;          ///< Empty: ask field by field.

  bool operator==(const modify_command&) const = default;
};

/// `remove_product`
struct remove_command {
  std::vector<product_id> ids; ///< At least one, each once, as they were typed.

  bool operator==(const remove_command&) const = default;
};

/// `undo`
struct undo_command {
  bool operator==(const undo_command&) const = default;
};

/// `history`
struct history_command {
  history_query query;
  row_format format = row_format::table;

  bool operator==(const history_command&) const = default;
};

/// `prices`
struct prices_command {
  product_id id = 0;
  row_format format = row_format::table;

  bool operator==(const prices_command&) const = default;
};

/// `items_count`
struct count_command {
  bool operator==(const count_command&) const = default;
};

/// `save`
struct save_command {
  bool operator==(const save_command&) const = default;
};

/// `scrape`
struct scrape_command {
  std::vector<std::string> categories; ///< Empty: all of them.

  bool operator==(const scrape_command&) const = default;
};

/// `scrapers`
struct scrapers_command {
  row_format format = row_format::table;

  bool operator==(const scrapers_command&) const = default;
};

/// `wait`
struct wait_command {
  bool operator==(const wait_command&) const = default;
};

/// `import`
struct import_command {
  product_file file;
  bool is_dry_run = false; ///< Only tells what it would do.

  bool operator==(const import_command&) const = default;
};

/// `export`
struct export_command {
  product_file file;

  bool operator==(const export_command&) const = default;
};

/// `help`, or any command with `--help`
struct help_command {
  std::string topic; ///< The name of a command; empty: all of them.

  bool operator==(const help_command&) const = default;
};

/// `exit`
struct exit_command {
  bool operator==(const exit_command&) const = default;
};

/// What a person asks for with one line at the prompt.
using command = std::variant<
  nothing_command, list_command, find_command, add_command, modify_command,
  remove_command, undo_command, history_command, prices_command, count_command,
  save_command, scrape_command, scrapers_command, wait_command, import_command,
  export_command, help_command, exit_command>;

} // namespace storify
