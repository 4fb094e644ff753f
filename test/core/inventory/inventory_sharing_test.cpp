// SPDX-License-Identifier: BSD-3-Clause
// One thread changes an inventory while others read its snapshots: what the
// STORE and those who list, search and save do, without the actors. Whoever
// changes how memory is shared runs it under ThreadSanitizer, too: that knows
// no fences, but a copy of the pointer in the place of the one in
// `spare_chunks`.
#define CAF_SUITE inventory_sharing
#include "test/suite.hpp"

#include "core/inventory/inventory.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace storify;

namespace {

constexpr size_t readers = 3;
constexpr size_t most_unread = 8;
constexpr int rounds = 400;

/// Returns a number that depends on every byte of every product.
uint64_t digest(const snapshot& goods) {
  uint64_t sum = 0;
  auto take = [&](std::string_view text) {
    for (auto c : text)
      sum = sum * 31 + static_cast<unsigned char>(c);
  };
  for (const auto& x : goods) {
    sum = sum * 31 + x.id;
    sum = sum * 31 + static_cast<uint64_t>(x.cost.cents);
    sum = sum * 31 + static_cast<uint64_t>(x.quantity);
    take(x.name);
    take(x.source.key);
    take(x.category);
  }
  return sum;
}

struct reading {
  snapshot goods;
  uint64_t digest;
};

/// Snapshots on their way from the writer to the readers.
class readings {
public:
  void put(reading x) {
    std::unique_lock guard{mutex_};
    changed_.wait(guard, [this] { return waiting_.size() < most_unread; });
    waiting_.push_back(std::move(x));
    changed_.notify_all();
  }
  void end() {
    std::unique_lock guard{mutex_};
    is_over_ = true;
    changed_.notify_all();
  }
  std::optional<reading> take() {
    std::unique_lock guard{mutex_};
    changed_.wait(guard, [this] { return is_over_ || !waiting_.empty(); });
    if (waiting_.empty())
      return std::nullopt;
    auto x = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return x;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<reading> waiting_;
  bool is_over_ = false;
};

/// Brings new products and new prices, and changes and removes by hand.
class busy_owner {
public:
  void work() {
    std::vector<offer> offers;
    for (int i = 0; i < 60; ++i) {
      auto number = dice_() % 2 == 0 ? next_++ : dice_() % next_;
      offers.push_back({"sku" + std::to_string(number),
                        "Lampe " + std::to_string(number),
                        {static_cast<int64_t>(dice_() % 10'000), {}},
                        3,
                        true,
                        ""});
    }
    goods_.stock(lot{"site", "MEUBLE", offers});
    auto some = 1 + dice_() % next_;
    goods_.modify(some, {std::string(dice_() % 200, 'x') + "y", {}, {}});
    goods_.remove({1 + dice_() % next_});
  }

  reading read() {
    auto now = goods_.take_snapshot();
    auto sum = digest(now);
    return {std::move(now), sum};
  }

private:
  inventory goods_;
  std::mt19937_64 dice_{1};
  uint64_t next_ = 1;
};

} // namespace

CAF_TEST(a snapshot stays what it was while its inventory goes on) {
  readings shared;
  std::atomic<size_t> read = 0;
  std::atomic<size_t> wrong = 0;
  std::vector<std::jthread> threads;
  for (size_t i = 0; i < readers; ++i)
    threads.emplace_back([&] {
      while (auto x = shared.take())
        for (auto again = 0; again < 3; ++again, ++read)
          wrong += digest(x->goods) == x->digest ? 0 : 1;
    });
  busy_owner owner;
  for (auto round = 0; round < rounds; ++round) {
    owner.work();
    shared.put(owner.read());
  }
  shared.end();
  threads.clear();
  CAF_CHECK_EQUAL(read.load(), 3u * rounds);
  CAF_CHECK_EQUAL(wrong.load(), 0u);
}
