// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/basics/tournament.hpp"
#include "messages/product.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// What products can be sorted by.
enum class sort_column : uint8_t { id, name, price, quantity };

/// Their names, in the order of `sort_column`.
inline constexpr std::array<std::string_view, 4> sort_column_names{
  "id", "name", "price", "quantity"};

/// Which products a person wants to see, and in which order.
struct listing_query {
  std::string text; ///< Words that all occur; empty: every product.
  sort_column sort = sort_column::id;
  bool desc = false;
  uint64_t offset = 0; ///< So many are left out at the beginning.
  uint64_t limit = 0;  ///< At most so many are shown, 0 = all.

  bool operator==(const listing_query&) const = default;
};

/// The products of a snapshot that a query asks for. Words are looked for in
/// name, key and category together, blind to case and accents; names are sorted
/// in the same blindness; where two are alike the lower id comes first. The
/// work is done in steps, so that a million products hold nobody up: each step
/// reads some products and sorts them as one run, then further steps merge the
/// runs, as far as rows are asked for.
class listing {
public:
  listing(snapshot from, listing_query query);

  // Its runs point into its own memory.
  listing(const listing&) = delete;
  listing& operator=(const listing&) = delete;

  /// Works on about `products` products, > 0; returns whether there is more to
  /// do.
  bool step(size_t products);

  /// Returns the number of rows. Valid when no step is left, as is `row`.
  size_t size() const;

  /// Returns a row, `index` < `size()`; it lives as long as this listing.
  const product& row(size_t index) const;

private:
  /// A product that matches, and what it is sorted by.
  struct entry {
    uint64_t key = 0;           ///< The number, or the first bytes of the name.
    const char* name = nullptr; ///< Folded; empty unless sorted by name.
    uint32_t name_size = 0;
    uint32_t place = 0; ///< Among the entries: in the order of the ids.
    const product* row = nullptr;
  };
  /// The order that is asked for.
  struct sooner {
    bool desc;
    bool operator()(const entry& a, const entry& b) const;
  };
  using merger = tournament<entry, sooner>;

  void read(size_t products);
  bool matches(const product& x);
  void append(const product& x);
  void add_key(entry& out);
  void end_run(size_t begin);
  void merge(size_t products);
  bool by_id() const {
    return query_.sort == sort_column::id;
  }
  bool enough() const;
  bool is_done() const;

  snapshot from_;
  listing_query query_;
  std::vector<std::string> words_; ///< Folded.
  snapshot::const_iterator next_;  ///< What is to be read.
  std::string folded_;             ///< Used again and again.
  std::pmr::monotonic_buffer_resource names_;
  std::vector<entry> entries_;
  std::vector<merger::run> runs_;
  std::optional<merger> merger_; ///< Made when all is read.
  std::vector<const product*> rows_;
};

} // namespace storify
