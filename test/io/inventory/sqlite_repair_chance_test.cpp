// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_repair_chance
#include "test/suite.hpp"

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include <fmt/format.h>

#include "test/io/damaged_shop.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

using dice = std::mt19937_64;

size_t below(dice& random, size_t limit) {
  return std::uniform_int_distribution<size_t>{0, limit - 1}(random);
}

// What befalls files: bits that flip, sectors of rubbish or nothing, pages in
// the wrong place, an end that is missing.
void damage(dice& random, std::string& text) {
  constexpr size_t sector = 512;
  auto place = below(random, text.size() / sector) * sector;
  auto other = below(random, text.size() / sector) * sector;
  switch (below(random, 6)) {
    case 0: text.replace(place, sector, sector, '\0'); break;
    case 1:
      for (auto i = place; i < place + sector; ++i)
        text[i] = static_cast<char>(random());
      break;
    case 2: text.replace(place, sector, text.substr(other, sector)); break;
    case 3:
      text.resize(text.size() - below(random, text.size() / 4));
      text.resize(text.size() / sector * sector);
      break;
    default:
      for (auto count = below(random, 20) + 1; count > 0; --count)
        text[below(random, text.size())] ^= static_cast<char>(
          1u << below(random, 8));
  }
}

struct fixture : damaged_shop {
  int mended = 0;
  int refused = 0;

  // Returns what is not as it has to be after a repair, or nothing.
  std::string flaw_after_repair() {
    auto before = text_of(file);
    auto log = text_of(folder / "inventory.db-wal");
    auto done = repair_store(storage_kind::sqlite, folder.path());
    if (!done) {
      ++refused;
      return text_of(file) == before && !fs::exists(kept)
               ? ""
               : "it was touched: " + sentence(done.error());
    }
    if (done->now.differences > 0)
      return done->now.first.front();
    if (done->done.empty())
      return {};
    ++mended;
    if (text_of(kept) != before || text_of(kept.string() + "-wal") != log)
      return "the copy is another";
    return flaw_in_use();
  }

  std::string flaw_in_use() {
    sqlite_store store{folder.path()};
    auto image = load_all(store);
    if (!image)
      return sentence(image.error());
    auto moved = store.history({});
    if (!moved)
      return sentence(moved.error());
    change_set changes;
    changes.erased = {1};
    changes.next_id = image->next_id + 1;
    auto done = store.commit(changes);
    return done ? "" : sentence(done.error());
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(sqlite_repair_chance_tests, fixture)

CAF_TEST(whatever befell a store it is well after a repair or left alone) {
  fill(300);
  leave_log();
  auto sound = text_of(file);
  auto sound_log = text_of(folder / "inventory.db-wal");
  auto seeds = std::getenv("STORIFY_SANITIZED") == nullptr ? 250 : 50;
  for (auto seed = 1; seed <= seeds; ++seed) {
    dice random{static_cast<unsigned>(seed)};
    for (const auto* end : {"-wal", "-shm", ".damaged", ".damaged-wal"})
      fs::remove(file.string() + end);
    auto text = sound;
    auto log = sound_log;
    damage(random, seed % 8 == 0 ? log : text);
    write_text(file, text);
    if (seed % 2 == 0)
      write_text(folder / "inventory.db-wal", log);
    if (auto flaw = flaw_after_repair(); !flaw.empty())
      CAF_ERROR(fmt::format("seed {}: {}", seed, flaw));
  }
  CAF_MESSAGE(fmt::format("mended {}, refused {}", mended, refused));
  CAF_CHECK(mended > seeds / 2);
}

CAF_TEST_FIXTURE_SCOPE_END()
