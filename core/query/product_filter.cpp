// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/product_filter.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "core/basics/folding.hpp"

namespace storify {

namespace {

bool is_same(const std::optional<std::string>& wanted, std::string_view text) {
  return !wanted || is_same_name(*wanted, text);
}

folded_words words_not_in(std::string_view category, folded_words words) {
  auto text = folded(category);
  std::erase_if(words, [&](const std::string& word) {
    return text.find(word) != std::string::npos;
  });
  return words;
}

} // namespace

product_filter::product_filter(const snapshot& from, const listing_query& query)
  : end_(from.end()), cents_(query.cost.cents), quantity_(query.quantity) {
  auto words = words_of(query.text);
  for (const auto& x : from.origins()) {
    auto left = words_.insert(words_not_in(x.category, words)).first;
    auto is_wanted = is_same(query.category, x.category)
                     && is_same(query.site, x.site)
                     && query.cost.unit.value_or(x.unit) == x.unit;
    origins_.push_back({is_wanted, &*left});
  }
}

const std::vector<uint8_t>& product_filter::judge(snapshot::const_iterator x,
                                                  size_t most) {
  verdicts_.clear();
  for (; most > 0 && x != end_; --most, ++x)
    add(x);
  search();
  return verdicts_;
}

void product_filter::add(const snapshot::const_iterator& x) {
  const auto& row = x.packed();
  const auto& [fits, words] = origins_[row.origin];
  auto is_wanted = fits && cents_.contains(static_cast<int64_t>(row.cents))
                   && quantity_.contains(row.quantity);
  verdicts_.push_back(is_wanted && words->empty());
  if (!is_wanted || words->empty())
    return;
  if (search_.words() != words || search_.is_full()) {
    search();
    search_.look_for(*words);
  }
  search_.add(verdicts_.size() - 1, x.name(), x.key());
}

void product_filter::search() {
  search_.finish([this](size_t row) { verdicts_[row] = 1; });
}

} // namespace storify
