// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE scheduler
#include "test/suite.hpp"

#include "actors/scheduler.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "test/fakes/fake_store.hpp"
#include "test/fakes/fake_supervisor.hpp"
#include "test/fixtures.hpp"

using namespace storify;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

using texts = std::vector<std::string>;

struct fake_board_state {
  static constexpr const char* name = "fake_board";
  texts told;
};

notice_board::behavior_type
fake_board(notice_board::stateful_pointer<fake_board_state> self) {
  return {
    [self](const notice& x) { self->state.told.push_back(x.text); },
  };
}

interval_job autosave(caf::timespan every = 10s) {
  return {"autosave", every, job_action::save};
}

caf::error full_disk() {
  return fail(ec::storage_failed, "inventory.db: the disk is full");
}

struct fixture : actor_fixture {
  store_actor store = sys.spawn(fake_store);
  supervisor_actor supervisor = sys.spawn(fake_supervisor);
  notice_board board = sys.spawn(fake_board);
  scheduler_actor aut = sys.spawn(scheduler,
                                  scheduler_contacts{store, supervisor, board});
  scripted_clause<save_report>& saves = state_of<fake_store_state>(store).save;
  scripted_clause<texts, texts>& scrapes =
    state_of<fake_supervisor_state>(supervisor).scrape;
  texts& told = state_of<fake_board_state>(board).told;

  fixture() {
    sched.run();
  }

  ~fixture() override {
    end(aut);
    end(board);
    end(supervisor);
    end(store);
  }

  template <class... Ts>
  reply<void> tell(Ts... what) {
    auto answer = ask<void>(aut, what...);
    sched.run();
    return answer;
  }

  void add(const interval_job& job) {
    tell(caf::add_atom_v, job).value();
  }

  std::vector<job_status> list() {
    auto answer = ask<std::vector<job_status>>(aut, list_atom_v);
    sched.run();
    return answer.value();
  }

  void pass(caf::timespan time) {
    advance_time(time);
    sched.run();
  }

  void end_save() {
    saves.answer(save_report{});
    sched.run();
  }

  void fail_save(const caf::error& why = full_disk()) {
    saves.answer(why);
    sched.run();
  }

  // Lets `time` pass and expects this many saves since the start.
  void check_saves_after(caf::timespan time, size_t expected) {
    pass(time);
    CAF_CHECK_EQUAL(saves.count(), expected);
  }

  void check_is_bad(const interval_job& job, const std::string& why) {
    auto refused = tell(caf::add_atom_v, job).error();
    CAF_CHECK_EQUAL(refused, ec::bad_job);
    CAF_CHECK_EQUAL(detail(refused), why);
    CAF_CHECK(list().empty());
  }

  template <class Word>
  void check_knows_no(Word word, const std::string& name) {
    auto refused = tell(word, name).error();
    CAF_CHECK_EQUAL(refused, ec::no_such_job);
    CAF_CHECK_EQUAL(detail(refused), name);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(scheduler_tests, fixture)

CAF_TEST(a job is due one interval after it was added and then again) {
  add(autosave());
  check_saves_after(9999ms, 0);
  check_saves_after(1ms, 1);
  end_save();
  check_saves_after(9999ms, 1);
  check_saves_after(1ms, 2);
}

CAF_TEST(a slow save does not shift the grid) {
  add(autosave());
  pass(10s);
  check_saves_after(7s, 1);
  end_save();
  check_saves_after(2999ms, 1);
  check_saves_after(1ms, 2);
}

CAF_TEST(a save that is still running makes the next one wait) {
  add(autosave());
  pass(10s);
  check_saves_after(14s, 1);
  CAF_CHECK_EQUAL(saves.waiting(), 1u);
  end_save();
  CAF_CHECK_EQUAL(saves.count(), 2u);
  end_save();
  check_saves_after(5s, 2);
  check_saves_after(1s, 3);
}

CAF_TEST(never do two saves wait) {
  add(autosave());
  for (int i = 0; i < 6; ++i)
    pass(10s);
  CAF_CHECK_EQUAL(saves.count(), 1u);
  end_save();
  CAF_CHECK_EQUAL(saves.count(), 2u);
  end_save();
  CAF_CHECK_EQUAL(saves.count(), 2u);
  CAF_CHECK_EQUAL(saves.waiting(), 0u);
}

CAF_TEST(a save that waited runs after a failed one too) {
  add(autosave());
  pass(10s);
  pass(10s);
  fail_save();
  CAF_CHECK_EQUAL(saves.count(), 2u);
}

CAF_TEST(times that the machine slept through are left out) {
  add(autosave());
  check_saves_after(1h + 3s, 1);
  end_save();
  CAF_CHECK_EQUAL(saves.count(), 1u);
  check_saves_after(7s, 2);
}

CAF_TEST(jobs go their own ways) {
  add(autosave());
  add({"rescrape", 15s, job_action::scrape});
  pass(10s);
  CAF_CHECK_EQUAL(saves.count(), 1u);
  CAF_CHECK_EQUAL(scrapes.count(), 0u);
  pass(5s);
  CAF_REQUIRE_EQUAL(scrapes.count(), 1u);
  CAF_CHECK(scrapes.arg().empty());
  scrapes.answer(texts{"MEUBLE"});
  pass(15s);
  CAF_CHECK_EQUAL(scrapes.count(), 2u);
}

CAF_TEST(the jobs are listed by name with how they are doing) {
  CAF_CHECK(list().empty());
  add({"rescrape", 15s, job_action::scrape});
  add(autosave());
  pass(10s);
  auto jobs = list();
  CAF_REQUIRE_EQUAL(jobs.size(), 2u);
  CAF_CHECK(jobs[0] == (job_status{autosave(), false, true, 0, 0, ""}));
  CAF_CHECK_EQUAL(jobs[1].job.name, "rescrape");
  CAF_CHECK(!jobs[1].running);
  end_save();
  CAF_CHECK(list()[0] == (job_status{autosave(), false, false, 1, 0, ""}));
}

CAF_TEST(a job that makes no sense is refused) {
  check_is_bad({"", 10s, job_action::save}, "it has no name");
  for (auto every : {0s, -1s})
    check_is_bad(autosave(every), "autosave needs an interval above zero");
}

CAF_TEST(a second job of the same name is refused) {
  add(autosave());
  auto refused = tell(caf::add_atom_v, autosave(3s)).error();
  CAF_CHECK_EQUAL(refused, ec::job_exists);
  CAF_CHECK_EQUAL(detail(refused), "autosave");
  CAF_CHECK_EQUAL(list().size(), 1u);
  check_saves_after(9s, 0);
}

CAF_TEST(a job that nobody added is not known) {
  add(autosave());
  check_knows_no(pause_atom_v, "nap");
  check_knows_no(resume_atom_v, "nap");
  check_knows_no(cancel_atom_v, "nap");
}

CAF_TEST(a paused job lets its times pass and resumes on the grid) {
  add(autosave());
  pass(3s);
  tell(pause_atom_v, "autosave"s).value();
  CAF_CHECK(list()[0].paused);
  check_saves_after(22s, 0);
  tell(resume_atom_v, "autosave"s).value();
  CAF_CHECK(!list()[0].paused);
  check_saves_after(4999ms, 0);
  check_saves_after(1ms, 1);
}

CAF_TEST(a pause drops the run that waits) {
  add(autosave());
  pass(10s);
  pass(10s);
  tell(pause_atom_v, "autosave"s);
  end_save();
  auto asked = saves.count();
  CAF_CHECK_EQUAL(asked, 1u);
  auto jobs = list();
  CAF_CHECK_EQUAL(jobs[0].runs, 1u);
}

CAF_TEST(a cancelled job is never due again) {
  add(autosave());
  tell(cancel_atom_v, "autosave"s).value();
  CAF_CHECK(list().empty());
  check_saves_after(10s, 0);
  check_knows_no(cancel_atom_v, "autosave");
}

CAF_TEST(a run under way when its job is cancelled just ends) {
  add(autosave());
  pass(10s);
  tell(cancel_atom_v, "autosave"s);
  fail_save();
  CAF_CHECK(told.empty());
  CAF_CHECK(list().empty());
}

CAF_TEST(a job added again knows nothing of its namesake) {
  add(autosave());
  pass(10s);
  tell(cancel_atom_v, "autosave"s);
  pass(5s);
  add(autosave());
  fail_save();
  CAF_CHECK(list()[0] == (job_status{autosave(), false, false, 0, 0, ""}));
  check_saves_after(5s, 1);
  check_saves_after(5s, 2);
}

CAF_TEST(a failing save is noted and told once) {
  add(autosave());
  for (int i = 0; i < 3; ++i) {
    pass(10s);
    fail_save();
  }
  auto why = sentence(full_disk());
  CAF_CHECK(list()[0] == (job_status{autosave(), false, false, 3, 3, why}));
  CAF_CHECK_EQUAL(told, texts{"autosave: " + why});
}

CAF_TEST(a save that works again is told once) {
  add(autosave());
  pass(10s);
  fail_save();
  told.clear();
  for (int i = 0; i < 3; ++i) {
    pass(10s);
    end_save();
  }
  CAF_CHECK_EQUAL(told, texts{"autosave works again"});
  CAF_CHECK(list()[0] == (job_status{autosave(), false, false, 4, 1, ""}));
}

CAF_TEST(another reason to fail is told too) {
  add(autosave());
  pass(10s);
  fail_save();
  pass(10s);
  fail_save(fail(ec::storage_failed, "inventory.db: it is a folder"));
  CAF_CHECK_EQUAL(told.size(), 2u);
}

CAF_TEST(a store that died is a failure and the jobs go on) {
  add(autosave());
  end(store);
  pass(10s);
  pass(10s);
  auto jobs = list();
  CAF_CHECK_EQUAL(jobs[0].failures, 2u);
  CAF_CHECK_EQUAL(told.size(), 1u);
}

CAF_TEST(a board that is gone does not stop the jobs) {
  add(autosave());
  end(board);
  pass(10s);
  fail_save();
  check_saves_after(10s, 2);
}

CAF_TEST_FIXTURE_SCOPE_END()
