// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "messages/product.hpp"

namespace storify {

/// The most bytes of a name that a person gives.
inline constexpr size_t max_name_bytes = 16'384;

/// Checks a name that a person gives: it may have tabs and line breaks, and no
/// other control characters. Errors: not_utf8, bad_name.
caf::error check_name(std::string_view name);

/// Reads a quantity that a person types: a whole number, 0..`max_quantity`.
/// Errors: bad_quantity.
caf::expected<int64_t> parse_quantity(std::string_view text);

/// Checks what a person gives to add a product. Errors: not_utf8, bad_name,
/// bad_price, bad_quantity.
caf::error check_draft(const product_draft& draft);

/// Checks what a person changes of a product. Errors: as `check_draft`.
caf::error check_patch(const product_patch& patch);

} // namespace storify
