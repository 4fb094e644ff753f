// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "caf/error.hpp"
#include "caf/mailbox_element.hpp"

#include "test/schedules/bookkeeper.hpp"
#include "test/schedules/dice.hpp"
#include "test/schedules/fake_disk.hpp"
#include "test/schedules/party.hpp"

namespace storify {

/// What a witness has to know of the shop.
struct witness_config {
  bool commits = true;
  size_t import_slice = 500;
  bool keeps_record = false; ///< Of all messages, in words.
};

/// Sees every message, and judges what the shop promises about each.
class witness : public onlooker {
public:
  witness(witness_config config, dice& luck, fake_disk& disk, verdict& says)
    : config_(config),
      luck_(luck),
      disk_(disk),
      says_(says),
      books_(config.commits, config.import_slice, disk, says) {
  }

  std::function<bool(const party&)> fate; ///< Whether somebody crashes now.
  std::vector<std::string> record;

  bookkeeper& books() {
    return books_;
  }

  // -- what managers tell -----------------------------------------------------

  template <class T>
  void answered(uint64_t manager, const T& answer) {
    auto& x = books_.asked_by(manager);
    says_.must(x.is_handled, "an answer comes after the question");
    says_.must(!x.refused, "what the rules refuse is refused");
    says_.must(is_wanted(x, answer), "the answer is right");
    if (config_.commits || x.is_save)
      check_safe(x);
  }

  void refused(uint64_t manager, const caf::error& why);

  // -- onlooker ---------------------------------------------------------------

  void joins(party& who) override;
  void sent(const party& to, const caf::mailbox_element& x) override;
  sequel handling(const party& who, const caf::mailbox_element& x) override;
  bool crashes(const party& who) override;

private:
  static bool is_wanted(const request& x, const snapshot& answer) {
    auto* wanted = std::get_if<inventory_image>(&x.wanted);
    return wanted != nullptr && answer.image() == *wanted;
  }

  static bool is_wanted(const request&, const save_report&) {
    return true;
  }

  static bool is_wanted(const request&, uint64_t) {
    return false; // no export can be written
  }

  template <class T>
  static bool is_wanted(const request& x, const T& answer) {
    auto* wanted = std::get_if<T>(&x.wanted);
    return wanted != nullptr && *wanted == answer;
  }

  void check_safe(const request& x);
  void sent_to_store(const party& to, const caf::mailbox_element& x);
  std::string words(const party& who, const caf::mailbox_element& x) const;

  witness_config config_;
  dice& luck_;
  fake_disk& disk_;
  verdict& says_;
  bookkeeper books_;
  std::map<uint64_t, const party*> parties_;        ///< All that ever were.
  std::set<std::pair<uint64_t, uint64_t>> lots_;    ///< Not answered yet.
  std::set<std::pair<uint64_t, uint64_t>> answers_; ///< All that were given.
};

} // namespace storify
