// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "core/prompt/command_table.hpp"

namespace storify {

/// The words and options that stand behind the name of a command.
class arguments {
public:
  /// Sorts `words` out: as many words as the command takes, and options it has,
  /// anywhere between them. Errors: bad_usage.
  static caf::expected<arguments> read(const command_info& info,
                                       std::vector<std::string> words);

  const std::vector<std::string>& words() const {
    return words_;
  }

  /// Returns whether `--help` is there; then nothing else counts.
  bool want_help() const {
    return want_help_;
  }

  bool has_options() const {
    return !options_.empty();
  }

  /// Returns the value of the option called `name`, or null; the last one if it
  /// is given twice.
  const std::string* option(std::string_view name) const;

  /// Returns the whole number that the option called `name` has, or `otherwise`
  /// if it is not given. Errors: bad_usage.
  caf::expected<uint64_t> number(std::string_view name,
                                 uint64_t otherwise) const;

  /// Returns the place of the value of the option called `name` among its
  /// choices, or `otherwise` if it is not given. Errors: bad_usage.
  caf::expected<size_t> choice(std::string_view name, size_t otherwise) const;

  /// Returns bad_usage: the command, `problem`, and what the command takes.
  caf::error wrong(std::string_view problem) const;

private:
  explicit arguments(const command_info& info) : info_(&info) {
  }

  caf::error take(std::vector<std::string> words);
  caf::error take_words(const std::vector<std::string>& words);
  caf::error check_count() const;

  const command_info* info_;
  bool want_help_ = false;
  std::vector<std::string> words_;
  std::map<std::string, std::string, std::less<>> options_;
};

} // namespace storify
