// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_statement.hpp"

namespace storify {

/// Puts rows into a table, many by one statement as long as there are enough:
/// to begin and to end one takes SQLite as long as a row does. Those that
/// continue the table get their keys from SQLite, which then needn't look
/// whether they are there.
class sqlite_rows {
public:
  /// Prepares for rows of `table` with the integer primary key `key` and
  /// `columns`, named with commas between. `verb` is how a statement that
  /// puts them begins, as in "REPLACE". Errors: storage_failed,
  /// storage_damaged.
  static caf::expected<sqlite_rows>
  open(sqlite_connection& database, std::string_view verb,
       std::string_view table, std::string_view key, std::string_view columns);

  /// Puts `count` rows, within a transaction; returns SQLITE_DONE, or what is
  /// wrong: then the transaction has to be given up, if it isn't gone. Row i
  /// has the key `key_of(i)`, and its columns are bound by `bind(statement, n,
  /// i)`, the first of them as parameter n.
  template <class KeyOf, class Bind>
  int put(size_t count, KeyOf key_of, Bind bind) {
    auto code = SQLITE_DONE;
    size_t i = 0;
    if (count >= rows_at_once)
      code = find_last_key();
    for (; count - i >= rows_at_once && code == SQLITE_DONE; i += rows_at_once)
      code = continues(key_of, i) ? append(i, bind) : put_many(i, key_of, bind);
    for (; i < count && code == SQLITE_DONE; ++i) {
      bind_row(one_, 1, i, key_of, bind);
      code = one_.run();
    }
    return code;
  }

private:
  static constexpr size_t rows_at_once = 50;

  struct statements {
    sqlite_statement one;
    sqlite_statement many;
    sqlite_statement append;
    sqlite_statement last_key;
  };

  sqlite_rows(statements prepared, int columns)
    : one_(std::move(prepared.one)),
      many_(std::move(prepared.many)),
      append_(std::move(prepared.append)),
      last_key_of_(std::move(prepared.last_key)),
      columns_(columns) {
  }

  int find_last_key();

  template <class KeyOf>
  bool continues(KeyOf key_of, size_t begin) const {
    for (size_t i = 0; i < rows_at_once; ++i)
      if (key_of(begin + i) - 1 - static_cast<int64_t>(i) != last_key_)
        return false;
    return true;
  }

  template <class Bind>
  int append(size_t begin, Bind bind) {
    auto parameter = 1;
    for (auto i = begin; i < begin + rows_at_once; ++i, parameter += columns_)
      bind(append_, parameter, i);
    last_key_ += static_cast<int64_t>(rows_at_once);
    return append_.run();
  }

  template <class KeyOf, class Bind>
  int put_many(size_t begin, KeyOf key_of, Bind bind) {
    auto parameter = 1;
    for (auto i = begin; i < begin + rows_at_once;
         ++i, parameter += columns_ + 1)
      bind_row(many_, parameter, i, key_of, bind);
    return many_.run();
  }

  template <class KeyOf, class Bind>
  void bind_row(sqlite_statement& to, int parameter, size_t i, KeyOf key_of,
                Bind bind) {
    auto key = key_of(i);
    last_key_ = std::max(last_key_, key);
    to.bind(parameter, key);
    bind(to, parameter + 1, i);
  }

  sqlite_statement one_;
  sqlite_statement many_;
  sqlite_statement append_;
  sqlite_statement last_key_of_;
  int columns_; ///< Without the key.
  int64_t last_key_ = 0;
};

} // namespace storify
