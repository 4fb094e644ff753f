// SPDX-License-Identifier: BSD-3-Clause
#include "test/damage/damage.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>

namespace storify {

namespace {

constexpr size_t longest_run = 4096;

/// Each returns what it did.
class vandal {
public:
  vandal(std::string& text, uint64_t seed) : text_(text), random_(seed) {
  }

  std::string strike() {
    using blow = std::string (vandal::*)();
    constexpr std::array<blow, 6> blows{&vandal::flip,   &vandal::cut_off,
                                        &vandal::zero,   &vandal::swap,
                                        &vandal::append, &vandal::cut_out};
    return (this->*blows[below(blows.size())])();
  }

private:
  struct run {
    size_t at = 0;
    size_t size = 0;
  };

  size_t below(size_t limit) {
    return random_() % limit;
  }

  run some_run() {
    auto at = below(text_.size());
    return {at, 1 + below(std::min(longest_run, text_.size() - at))};
  }

  std::string flip() {
    std::string result = "bits flipped in bytes";
    for (auto left = 1 + below(8); left > 0; --left) {
      auto at = below(text_.size());
      text_[at] = static_cast<char>(text_[at] ^ (1 << below(8)));
      result += fmt::format(" {}", at);
    }
    return result;
  }

  std::string cut_off() {
    text_.resize(below(text_.size()));
    return fmt::format("cut off after {} bytes", text_.size());
  }

  std::string zero() {
    auto [at, size] = some_run();
    text_.replace(at, size, size, '\0');
    return fmt::format("{} bytes zeroed at {}", size, at);
  }

  // As a disk that mixes up where it wrote.
  std::string swap() {
    constexpr std::array<size_t, 4> sizes{16, 64, 512, 4096};
    auto size = std::min(sizes[below(sizes.size())], text_.size() / 2);
    if (size == 0)
      return "nothing swapped";
    auto blocks = text_.size() / size;
    auto one = below(blocks) * size;
    auto other = below(blocks) * size;
    if (one != other)
      std::swap_ranges(text_.data() + one, text_.data() + one + size,
                       text_.data() + other);
    return fmt::format("{} bytes swapped at {} and {}", size, one, other);
  }

  std::string append() {
    auto size = 1 + below(longest_run);
    std::generate_n(std::back_inserter(text_), size,
                    [this] { return static_cast<char>(below(256)); });
    return fmt::format("{} bytes appended", size);
  }

  std::string cut_out() {
    auto [at, size] = some_run();
    text_.erase(at, size);
    return fmt::format("{} bytes cut out at {}", size, at);
  }

  std::string& text_;
  std::mt19937_64 random_;
};

} // namespace

damaged_text damage(const std::string& text, uint64_t seed) {
  damaged_text result{text, {}};
  for (auto chance = seed; result.text == text; chance += 0x9E3779B97F4A7C15)
    result.what = vandal{result.text, chance}.strike();
  return result;
}

} // namespace storify
