// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "caf/actor_system.hpp"
#include "caf/actor_system_config.hpp"
#include "caf/error.hpp"
#include "caf/scheduler/test_coordinator.hpp"

#include "messages/database_protocol.hpp"
#include "messages/store_protocol.hpp"
#include "test/faults/kept_shop.hpp"
#include "test/faults/shop_history.hpp"
#include "test/faults/shop_script.hpp"
#include "test/simulated_disk.hpp"

namespace storify {

/// Days of the real STORE and DATABASE, in a shop whose disk fails as planned.
/// Each is compared with what was promised.
class shop_day {
public:
  explicit shop_day(storage_kind kind);
  ~shop_day();
  shop_day(const shop_day&) = delete;
  shop_day& operator=(const shop_day&) = delete;

  /// Has a call of a day meet a fault, for each call that it can hit: once, or
  /// from then on for ever. Returns the first flaw, with what it takes to see
  /// it again, or nothing.
  std::string meet(disk_fault kind, bool for_ever);

  /// Cuts the power at each call of a day that changes something. Returns as
  /// `meet` does.
  std::string cut_power();

  /// Returns how many days were begun.
  size_t played() const {
    return played_;
  }

private:
  std::string play_all(fault_plan plan, bool for_ever,
                       const std::function<void(uint64_t)>& check);
  void prepare();
  void play(const fault_plan& plan);
  void begin(const shop_script::batch& batch);
  void reopen();
  void give(const shop_script::batch& batch);
  template <class Command>
  void tell(size_t number, const Command& x);
  void answered(size_t number, const caf::error& why);

  void open();
  void hire();
  void close();
  template <class T, class... Ts>
  std::optional<T> ask(Ts... what);

  void check_killed();
  void check_healed();
  void check_cut(uint64_t chance);
  void check_sound(simulated_disk& x, std::string_view when);
  void check_reason(const caf::error& why);
  bool is_allowed(const inventory_image& found) const;
  void must(bool is_so, std::string_view promise, const caf::error& why = {});

  caf::actor_system_config config_;
  std::unique_ptr<caf::actor_system> system_;
  caf::scheduler::test_coordinator* scheduler_ = nullptr;
  kept_shop shop_;
  std::optional<shop_script> script_;
  std::optional<shop_history> history_;
  simulated_disk opened_; ///< What the day begins with.
  fault_plan plan_;
  uint64_t day_ = 0;
  uint64_t chance_ = 0;
  size_t played_ = 0;
  std::string flaw_; ///< The first.
  progress done_;
  size_t answers_ = 0; ///< Of the commands given at once.
  bool is_open_ = false;
  database_actor database_;
  store_actor store_;
};

} // namespace storify
