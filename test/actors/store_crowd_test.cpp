// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_crowd
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "caf/stateful_actor.hpp"

#include "test/fakes/fake_database.hpp"
#include "test/fixtures.hpp"

using namespace storify;

namespace {

using ids = std::vector<product_id>;

constexpr size_t customers = 8;
constexpr size_t orders = 1'000'000;
constexpr size_t window = 8; // most requests of one customer under way

// Adds three products and removes one, again and again.
class customer_state {
public:
  static constexpr const char* name = "customer";

  explicit customer_state(caf::event_based_actor* self) : self_(self) {
  }

  caf::result<ids, ids> run(const store_actor& store, size_t count) {
    store_ = store;
    left_ = count;
    done_ = self_->make_response_promise<ids, ids>();
    for (size_t i = 0; i < window; ++i)
      go_on();
    return done_;
  }

private:
  void go_on() {
    if (left_ == 0) {
      if (under_way_ == 0)
        done_.deliver(given_, kept_);
      return;
    }
    ++under_way_;
    if (left_-- % 4 == 0 && !kept_.empty())
      remove();
    else
      add();
  }

  void add() {
    auto quantity = static_cast<int64_t>(left_ % 10);
    self_
      ->request(store_, caf::infinite, caf::add_atom_v,
                product_draft{"Lampe", {1999, currency{}}, quantity})
      .then(
        [this](const product& x) {
          given_.push_back(x.id);
          kept_.push_back(x.id);
          arrived();
        },
        [this](const caf::error& why) { failed(why); });
  }

  void remove() {
    auto id = kept_.back();
    kept_.pop_back();
    self_->request(store_, caf::infinite, remove_atom_v, ids{id})
      .then([this](const std::vector<product>&) { arrived(); },
            [this](const caf::error& why) { failed(why); });
  }

  void arrived() {
    --under_way_;
    go_on();
  }

  void failed(const caf::error& why) {
    done_.deliver(why);
    self_->quit(why);
  }

  caf::event_based_actor* self_;
  store_actor store_;
  caf::typed_response_promise<ids, ids> done_;
  size_t left_ = 0;
  size_t under_way_ = 0;
  ids given_;
  ids kept_;
};

caf::behavior customer(caf::stateful_actor<customer_state>* self) {
  return {
    [self](run_atom, const store_actor& store, uint64_t count) {
      return self->state.run(store, count);
    },
  };
}

void append(ids& all, const ids& some) {
  all.insert(all.end(), some.begin(), some.end());
}

bool is_without_doubles(const ids& sorted) {
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

// On real threads: the order of things is another one every time.
struct fixture {
  test_config config;
  caf::actor_system system{config};
  caf::scoped_actor self{system};
  store_actor aut = system.spawn(store, store_config{"inventory.csv", false},
                                 system.spawn(prompt_database));
  ids given; ///< Every id that a customer was told, ascending.
  ids kept;  ///< Those not removed again, ascending.

  void let_everybody_in() {
    std::vector<caf::actor> crowd(customers);
    for (auto& who : crowd)
      who = system.spawn(customer);
    std::vector<decltype(start(crowd[0]))> answers;
    for (auto& who : crowd)
      answers.push_back(start(who));
    for (auto& answer : answers)
      answer.receive(
        [this](const ids& all, const ids& still_there) {
          append(given, all);
          append(kept, still_there);
        },
        [](const caf::error& why) { CAF_FAIL(sentence(why)); });
    std::sort(given.begin(), given.end());
    std::sort(kept.begin(), kept.end());
  }

  caf::response_handle<caf::blocking_actor, caf::message, true>
  start(const caf::actor& who) {
    return self->request(who, caf::infinite, run_atom_v, aut,
                         uint64_t{orders / customers});
  }

  template <class T, class Word>
  T ask(Word word) {
    T result{};
    self->request(aut, caf::infinite, word)
      .receive([&](T& x) { result = std::move(x); },
               [](const caf::error& why) { CAF_FAIL(sentence(why)); });
    return result;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_crowd_tests, fixture)

CAF_TEST(a million orders of eight customers at once add up) {
  let_everybody_in();
  auto removed = given.size() - kept.size();
  CAF_CHECK_EQUAL(given.size() + removed, orders);
  CAF_CHECK(removed > orders / 5);
  CAF_CHECK(is_without_doubles(given));
  auto all = ask<snapshot>(snapshot_atom_v);
  int64_t sum = 0;
  ids there;
  for (const auto& x : all) {
    sum += x.quantity;
    there.push_back(x.id);
  }
  CAF_CHECK(there == kept);
  CAF_CHECK_EQUAL(all.size(), kept.size());
  CAF_CHECK_EQUAL(ask<int64_t>(count_atom_v), sum);
  CAF_CHECK_EQUAL(all.items_count(), sum);
}

CAF_TEST_FIXTURE_SCOPE_END()
