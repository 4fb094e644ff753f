// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/file_reader.hpp"
#include "io/inventory/part_packer.hpp"
#include "io/inventory/text_pieces.hpp"

namespace storify {

/// Reads an inventory.json. A file as storify writes it is read piece by piece:
/// each run of whole products is parsed as a list of its own. One that was
/// written by others in another order is parsed as a whole.
class json_reader : public file_reader {
public:
  /// The newest version of the file that is known.
  static constexpr uint64_t version = 1;

  explicit json_reader(text_pieces text);

  caf::expected<bool> read_piece(part_packer& out) override;

private:
  using object = simdjson::ondemand::object;
  using element_reader = caf::error (json_reader::*)(object, part_packer&);

  /// What `text_` begins with.
  enum class stage : uint8_t { head, products, behind_products, nothing };

  caf::error read_next(part_packer& out);
  caf::expected<bool> append();
  caf::error read_all_the_rest(part_packer& out);
  bool read_head();
  caf::error read_run(size_t size, part_packer& out);
  caf::error read_whole(std::string_view prefix, part_packer& out);
  caf::error check_version();
  caf::error read_list(std::string_view name, element_reader read_one,
                       part_packer& out);
  caf::error read_array(simdjson::ondemand::array list, element_reader read_one,
                        part_packer& out);
  caf::error read_product(object x, part_packer& out);
  caf::error read_removed(object x, part_packer& out);
  void forget(size_t size);
  size_t lines(size_t size) const;

  std::string text_; ///< What was not read yet.
  size_t lines_ = 0; ///< Before that.
  size_t at_ = 0;    ///< The object in it that is being read.
  stage stage_ = stage::head;
  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
};

} // namespace storify
