// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace storify {

/// How rows are written.
enum class row_format : uint8_t { table, csv, tsv, json, jsonl, markdown };

/// Their names, in the order of `row_format`.
inline constexpr std::array<std::string_view, 6> row_format_names{
  "table", "csv", "tsv", "json", "jsonl", "markdown"};

} // namespace storify
