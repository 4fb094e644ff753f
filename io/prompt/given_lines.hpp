// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "io/prompt/line_source.hpp"

namespace storify {

/// Lines known beforehand: the commands given by `-c`.
class given_lines : public line_source {
public:
  explicit given_lines(std::vector<std::string> lines);

  void ask(const std::string& prompt) override;
  next_line wait(const waker& wake) override;
  void cancel() override;

private:
  std::vector<std::string> lines_;
  size_t next_ = 0;
  bool asked_ = false;
};

} // namespace storify
