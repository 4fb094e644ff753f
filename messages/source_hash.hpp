// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string_view>

namespace storify {

/// The hash of a source, site and key; not to be stored.
using source_hash = uint32_t; ///< Less than 2^`source_hash_bits`.

inline constexpr unsigned source_hash_bits = 28;

/// Returns the part of the hash that all sources of a site share.
uint64_t hash_of_site(std::string_view site);

/// Returns the hash of a source, `site` being the part of its site.
source_hash hash_of_source(uint64_t site, std::string_view key);

} // namespace storify
