// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <memory>

#include "io/inventory/whole_file_store.hpp"

namespace storify {

/// Keeps the inventory in inventory.csv: a header, then a line per product. It
/// also reads what a person or another program wrote: fewer columns (name,
/// price and quantity at least), or those three without a header; ids are given
/// in order then. There is no trace of removed products in it, and new ids go
/// on from the highest in the file.
class csv_store : public whole_file_store {
public:
  explicit csv_store(const std::filesystem::path& folder,
                     disk& on = real_disk());

private:
  line_form form() const override;
  std::unique_ptr<file_reader> reader(text_pieces text) const override;
  void write(const snapshot& all, whole_file& out) const override;
};

} // namespace storify
