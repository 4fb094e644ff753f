// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace storify {

/// Merges any number of sorted runs, one item after the other, with about one
/// comparison per doubling of the runs: each inner node of a tree remembers who
/// lost there, so that only the way of the last winner is played again.
/// Source: Knuth, The Art of Computer Programming, volume 3, section 5.4.1.
template <class Item, class Less>
class tournament {
public:
  /// A sorted run, as far as it isn't merged yet.
  struct run {
    const Item* first;
    const Item* last;
  };

  tournament(std::vector<run> runs, Less less)
    : runs_(std::move(runs)), less_(std::move(less)), losers_(runs_.size()) {
    if (!runs_.empty())
      winner_ = play(1);
  }

  bool empty() const {
    return runs_.empty() || runs_[winner_].first == runs_[winner_].last;
  }

  /// Returns the least item. @pre !empty()
  const Item& top() const {
    return *runs_[winner_].first;
  }

  /// Goes on to the next item. @pre !empty()
  void pop() {
    ++runs_[winner_].first;
    for (auto node = (winner_ + runs_.size()) / 2; node > 0; node /= 2)
      if (beats(losers_[node], winner_))
        std::swap(losers_[node], winner_);
  }

private:
  // Returns who wins at `node` of a tree whose leaves are the runs.
  size_t play(size_t node) {
    if (node >= runs_.size())
      return node - runs_.size();
    auto winner = play(2 * node);
    auto loser = play(2 * node + 1);
    if (beats(loser, winner))
      std::swap(winner, loser);
    losers_[node] = loser;
    return winner;
  }

  bool beats(size_t a, size_t b) const {
    const auto& x = runs_[a];
    const auto& y = runs_[b];
    if (x.first == x.last || y.first == y.last)
      return y.first == y.last && x.first != x.last;
    return less_(*x.first, *y.first);
  }

  std::vector<run> runs_;
  Less less_;
  std::vector<size_t> losers_; ///< By node, from 1.
  size_t winner_ = 0;
};

} // namespace storify
