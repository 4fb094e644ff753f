// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string_view>

#include "caf/expected.hpp"

#include "core/prompt/command.hpp"
#include "core/rows/formats.hpp"
#include "messages/price.hpp"
#include "messages/product.hpp"

namespace storify {

/// What a command means where it doesn't say so.
struct command_defaults {
  currency unit;                         ///< Of a price without a currency.
  row_format format = row_format::table; ///< Where `--format` is not given.
};

/// Reads a line that a person typed: a command, its words and its options,
/// which may stand anywhere; behind `--` all are words. Nothing that is wrong
/// is passed over.
/// Errors: not_utf8, no_such_command, bad_usage (which ends in what the command
/// takes), bad_name, bad_price, bad_quantity.
caf::expected<command> parse_command(std::string_view line,
                                     const command_defaults& defaults);

/// Reads the id of a product. Errors: bad_usage.
caf::expected<product_id> parse_id(std::string_view word);

} // namespace storify
