// SPDX-License-Identifier: BSD-3-Clause
#include "test/damage/damage_trials.hpp"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "io/inventory/store_check.hpp"
#include "messages/errors.hpp"
#include "test/damage/damage.hpp"
#include "test/damage/effort.hpp"

namespace storify {

namespace fs = std::filesystem;

damage_trials::damage_trials(storage_kind kind, kept_goods kept,
                             std::vector<std::string> targets)
  : kind_(kind),
    kept_(std::move(kept)),
    targets_(std::move(targets)),
    first_allowed_(kept_.steps.size() - 1) {
}

std::string damage_trials::play_all(uint64_t part) {
  auto [first, count] = wanted_effort(part);
  for (auto seed = first; seed < first + count && flaw_.empty(); ++seed)
    play(seed);
  return flaw_;
}

std::string damage_trials::rates() const {
  return fmt::format(
    "told by loading: {}, told by the check: {}, harmless: {}, "
    "an earlier step: {}",
    told_by_load_, told_by_check_, harmless_, earlier_);
}

void damage_trials::play(uint64_t seed) {
  seed_ = seed;
  target_ = targets_[seed % targets_.size()];
  files_ = kept_.files;
  auto done = damage(files_.at(target_), seed);
  files_[target_] = std::move(done.text);
  what_ = std::move(done.what);
  if (is_told_by_load()) {
    ++told_by_load_;
    is_told_by_check();
  } else if (is_told_by_check()) {
    ++told_by_check_;
  } else {
    check_honest();
  }
}

void damage_trials::put() {
  for (const auto& entry : fs::directory_iterator{folder_.path()})
    fs::remove(entry.path());
  for (const auto& [name, text] : files_)
    write_text(folder_ / name, text);
}

// What reads well may be written to: a log is moved into its file.
bool damage_trials::is_told_by_load() {
  put();
  auto found = read_goods(*open_storage(kind_, folder_.path()));
  if (found) {
    found_ = std::move(*found);
    return false;
  }
  check_told(found.error());
  check_untouched("a load that fails");
  return true;
}

bool damage_trials::is_told_by_check() {
  put();
  auto checked = check_store(kind_, folder_.path());
  check_untouched("a check");
  if (!checked)
    check_told(checked.error());
  return !checked || checked->differences > 0;
}

void damage_trials::check_honest() {
  auto step = kept_.steps.size();
  while (step > first_allowed_ && !found_.is_honest(kept_.steps[step - 1]))
    --step;
  must(step > first_allowed_, "what is loaded is what there was");
  auto& count = step == kept_.steps.size() ? harmless_ : earlier_;
  ++count;
}

void damage_trials::check_told(const caf::error& why) {
  must(exit_code(why) == 5, "a damaged store is an error of storing", why);
  must(sentence(why).find((folder_ / "inventory.").string())
         != std::string::npos,
       "a sentence names the file", why);
}

void damage_trials::check_untouched(std::string_view by) {
  for (const auto& [name, text] : files_)
    must(text_of(folder_ / name) == text,
         fmt::format("{} leaves {} alone", by, name));
}

void damage_trials::must(bool is_so, std::string_view promise,
                         const caf::error& why) {
  if (is_so || !flaw_.empty())
    return;
  flaw_ = fmt::format("not so with seed {}, {}: {}: {}; {}", seed_, target_,
                      what_, promise, sentence(why));
}

} // namespace storify
