// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caf/timespan.hpp"

#include "actors/supervisor.hpp"
#include "core/rows/formats.hpp"
#include "io/inventory/storage.hpp"

namespace storify {

/// What the command line says; what it leaves open is decided by the profile
/// and the environment.
struct options {
  std::string data;
  std::optional<storage_kind> db; ///< None: sqlite, or what is there.
  std::string site;
  scrape_when scrape = scrape_when::automatic;
  std::optional<uint64_t> limit;
  std::optional<caf::timespan> pace;
  caf::timespan autosave = std::chrono::seconds{10};
  row_format format = row_format::table;
  std::optional<uint64_t> seed;
  std::vector<std::string> commands; ///< By `-c`, in their order.
  bool has_commands = false;
  durability safe = durability::always;
  bool color = true;
  bool quiet = false;
  bool yes = false;
  bool stop = false;
  bool check = false;  ///< Not a shop, but a look at what is stored.
  bool repair = false; ///< And what is wrong there is mended.
};

/// Reads the command line. Returns nothing when there is nothing more to do:
/// `exit_code` is set then, and help, the version or what is wrong is printed.
std::optional<options> read_options(int argc, char** argv, int& exit_code);

} // namespace storify
