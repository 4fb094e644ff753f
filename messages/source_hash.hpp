// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string_view>

namespace storify {

/// Tells most sources from each other; the same in one process only.
using source_hash = uint32_t;

/// Returns what the sources of a site have in common.
uint64_t hash_of_site(std::string_view site);

/// Returns the hash of a source, `site` being that of its site.
source_hash hash_of_source(uint64_t site, std::string_view key);

} // namespace storify
