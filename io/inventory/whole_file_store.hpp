// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "io/inventory/whole_file.hpp"

namespace storify {

/// What the whole-file stores have in common: the file, and the rule that it is
/// only ever replaced after it was read. The previous version stays as `.bak`.
class whole_file_store : public storage {
public:
  explicit whole_file_store(std::filesystem::path file);

  caf::expected<inventory_image> load() final;
  caf::expected<uint64_t> save(const snapshot& all) final;
  std::string path() const final;

private:
  /// Reads the text of the file; products may come in any order. A `next_id`
  /// of 0 is one that the file doesn't tell. Errors: storage_newer, and
  /// bad_row ("line N: ...").
  virtual caf::expected<inventory_image> parse(std::string text) const = 0;

  /// Appends the text of the file.
  virtual void write(const snapshot& all, whole_file& out) const = 0;

  caf::expected<inventory_image> read() const;

  std::filesystem::path file_;
  caf::error unread_; ///< Why the file must not be replaced.
};

} // namespace storify
