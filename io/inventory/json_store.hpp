// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <memory>

#include "io/inventory/whole_file_store.hpp"

namespace storify {

/// Keeps the inventory in inventory.json:
/// `{"version":1,"next_id":N,"products":[...],"removed":[...]}`, an object a
/// line; a product has the columns as members, a removed one site, key, name.
class json_store : public whole_file_store {
public:
  explicit json_store(const std::filesystem::path& folder,
                      disk& on = real_disk());

private:
  line_form form() const override;
  std::unique_ptr<file_reader> reader(text_pieces text) const override;
  void write(const snapshot& all, whole_file& out) const override;
};

} // namespace storify
