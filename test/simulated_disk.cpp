// SPDX-License-Identifier: BSD-3-Clause
#include "test/simulated_disk.hpp"

#include <algorithm>
#include <cerrno>
#include <random>
#include <utility>

namespace storify {

namespace {

constexpr uint64_t sector = 512;

void write_at(std::string& text, uint64_t offset, std::string_view bytes) {
  if (text.size() < offset + bytes.size())
    text.resize(offset + bytes.size());
  text.replace(offset, bytes.size(), bytes);
}

void apply(const simulated_file::change& x, std::string& text) {
  if (x.is_end)
    text.resize(x.offset);
  else
    write_at(text, x.offset, x.bytes);
}

// Chances from "nothing more reached the disk" to "all did".
class luck {
public:
  explicit luck(uint64_t seed) : random_(seed), quarters_(random_() % 5) {
  }
  bool is_good() {
    return random_() % 4 < quarters_;
  }

private:
  std::mt19937_64 random_;
  uint64_t quarters_;
};

std::string survivors(const simulated_file& x, luck& chance) {
  auto text = x.synced;
  for (const auto& change : x.unsynced) {
    if (change.is_end) {
      if (chance.is_good())
        apply(change, text);
      continue;
    }
    std::string_view rest = change.bytes;
    for (auto at = change.offset; !rest.empty();) {
      auto piece = rest.substr(0, sector - at % sector);
      if (chance.is_good())
        write_at(text, at, piece);
      at += piece.size();
      rest.remove_prefix(piece.size());
    }
  }
  return text;
}

} // namespace

simulated_disk::simulated_disk(const simulated_disk& other) {
  *this = other;
}

// A file under two names is one file in the copy, too.
simulated_disk& simulated_disk::operator=(const simulated_disk& other) {
  if (this == &other)
    return *this;
  std::map<file, file> copies;
  auto copy = [&copies](const file& x) {
    auto& one = copies[x];
    if (x && !one)
      one = std::make_shared<simulated_file>(*x);
    return one;
  };
  names_.clear();
  for (const auto& [name, x] : other.names_)
    names_[name] = copy(x);
  synced_names_.clear();
  for (const auto& [name, x] : other.synced_names_)
    synced_names_[name] = copy(x);
  unsynced_names_ = other.unsynced_names_;
  for (auto& x : unsynced_names_)
    x.what = copy(x.what);
  plan({});
  is_cut_ = false;
  return *this;
}

void simulated_disk::plan(const fault_plan& x) {
  plan_ = x;
  calls_ = 0;
  failed_ = 0;
}

simulated_disk simulated_disk::after_power_cut(uint64_t seed) const {
  luck chance{seed};
  simulated_disk result;
  auto names = synced_names_;
  for (const auto& x : unsynced_names_)
    if (chance.is_good())
      apply(x, names);
  std::map<file, file> kept;
  for (const auto& [name, x] : names) {
    auto& one = kept[x];
    if (!one) {
      auto text = survivors(*x, chance);
      one = std::make_shared<simulated_file>(simulated_file{text, text, {}});
    }
    result.names_[name] = one;
  }
  result.synced_names_ = result.names_;
  return result;
}

int simulated_disk::open(const std::string& name, file& result) {
  if (auto error = next(false, false).error)
    return error;
  auto found = names_.find(name);
  if (found == names_.end())
    return ENOENT;
  result = found->second;
  return 0;
}

int simulated_disk::create(const std::string& name, file& result) {
  auto [error, happens] = next(true, true);
  if (happens) {
    result = std::make_shared<simulated_file>();
    change_names({{}, name, result});
  }
  return error;
}

int simulated_disk::link(const std::string& name,
                         const std::string& other_name) {
  auto found = names_.find(name);
  if (found == names_.end())
    return ENOENT;
  auto [error, happens] = next(true, true);
  if (happens)
    change_names({{}, other_name, found->second});
  return error;
}

int simulated_disk::rename(const std::string& from, const std::string& to) {
  auto found = names_.find(from);
  if (found == names_.end())
    return ENOENT;
  auto [error, happens] = next(true, true);
  if (happens)
    change_names({from, to, found->second});
  return error;
}

int simulated_disk::unlink(const std::string& name) {
  if (!has(name))
    return ENOENT;
  auto [error, happens] = next(false, true);
  if (happens)
    change_names({name, {}, {}});
  return error;
}

int simulated_disk::sync_names() {
  if (auto error = next(false, true).error)
    return error;
  keep_names();
  return 0;
}

int simulated_disk::read(const simulated_file& from, uint64_t offset, char* to,
                         size_t& size) {
  if (auto error = next(false, false).error)
    return error;
  auto there = offset < from.text.size() ? from.text.size() - offset : 0;
  size = std::min<size_t>(size, there);
  if (size > 0)
    from.text.copy(to, size, offset);
  return 0;
}

// Where a write was cut short there is no room for what follows, either.
int simulated_disk::write(simulated_file& to, uint64_t offset,
                          std::string_view bytes, size_t& written) {
  auto [error, happens] = next(true, true, true);
  written = happens ? bytes.size() : 0;
  if (error != 0 && plan_.kind == disk_fault::short_write) {
    written = bytes.size() / 2;
    plan_.kind = disk_fault::full;
  }
  bytes = bytes.substr(0, written);
  if (!bytes.empty()) {
    write_at(to.text, offset, bytes);
    to.unsynced.push_back({offset, std::string{bytes}, false});
  }
  return error;
}

int simulated_disk::resize(simulated_file& x, uint64_t size) {
  auto [error, happens] = next(size > x.text.size(), true);
  if (happens) {
    x.text.resize(size);
    x.unsynced.push_back({size, {}, true});
  }
  return error;
}

// As on Linux: what a failed one was to bring to the disk is never brought
// there, unless it is written again, and the next one goes well.
int simulated_disk::sync(simulated_file& x, bool with_names) {
  if (auto [error, happens] = next(true, true); error != 0) {
    if (!happens)
      x.unsynced.clear();
    return error;
  }
  for (const auto& change : std::exchange(x.unsynced, {}))
    storify::apply(change, x.synced);
  if (with_names)
    keep_names();
  return 0;
}

int simulated_disk::touch(bool needs_room) {
  return next(needs_room, false).error;
}

// Numbers the call if the fault can hit it; returns what it meets.
simulated_disk::fate simulated_disk::next(bool needs_room, bool changes,
                                          bool writes) {
  auto kind = plan_.kind;
  auto is_hit = kind == disk_fault::broken
                || (kind == disk_fault::full && needs_room)
                || (kind == disk_fault::short_write && writes)
                || (kind == disk_fault::power_cut && changes);
  calls_ += is_hit ? 1 : 0;
  auto is_planned = is_hit && calls_ >= plan_.first && calls_ <= plan_.last;
  if (!is_cut_ && !is_planned)
    return {};
  ++failed_;
  if (is_cut_)
    return {EIO, false};
  is_cut_ = kind == disk_fault::power_cut;
  auto is_full = kind == disk_fault::full || kind == disk_fault::short_write;
  return {is_full ? ENOSPC : EIO, is_cut_};
}

void simulated_disk::change_names(name_change x) {
  apply(x, names_);
  unsynced_names_.push_back(std::move(x));
}

void simulated_disk::keep_names() {
  for (const auto& x : std::exchange(unsynced_names_, {}))
    apply(x, synced_names_);
}

void simulated_disk::apply(const name_change& x,
                           std::map<std::string, file>& names) {
  if (!x.gone.empty())
    names.erase(x.gone);
  if (!x.here.empty())
    names[x.here] = x.what;
}

} // namespace storify
