// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/product_row.hpp"
#include "messages/row_format.hpp"
#include "messages/types.hpp"

namespace storify {

/// A file that a person brings or takes.
struct product_file {
  std::string path;
  std::optional<row_format> format = {}; ///< Nothing: its ending tells.

  bool operator==(const product_file&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, product_file& x) {
  // 0: none.
  auto format = x.format ? 1 + static_cast<uint32_t>(*x.format) : 0;
  auto take = [&]() -> caf::error {
    if (format > row_format_names.size())
      return fail(ec::not_supported, "unknown format");
    x.format.reset();
    if (format > 0)
      x.format = static_cast<row_format>(format - 1);
    return caf::none;
  };
  return f(caf::meta::type_name("product_file"), x.path, format,
           caf::meta::load_callback(take));
}

/// A row of a file that can't be imported.
struct bad_row {
  uint64_t line = 0;  ///< From 1.
  std::string reason; ///< Harmless on a terminal, of bounded length.

  bool operator==(const bad_row&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, bad_row& x) {
  return f(caf::meta::type_name("bad_row"), x.line, x.reason);
}

/// The rows of a file that can't be imported: all are counted, the first ones
/// are listed.
struct bad_rows {
  static constexpr size_t most_listed = 100;

  uint64_t count = 0;
  std::vector<bad_row> first; ///< Ascending by line; at most `most_listed`.

  bool empty() const {
    return count == 0;
  }

  /// Counts one more, and lists it if it is among the first.
  void add(bad_row x);

  bool operator==(const bad_rows&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, bad_rows& x) {
  return f(caf::meta::type_name("bad_rows"), x.count, x.first);
}

/// What is in a file that a person imports.
struct file_rows {
  std::vector<product_row> rows; ///< The sound ones, ascending by id, each id
                                 ///< once; those without an id are the last.
  bad_rows bad;
  /// The columns that products don't have, harmless on a terminal.
  std::vector<std::string> left_out = {};

  bool operator==(const file_rows&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, file_rows& x) {
  return f(caf::meta::type_name("file_rows"), x.rows, x.bad, x.left_out);
}

/// What an import would do.
struct import_preview {
  import_report report; ///< If no row were bad.
  bad_rows bad;

  bool operator==(const import_preview&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, import_preview& x) {
  return f(caf::meta::type_name("import_preview"), x.report, x.bad);
}

} // namespace storify
