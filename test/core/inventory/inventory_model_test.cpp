// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE inventory_model
#include "test/suite.hpp"

#include "core/inventory/inventory.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "test/inventory_model.hpp"

using namespace storify;

namespace {

// Some products; those that are not there are nothing.
using states = std::map<product_id, std::optional<product>>;

// The rules, and how commands are taken back.
class model : public inventory_model {
public:
  states pick(const std::set<product_id>& ids) const {
    states result;
    for (auto id : ids) {
      auto found = products.find(id);
      result[id] = found == products.end() ? std::nullopt
                                           : std::optional{found->second};
    }
    return result;
  }

  // Takes back what led from `before` to `after`, if that can be.
  bool undo(const states& before, const states& after) {
    for (const auto& [id, x] : after) {
      if (pick({id}).at(id) != x)
        return false;
      if (!x && is_known(before.at(id)->source))
        return false;
    }
    for (const auto& [id, x] : before) {
      if (!x) {
        std::ignore = remove({id});
        continue;
      }
      products[id] = *x;
      removed.erase(x->source);
    }
    return true;
  }

private:
  bool is_known(const source_key& source) const {
    return !source.empty() && std::ranges::any_of(products, [&](const auto& x) {
      return x.second.source == source;
    });
  }
};

// Replays movements: each has to begin with what the one before has left.
class ledger {
public:
  void write(const std::vector<movement>& movements) {
    for (const auto& x : movements)
      well_ = well_ && numbers_.insert(x.number).second
              && chains_[x.id].emplace(x.number, x).second;
  }

  // Returns whether it tells how these products came to be what they are.
  bool tells(const std::map<product_id, product>& products) const {
    auto well = well_;
    for (const auto& [id, chain] : chains_) {
      auto now = chain.begin()->second.before;
      for (const auto& [number, x] : chain) {
        well = well && x.before == now;
        now = x.after;
      }
      auto found = products.find(id);
      well = well && now.has_value() == (found != products.end());
      if (now && found != products.end())
        well = well && now->quantity == found->second.quantity
               && now->cents == found->second.cost.cents;
    }
    return well;
  }

private:
  bool well_ = true;
  std::set<uint64_t> numbers_;
  std::map<product_id, std::map<uint64_t, movement>> chains_;
};

// Does the same random things to the inventory, the model and the disk.
class player {
public:
  explicit player(uint32_t seed) : seed_(seed), random_(seed) {
    goods_.keep_movements(1);
  }

  void play(int steps) {
    for (int step = 0; step < steps; ++step) {
      move();
      if (step % 64 == 0)
        check();
    }
    write(true);
    check();
    must(disk_.image() == model_.image(), "the disk has what was written");
    must(goods_.unwritten_movements({}).empty(), "all movements are written");
    for (const auto& [taken, image] : snapshots_)
      must(taken.image() == image, "a snapshot stays as it was");
    must(inventory{disk_.image()}.take_snapshot().image() == model_.image(),
         "an inventory goes on from the disk");
  }

private:
  // Unlike CAF's checks it costs nothing where all is well.
  void must(bool is_so, const char* promise) {
    if (!is_so)
      CAF_FAIL("not so with seed " << seed_ << ": " << promise);
  }

  int64_t roll(int64_t sides) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(sides));
  }

  std::string name() {
    return "name " + std::to_string(roll(12));
  }

  price cost() {
    return {roll(1000), currency{}};
  }

  product_id id() {
    return static_cast<product_id>(
      roll(static_cast<int64_t>(model_.next_id) + 1));
  }

  void move() {
    switch (roll(14)) {
      case 0:
      case 1: return add();
      case 2:
      case 3: return modify();
      case 4:
      case 5: return remove();
      case 6: return write(roll(2) == 0);
      case 7: return keep_snapshot();
      case 8: return undo();
      case 9: return do_and_undo();
      default: return stock();
    }
  }

  void add() {
    product_draft draft{name(), cost(), roll(101) - 1};
    command_recorder recorder{"add"};
    goods_.record(&recorder);
    auto added = goods_.add(draft);
    goods_.record(nullptr);
    must(added == model_.add(draft), "an add does what the rules say");
    if (!added)
      return;
    must(given_.insert(added->id).second, "an id is given once");
    done({{added->id, std::nullopt}}, recorder);
  }

  void modify() {
    product_patch patch;
    if (roll(2) == 0)
      patch.name = name();
    if (roll(2) == 0)
      patch.cost = cost();
    if (roll(2) == 0)
      patch.quantity = roll(101) - 1;
    auto which = id();
    auto before = model_.pick({which});
    command_recorder recorder{"modify"};
    goods_.record(&recorder);
    auto modified = goods_.modify(which, patch);
    goods_.record(nullptr);
    must(modified == model_.modify(which, patch),
         "a modify does what the rules say");
    if (modified)
      done(std::move(before), recorder);
  }

  void remove() {
    std::vector<product_id> which;
    for (auto left = roll(4); left > 0; --left)
      which.push_back(id());
    auto before = model_.pick({which.begin(), which.end()});
    command_recorder recorder{"remove"};
    goods_.record(&recorder);
    auto gone = goods_.remove(which);
    goods_.record(nullptr);
    must(gone == model_.remove(which), "a remove does what the rules say");
    if (gone)
      done(std::move(before), recorder);
  }

  void done(states before, command_recorder& recorder) {
    std::set<product_id> ids;
    for (const auto& [id, x] : before)
      ids.insert(id);
    commands_.push_back(
      {std::move(before), model_.pick(ids), goods_.finish(recorder)});
    if (commands_.size() > 5)
      commands_.erase(commands_.begin());
  }

  // Takes one of the last commands back, if nothing has changed there since.
  void undo() {
    if (commands_.empty())
      return;
    auto which = static_cast<size_t>(
      roll(static_cast<int64_t>(commands_.size())));
    const auto& [before, after, record] = commands_[which];
    auto report = goods_.undo(record);
    auto products = before.size();
    auto is_fine = model_.undo(before, after);
    must(report.engaged() == is_fine, "what changed since is not undone");
    must(!report || report->products == products, "undone is all or nothing");
    if (is_fine)
      commands_.erase(commands_.begin() + static_cast<std::ptrdiff_t>(which));
  }

  void do_and_undo() {
    auto before = model_.image();
    commands_.clear();
    switch (roll(3)) {
      case 0: add(); break;
      case 1: modify(); break;
      default: remove();
    }
    undo();
    auto after = goods_.take_snapshot().image();
    must(after.products == before.products && after.removed == before.removed,
         "all is as it was before a command that is undone");
  }

  void stock() {
    lot x{roll(2) == 0 ? "one" : "two", "A"};
    for (auto left = roll(6); left > 0; --left)
      x.add(offer{"sku:" + std::to_string(roll(60)), name(), cost(), roll(100),
                  roll(2) == 0, name()});
    auto report = goods_.stock(x);
    must(report.added + report.updated + report.unchanged + report.left_removed
           == x.size(),
         "each offer is reported");
    model_.stock(x);
  }

  // A write may fail, and things happen while it is under way.
  void write(bool well) {
    auto most = static_cast<size_t>(roll(6));
    auto changes = goods_.begin_write(most);
    stock();
    add();
    goods_.end_write(well);
    if (well)
      keep(changes);
    while (well && goods_.has_changes()) {
      goods_.make_all_due();
      write_two(most + 1);
    }
  }

  // While one is written, the next is made ready: it is written, too, unless a
  // person changes something first.
  void write_two(size_t most) {
    auto first = goods_.begin_write(most);
    std::optional<change_set> second;
    if (goods_.has_due() && !goods_.has_first())
      second = goods_.begin_write(most);
    if (roll(8) == 0)
      stock();
    if (roll(8) == 0)
      roll(2) == 0 ? modify() : remove();
    if (second && goods_.has_first()) {
      goods_.take_back_write();
      second = std::nullopt;
    }
    keep(first);
    goods_.end_write(true);
    if (!second)
      return;
    keep(*second);
    goods_.end_write(true);
  }

  void keep(const change_set& changes) {
    disk_.write(changes);
    ledger_.write(changes.moved);
    must(ledger_.tells(disk_.products), "movements tell what is on the disk");
  }

  void keep_snapshot() {
    if (snapshots_.size() < 50)
      snapshots_.emplace_back(goods_.take_snapshot(), model_.image());
    else
      snapshots_[static_cast<size_t>(roll(50))] = {goods_.take_snapshot(),
                                                   model_.image()};
  }

  void check() {
    auto image = model_.image();
    must(goods_.items_count() == model_.items_count(), "the count is the sum");
    must(goods_.size() == image.products.size(), "the size is right");
    must(goods_.take_snapshot().image() == image, "all is as it should be");
  }

  struct command {
    states before;
    states after;
    command_record record;
  };

  uint32_t seed_;
  std::mt19937 random_;
  inventory goods_;
  model model_;
  model disk_;
  ledger ledger_;
  std::vector<command> commands_;
  std::set<product_id> given_;
  std::vector<std::pair<snapshot, inventory_image>> snapshots_;
};

void check_plays_alike(uint32_t seed, int steps) {
  player{seed}.play(steps);
}

// Sanitizers take their time: fewer sequences show them as much.
uint32_t sequences() {
  return std::getenv("STORIFY_SANITIZED") == nullptr ? 10'000 : 1'000;
}

} // namespace

CAF_TEST(whatever happens the inventory does what the rules say) {
  for (uint32_t seed = 1; seed <= sequences(); ++seed)
    check_plays_alike(seed, 60);
}

CAF_TEST(nor does a long life change that) {
  for (uint32_t seed = 1; seed <= sequences() / 2'000; ++seed)
    check_plays_alike(seed, 8'000);
  check_plays_alike(6, 3'000);
}
