// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "caf/actor_system_config.hpp"

#include "test/schedules/dice.hpp"
#include "test/schedules/fake_disk.hpp"
#include "test/schedules/party.hpp"
#include "test/schedules/scenario.hpp"
#include "test/schedules/stage.hpp"
#include "test/schedules/strategy.hpp"
#include "test/schedules/witness.hpp"

namespace storify {

/// A shop from its opening to its end, one message at a time, in an order that
/// the seed decides.
class play {
public:
  struct setting {
    strategy how = strategy::uniform;
    weather sky;
    std::vector<std::string> files; ///< To be imported.
    bool keeps_record = false;
  };

  play(caf::actor_system_config& config, uint64_t seed, const setting& where);
  ~play();
  play(const play&) = delete;
  play& operator=(const play&) = delete;

  /// Plays it; returns the promise that was broken, or null.
  const char* run();

  /// Returns all messages, if the setting asks for that.
  const std::vector<std::string>& record() const {
    return witness_.record;
  }

private:
  bool is_fine() const {
    return says_.broken() == nullptr;
  }

  disk_trouble disk_fate();
  bool crashes(const party& who);

  bool is_idle();
  bool step();
  void stir();
  void calm();
  void settle(const std::function<bool()>& is_over);
  void compare();
  void close();
  void look_at_snapshots();

  verdict says_;
  dice luck_;
  scenario plan_;
  chooser next_;
  fake_disk disk_;
  witness witness_;
  stage stage_;
  stage::answer<int32_t> day_;
  bool is_calm_ = false;
};

} // namespace storify
