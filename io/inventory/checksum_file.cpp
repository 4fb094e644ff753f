// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/checksum_file.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "io/inventory/text_pieces.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

constexpr size_t digits_size = 32;

std::string line(std::string_view digits, const std::string& name,
                 std::string_view ending) {
  return fmt::format("{}  {}{}\n", digits, name, ending);
}

// Takes the line of the file, or of its `.bak`, off the text.
std::optional<std::string> take_line(std::string_view& text,
                                     const std::string& name) {
  std::string digits{text.substr(0, digits_size)};
  if (digits.find_first_not_of("0123456789abcdef") != digits.npos)
    return std::nullopt;
  for (std::string_view ending : {"", ".bak"})
    if (auto whole = line(digits, name, ending); text.starts_with(whole)) {
      text.remove_prefix(whole.size());
      return digits;
    }
  return std::nullopt;
}

} // namespace

checksum_file::checksum_file(const fs::path& file, disk& on) : disk_(on) {
  path_ = real_file(file);
  name_ = path_.filename().string();
  path_ += ".xxh128sum";
}

caf::expected<std::vector<std::string>> checksum_file::read() const {
  std::vector<std::string> result;
  auto found = text();
  if (!found && found.error() == ec::file_not_found)
    return result;
  if (!found)
    return std::move(found.error());
  std::string_view rest = *found;
  do {
    auto digits = take_line(rest, name_);
    if (!digits)
      return fail(ec::storage_damaged,
                  fmt::format("{} has something else than the checksum of {}",
                              path_.string(), name_));
    result.push_back(std::move(*digits));
  } while (!rest.empty());
  return result;
}

caf::error checksum_file::write(std::string_view next,
                                std::string_view previous) const {
  whole_file file{path_, disk_};
  file.text() += line(next, name_, "");
  if (!previous.empty())
    file.text() += line(previous, name_, ".bak");
  return file.replace(previous_version::dropped);
}

caf::expected<std::string> checksum_file::text() const {
  auto pieces = text_pieces::open(path_, disk_);
  if (!pieces)
    return std::move(pieces.error());
  std::string result;
  auto more = pieces->append_to(result);
  while (more && *more)
    more = pieces->append_to(result);
  if (!more)
    return std::move(more.error());
  return result;
}

} // namespace storify
