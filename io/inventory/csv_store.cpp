// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/csv_store.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/rows/csv.hpp"
#include "core/rows/product_columns.hpp"
#include "core/rows/product_header.hpp"
#include "core/rows/product_lines.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

class csv_file_reader : public file_reader {
public:
  explicit csv_file_reader(text_pieces text)
    : file_reader(std::move(text)),
      records_([this](std::string& x) { return append_to(x); }) {
  }

  caf::expected<bool> read_piece(part_packer& out) override {
    auto more = records_.next(record_);
    for (; more && *more; more = records_.next(record_)) {
      if (auto problem = take_record(out))
        return at_line(problem);
      if (records_.is_at_end_of_piece())
        break;
    }
    return more;
  }

private:
  caf::expected<bool> append_to(std::string& text) {
    auto from = text.size();
    auto more = append_piece(text);
    if (!more || !*more)
      return more;
    auto bad = find_bad_utf8(std::string_view{text}.substr(from));
    if (!bad)
      return true;
    auto unread = std::string_view{text}.substr(0, from + *bad);
    auto lines = static_cast<size_t>(std::ranges::count(unread, '\n'));
    return fail(ec::bad_row,
                fmt::format("line {}: this is not valid UTF-8 text",
                            records_.next_line() + lines));
  }

  caf::error take_record(part_packer& out) {
    if (header_)
      return take_product(out);
    if (product_header::is_header(record_, column_names::exact)) {
      auto header = product_header::read(record_, column_names::exact);
      if (!header)
        return std::move(header.error());
      header_ = std::move(*header);
      has_ids_ = header_->has(product_column::id);
      return {};
    }
    header_ = product_header::bare();
    return take_product(out);
  }

  caf::error take_product(part_packer& out) {
    if (auto problem = header_->fill(record_, cells_))
      return problem;
    if (auto problem = read_product(cells_, product_))
      return problem;
    ++products_;
    if (!has_ids_)
      product_.id = products_;
    else if (product_.id == 0)
      return fail(ec::bad_row, "id: it is empty");
    return out.add(product_);
  }

  caf::error at_line(const caf::error& problem) const {
    return fail(ec::bad_row,
                fmt::format("line {}: {}", records_.line(), detail(problem)));
  }

  csv_reader records_;
  std::vector<std::string_view> record_;
  product_cells cells_;
  product_view product_;
  std::optional<product_header> header_;
  bool has_ids_ = false;
  product_id products_ = 0;
};

} // namespace

csv_store::csv_store(const std::filesystem::path& folder, disk& on)
  : whole_file_store(folder / "inventory.csv", on) {
}

line_form csv_store::form() const {
  return {"id,", {}, {}, {}};
}

std::unique_ptr<file_reader> csv_store::reader(text_pieces text) const {
  return std::make_unique<csv_file_reader>(std::move(text));
}

void csv_store::write(const snapshot& all, whole_file& out) const {
  append_csv_header(out.text());
  for (auto x : all) {
    append_csv_product(out.text(), x);
    out.drain();
  }
}

} // namespace storify
