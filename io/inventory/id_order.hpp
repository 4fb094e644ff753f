// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string_view>

#include "caf/expected.hpp"

#include "io/inventory/text_pieces.hpp"

namespace storify {

/// How storify writes a file that has a product a line.
struct line_form {
  std::string_view first;     ///< What the first line begins with.
  std::string_view second;    ///< The second line, unless it is a product.
  std::string_view before_id; ///< What that of a product begins with.
  std::string_view end;       ///< The line behind the products, or empty.
};

/// Returns whether a file is written in this form with ids that ascend. If so,
/// its products can be handed on before all are read; looking ahead costs a
/// small part of what reading them does. Errors: storage_failed.
caf::expected<bool> ids_ascend(text_pieces& text, const line_form& form);

} // namespace storify
