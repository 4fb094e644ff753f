// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "test/fixtures.hpp"
#include "test/schedules/play.hpp"
#include "test/temp_folder.hpp"

namespace storify {

/// Plays many seeds; include it after "test/suite.hpp". How many is
/// $STORIFY_SEEDS, for both strategies and all weathers each; the first is
/// $STORIFY_FIRST_SEED.
class many_plays {
public:
  many_plays() {
    config_.set("scheduler.policy", caf::atom("testing"));
    config_.set("logger.file-verbosity", caf::atom("quiet"));
    write_text(folder_ / "rows.csv", "id,name,price,quantity\n"
                                     ",name 1,1.00,7\n"
                                     ",name 2,2.00,0\n"
                                     ",name 3,3.00,5\n"
                                     ",name 4,4.00,4\n");
    write_text(folder_ / "more.jsonl",
               "{\"name\": \"name 0\", \"price\": 1.5, \"quantity\": 3}\n");
    for (const auto* name : {"rows.csv", "more.jsonl", "missing.csv"})
      files_.push_back((folder_ / name).string());
  }

  /// Plays them; the first that breaks a promise fails the test and tells all.
  void check(strategy how, weather sky) {
    auto first = number("STORIFY_FIRST_SEED", 1);
    auto count = number("STORIFY_SEEDS", default_count()) / 4;
    for (auto seed = first; seed < first + count; ++seed)
      if (const auto* broken = play{config_, seed, {how, sky, files_}}.run())
        return tell(how, sky, seed, broken);
  }

  /// Returns all messages of a play.
  std::vector<std::string> record(strategy how, weather sky, uint64_t seed) {
    play again{config_, seed, {how, sky, files_, true}};
    again.run();
    return again.record();
  }

private:
  static uint64_t number(const char* name, uint64_t otherwise) {
    const auto* text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoull(text);
  }

  // A sanitizer takes its time.
  static uint64_t default_count() {
    return std::getenv("STORIFY_SANITIZED") == nullptr ? 20'000 : 800;
  }

  void tell(strategy how, weather sky, uint64_t seed, const char* broken) {
    std::string all;
    for (const auto& line : record(how, sky, seed))
      all += "  " + line + '\n';
    CAF_FAIL("with seed " << seed << " it is not so that " << broken << ":\n"
                          << all);
  }

  test_config config_;
  temp_folder folder_;
  std::vector<std::string> files_;
};

} // namespace storify
