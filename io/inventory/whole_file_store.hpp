// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/basics/disk.hpp"
#include "io/inventory/file_reader.hpp"
#include "io/inventory/id_order.hpp"
#include "io/inventory/part_packer.hpp"
#include "io/inventory/storage.hpp"
#include "io/inventory/text_pieces.hpp"
#include "io/inventory/whole_file.hpp"

namespace storify {

/// What the whole-file stores have in common: the file, and the rule that it is
/// only ever replaced after all of it was read. The previous version stays as
/// `.bak`; `checksum_file` tells whether what is read was written here.
class whole_file_store : public storage {
public:
  whole_file_store(std::filesystem::path file, disk& on);

  caf::expected<inventory_part> load() final;
  caf::expected<inventory_part> load_more() final;
  caf::expected<uint64_t> save(const snapshot& all) final;
  std::string path() const final;

  /// Takes the file as it stands if all of it reads well, by writing its
  /// checksum anew. Returns what it did, a sentence each: nothing where all is
  /// well. Errors: file_not_found, and as `load`; then nothing is changed.
  caf::expected<std::vector<std::string>> repair();

private:
  /// Returns how its lines look.
  virtual line_form form() const = 0;

  /// Returns what reads it.
  virtual std::unique_ptr<file_reader> reader(text_pieces text) const = 0;

  /// Appends the text of the file.
  virtual void write(const snapshot& all, whole_file& out) const = 0;

  caf::error open();
  caf::error begin(bool in_order);
  caf::expected<inventory_part> read_part();
  caf::expected<bool> begins_anew(bool is_over);
  caf::error check_is_new() const;
  caf::error check_checksum() const;
  caf::error damaged(const std::string& what) const;
  std::string previous() const;
  caf::expected<std::vector<std::string>> keep_previous() const;
  caf::error settle();
  caf::error give_up(const caf::error& why);

  disk& disk_;
  std::filesystem::path file_;
  caf::error unread_;                   ///< Why the file must not be replaced.
  std::unique_ptr<file_reader> reader_; ///< As long as a part is missing.
  std::optional<part_packer> packer_;   ///< As long.
  std::string checksum_;                ///< Of the file that is there.
  bool is_settled_ = false; ///< No power cut brings back one before that.
  /// Whether its ids ascend, until that was asked for. A thread may be about
  /// it: it is waited for before the others go.
  std::future<caf::expected<bool>> are_in_order_;
};

} // namespace storify
