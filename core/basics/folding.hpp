// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

namespace storify {

/// Appends `text` to `out` as it is compared by people who don't mind case and
/// accents: compatibility decomposition, no marks, case folded; œ is oe and æ
/// is ae. A byte that is no UTF-8 stays as it is.
/// Source: Unicode Standard Annex 15 (NFKD), Unicode 3.13 (case folding).
void append_folded(std::string& out, std::string_view text);

/// Returns `text` folded.
std::string folded(std::string_view text);

} // namespace storify
