// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE database
#include "test/suite.hpp"

#include "actors/database.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "test/fixtures.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

// What a scripted storage answers, what it heard, and whether it is open.
struct script {
  caf::expected<inventory_image> load = inventory_image{};
  caf::expected<inventory_image> load_more = inventory_image{};
  caf::expected<uint64_t> commit = uint64_t{0};
  caf::expected<uint64_t> save = uint64_t{0};
  std::vector<change_set> committed;
  std::vector<uint64_t> saved; ///< The revisions.
  bool is_open = true;
};

class scripted_storage : public storage {
public:
  explicit scripted_storage(std::shared_ptr<script> x) : script_(std::move(x)) {
  }
  ~scripted_storage() override {
    script_->is_open = false;
  }
  caf::expected<inventory_part> load() override {
    return part_of(script_->load, false);
  }
  caf::expected<inventory_part> load_more() override {
    return part_of(script_->load_more, true);
  }
  caf::expected<uint64_t> commit(const change_set& x) override {
    if (x.revision == 13)
      throw std::runtime_error{"thirteen"};
    script_->committed.push_back(x);
    return script_->commit;
  }
  caf::expected<uint64_t> save(const snapshot& x) override {
    script_->saved.push_back(x.revision());
    return script_->save;
  }
  std::string path() const override {
    return "scripted";
  }

private:
  static caf::expected<inventory_part>
  part_of(const caf::expected<inventory_image>& image, bool is_last) {
    if (!image)
      return image.error();
    return inventory_part{snapshot{*image}, is_last};
  }

  std::shared_ptr<script> script_;
};

inventory_image one_lamp() {
  inventory_image image;
  image.products.push_back({1, "Lampe", {1999, currency{}}, 3, "", {}, "", {}});
  image.next_id = 5;
  return image;
}

caf::error full_disk() {
  return fail(ec::storage_failed, "inventory.db: the disk is full");
}

struct fixture : actor_fixture {
  temp_folder folder;
  database_actor aut;

  ~fixture() override {
    end(aut);
  }

  void start(database_config config) {
    aut = sys.spawn(database, std::move(config));
  }

  std::shared_ptr<script> start_scripted() {
    auto disk = std::make_shared<script>();
    start({[disk] { return std::make_unique<scripted_storage>(disk); }, {}});
    return disk;
  }

  void start_real(storage_kind kind) {
    start({[this, kind] { return open_storage(kind, folder.path()); },
           *currency::from("CHF")});
  }

  template <class T, class... Ts>
  reply<T> tell(Ts... what) {
    auto answer = ask<T>(aut, what...);
    sched.run();
    return answer;
  }

  template <class T>
  void check_failed(const reply<T>& answer, const caf::error& why) {
    CAF_CHECK_EQUAL(answer.error(), why);
    CAF_CHECK_EQUAL(detail(answer.error()), detail(why));
  }

  reply<inventory_part> load(uint64_t part = 0) {
    return tell<inventory_part>(load_atom_v, part);
  }

  std::string file(std::string_view name) {
    return (folder / name).string();
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(database_tests, fixture)

CAF_TEST(a load answers what is stored) {
  auto disk = start_scripted();
  disk->load = one_lamp();
  CAF_CHECK(load().value().rows.image() == one_lamp());
}

CAF_TEST(one part of what is stored follows the other) {
  auto disk = start_scripted();
  disk->load_more = one_lamp();
  CAF_CHECK(!load(0).value().is_last);
  auto second = load(1).value();
  CAF_CHECK(second.is_last);
  CAF_CHECK(second.rows.image() == one_lamp());
}

CAF_TEST(a part that can not be loaded says why) {
  auto disk = start_scripted();
  auto why = fail(ec::storage_damaged, "inventory.db");
  disk->load_more = why;
  load();
  check_failed(load(1), why);
}

CAF_TEST(a load that fails says why) {
  auto disk = start_scripted();
  auto why = fail(ec::storage_damaged, "inventory.db");
  disk->load = why;
  check_failed(load(), why);
}

CAF_TEST(changes are committed in the order they come) {
  auto disk = start_scripted();
  disk->commit = uint64_t{7};
  change_set first;
  first.erased = {1};
  change_set second;
  second.put = one_lamp().products;
  CAF_CHECK_EQUAL(tell<uint64_t>(commit_atom_v, first).value(), 7u);
  CAF_CHECK_EQUAL(tell<uint64_t>(commit_atom_v, second).value(), 7u);
  CAF_CHECK(disk->committed == (std::vector{first, second}));
}

CAF_TEST(a commit that fails says why and the next is tried) {
  auto disk = start_scripted();
  disk->commit = full_disk();
  check_failed(tell<uint64_t>(commit_atom_v, change_set{}), full_disk());
  disk->commit = uint64_t{1};
  CAF_CHECK_EQUAL(tell<uint64_t>(commit_atom_v, change_set{}).value(), 1u);
}

CAF_TEST(a snapshot is saved) {
  auto disk = start_scripted();
  disk->save = uint64_t{4};
  snapshot::parts parts;
  parts.revision = 4;
  CAF_CHECK_EQUAL(tell<uint64_t>(save_atom_v, snapshot{parts}).value(), 4u);
  CAF_CHECK_EQUAL(disk->saved, std::vector<uint64_t>{4});
}

CAF_TEST(a save that fails says why) {
  auto disk = start_scripted();
  disk->save = full_disk();
  check_failed(tell<uint64_t>(save_atom_v, snapshot{}), full_disk());
}

CAF_TEST(the storage is closed when the database ends) {
  auto disk = start_scripted();
  load();
  CAF_CHECK(disk->is_open);
  end(aut);
  CAF_CHECK(!disk->is_open);
}

CAF_TEST(a storage that throws ends the database and is closed) {
  auto disk = start_scripted();
  self->monitor(aut);
  change_set unlucky;
  unlucky.revision = 13;
  auto committed = tell<uint64_t>(commit_atom_v, unlucky);
  CAF_CHECK(committed.error());
  CAF_CHECK(!disk->is_open);
  self->receive([](const caf::down_msg& x) {
    CAF_CHECK_EQUAL(x.reason, ec::crashed);
    CAF_CHECK_EQUAL(detail(x.reason), "database: thirteen");
  });
  CAF_CHECK_EQUAL(load().error(), caf::sec::request_receiver_down);
}

CAF_TEST(a file is imported with the currency of the shop) {
  start_real(storage_kind::sqlite);
  write_text(folder / "in.csv", "name,price,quantity\nLampe,19.99,3\n");
  auto rows = tell<file_rows>(import_atom_v, product_file{file("in.csv")});
  product_row lamp{{}, {"Lampe", {1999, *currency::from("CHF")}, 3}, false};
  lamp.line = 2;
  CAF_CHECK(rows.value() == (file_rows{{lamp}, {}}));
}

CAF_TEST(a file that is not there or of another kind is not imported) {
  start_real(storage_kind::sqlite);
  auto error_of = [this](std::string_view name) {
    return tell<file_rows>(import_atom_v, product_file{file(name)}).error();
  };
  CAF_CHECK_EQUAL(error_of("none.csv"), ec::file_not_found);
  CAF_CHECK_EQUAL(error_of("in.doc"), ec::not_supported);
}

CAF_TEST(a snapshot is exported) {
  start_real(storage_kind::sqlite);
  auto written = tell<uint64_t>(export_atom_v, product_file{file("out.csv")},
                                snapshot{one_lamp()});
  CAF_CHECK_EQUAL(written.value(), 1u);
  CAF_CHECK(text_of(folder / "out.csv").find("Lampe") != std::string::npos);
}

CAF_TEST(a file that can not be written is not exported) {
  start_real(storage_kind::sqlite);
  write_text(folder / "plain", "a regular file");
  auto error_of = [this](std::string_view name) {
    return tell<uint64_t>(export_atom_v, product_file{file(name)}, snapshot{})
      .error();
  };
  CAF_CHECK_EQUAL(error_of("plain/out.csv"), ec::storage_failed);
  CAF_CHECK_EQUAL(error_of("out.doc"), ec::not_supported);
}

CAF_TEST(nothing is exported over what the shop keeps) {
  start_real(storage_kind::sqlite);
  load();
  write_text(folder / "storify.lock", "1");
  std::filesystem::create_directory(folder / "aside");
  std::filesystem::create_symlink(folder / "inventory.db", folder / "link.csv");
  auto error_of = [this](std::string_view name) {
    auto wanted = product_file{file(name), row_format::csv};
    return tell<uint64_t>(export_atom_v, wanted, snapshot{one_lamp()}).error();
  };
  for (auto name : {"inventory.db", "inventory.db-wal", "inventory.csv",
                    "inventory.json.bak", "storify.lock", "link.csv",
                    "aside/../storify.lock"})
    CAF_CHECK_EQUAL(error_of(name), ec::not_supported);
  CAF_CHECK_EQUAL(text_of(folder / "storify.lock"), "1");
  CAF_CHECK(text_of(folder / "inventory.db").starts_with("SQLite format 3"));
  auto elsewhere = product_file{file("aside/inventory.csv")};
  CAF_CHECK_EQUAL(
    tell<uint64_t>(export_atom_v, elsewhere, snapshot{one_lamp()}).value(), 1u);
}

CAF_TEST(what was committed to SQLite is there after a restart) {
  start_real(storage_kind::sqlite);
  auto empty = load();
  CAF_CHECK(empty.value().rows.image() == inventory_image{});
  change_set changes;
  changes.put = one_lamp().products;
  changes.next_id = 5;
  changes.revision = 1;
  CAF_CHECK_EQUAL(tell<uint64_t>(commit_atom_v, changes).value(), 1u);
  CAF_CHECK_EQUAL(tell<uint64_t>(save_atom_v, snapshot{}).error(),
                  ec::not_supported);
  end(aut);
  start_real(storage_kind::sqlite);
  CAF_CHECK(load().value().rows.image() == one_lamp());
}

CAF_TEST(what was saved to a whole file is there after a restart) {
  start_real(storage_kind::json);
  load();
  tell<uint64_t>(save_atom_v, snapshot{one_lamp()}).value();
  CAF_CHECK_EQUAL(tell<uint64_t>(commit_atom_v, change_set{}).error(),
                  ec::not_supported);
  end(aut);
  start_real(storage_kind::json);
  CAF_CHECK(load().value().rows.image() == one_lamp());
}

CAF_TEST_FIXTURE_SCOPE_END()
