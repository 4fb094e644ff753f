// SPDX-License-Identifier: BSD-3-Clause
#include "io/basics/running_digest.hpp"

#include <new>

#include <xxhash.h>

#include <fmt/format.h>

namespace storify {

running_digest::running_digest() : state_(XXH3_createState()) {
  if (!state_)
    throw std::bad_alloc{};
  XXH3_128bits_reset(state_.get());
}

void running_digest::add(std::string_view piece) {
  XXH3_128bits_update(state_.get(), piece.data(), piece.size());
}

std::string running_digest::digits() const {
  auto sum = XXH3_128bits_digest(state_.get());
  return fmt::format("{:016x}{:016x}", sum.high64, sum.low64);
}

void running_digest::deleter::operator()(XXH3_state_s* x) const {
  XXH3_freeState(x);
}

} // namespace storify
