// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/id_order.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace storify {

namespace {

class order_check {
public:
  explicit order_check(const line_form& form) : form_(form) {
  }

  /// Returns whether the line fits in.
  bool take(std::string_view line) {
    switch (lines_++) {
      case 0: return line.starts_with(form_.first);
      case 1:
        if (!form_.second.empty())
          return line == form_.second;
    }
    if (!form_.end.empty() && line == form_.end) {
      is_over_ = true;
      return true;
    }
    return take_product(line);
  }

  /// Returns whether no product follows.
  bool is_over() const {
    return is_over_;
  }

private:
  bool take_product(std::string_view line) {
    const auto& before = form_.before_id;
    if (!line.starts_with(before))
      return false;
    line.remove_prefix(before.size());
    uint64_t id = 0;
    auto [end, problem] = std::from_chars(line.data(),
                                          line.data() + line.size(), id);
    if (problem != std::errc{} || id <= last_)
      return false;
    last_ = id;
    // There might be another product behind it.
    return before.empty() || line.find(before.front()) == line.npos;
  }

  const line_form& form_;
  size_t lines_ = 0;
  uint64_t last_ = 0;
  bool is_over_ = false;
};

} // namespace

caf::expected<bool> ids_ascend(text_pieces& text, const line_form& form) {
  order_check check{form};
  std::string piece;
  auto more = text.append_to(piece);
  for (; more && *more; more = text.append_to(piece)) {
    for (std::string_view rest = piece; !rest.empty();) {
      auto line = rest.substr(0, rest.find('\n'));
      if (!check.take(line))
        return false;
      if (check.is_over())
        return true;
      rest.remove_prefix(line.size() + (line.size() < rest.size() ? 1 : 0));
    }
    piece.clear();
  }
  if (!more)
    return std::move(more.error());
  return true;
}

} // namespace storify
