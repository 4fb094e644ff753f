// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace storify {

/// Words in folded text, as they are looked for; each once, the longest first.
using folded_words = std::vector<std::string>;

/// Returns the words of `text`, folded.
folded_words words_of(std::string_view text);

/// Finds the rows that hold all of some words, blind to case and accents. The
/// names of many rows are folded behind each other and searched as one text,
/// which is quicker than to begin again for each.
class word_search {
public:
  /// Looks for rows with all of `words`, which outlive this object or the next
  /// call. @pre there is a word, and no row
  void look_for(const folded_words& words) {
    words_ = &words;
  }
  const folded_words* words() const {
    return words_;
  }

  /// Adds a row, as its two texts; no word goes over from one to the other.
  void add(size_t row, std::string_view name, std::string_view key);

  /// Returns whether more rows would no longer fit into a cache nearby.
  bool is_full() const {
    return size_ >= 64 * 1024;
  }

  /// Calls `found` with each row that holds all words, then forgets the rows.
  template <class Function>
  void finish(Function found) {
    for (auto hit = next_hit(); hit < ends_.size(); hit = next_hit())
      found(ends_[hit].row);
    clear();
  }

private:
  // Where the texts of a row end.
  struct row_end {
    size_t end;
    size_t row;
  };

  void append(std::string_view text);
  size_t next_hit();
  void clear();
  bool holds_the_rest(std::string_view texts) const;

  const folded_words* words_ = nullptr;
  std::vector<char> folded_; ///< Each text ends in a line feed.
  size_t size_ = 0;          ///< Of what is used.
  std::vector<row_end> ends_;
  size_t next_ = 0; ///< The row to be searched next, an index of `ends_`.
};

} // namespace storify
