// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE csv_store
#include "test/suite.hpp"

#include "io/inventory/csv_store.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture {
  temp_folder folder;
  fs::path file = folder / "inventory.csv";
  csv_store store{folder.path()};

  // Puts a file there that was not written here.
  void bring(std::string_view text) {
    fs::remove(folder / "inventory.csv.xxh128sum");
    write_text(file, text);
  }

  // Returns each product as `id:name=cents*quantity;` and the next id.
  std::string load(std::string_view text) {
    bring(text);
    auto image = load_all(store);
    if (!image)
      return sentence(image.error());
    std::string result;
    for (const auto& x : image->products)
      result += std::to_string(x.id) + ":" + x.name + "="
                + std::to_string(x.cost.cents) + "*"
                + std::to_string(x.quantity) + ";";
    return result + std::to_string(image->next_id);
  }

  void check_load(std::string_view text, std::string_view expected) {
    CAF_MESSAGE(text);
    CAF_CHECK_EQUAL(load(text), expected);
  }

  void check_damaged(const std::string& text, std::string_view place) {
    bring(text);
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), ec::storage_damaged,
                 file.string() + ", " + std::string{place});
    auto saved = store.save(snapshot{nasty_image()});
    CAF_REQUIRE(!saved);
    CAF_CHECK(saved.error() == ec::storage_damaged);
    CAF_CHECK_EQUAL(text_of(file), text);
    CAF_CHECK_EQUAL(folder.size(), 1);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(csv_store_tests, fixture)

CAF_TEST(no file is an empty inventory) {
  auto image = load_all(store);
  CAF_REQUIRE(image);
  CAF_CHECK(*image == inventory_image{});
  CAF_CHECK_EQUAL(store.path(), file.string());
  CAF_CHECK_EQUAL(folder.size(), 0);
}

CAF_TEST(all but the removed products comes back) {
  auto image = nasty_image();
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  csv_store other{folder.path()};
  auto again = load_all(other);
  CAF_REQUIRE(again);
  CAF_CHECK(again->products == image.products);
  CAF_CHECK(again->removed.empty());
  CAF_CHECK_EQUAL(again->next_id, 1'000'001u);
}

CAF_TEST(names of several lines come back) {
  auto image = image_of_lines();
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  csv_store other{folder.path()};
  auto again = load_all(other);
  CAF_REQUIRE(again);
  CAF_CHECK(*again == image);
}

CAF_TEST(the file is exact and has a header) {
  inventory_image image;
  image.products.resize(1);
  image.products[0].id = 3;
  image.products[0].name = "=é, \"q\"";
  image.products[0].cost.cents = 64'999;
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  CAF_CHECK_EQUAL(
    text_of(file),
    "id,name,price,quantity,currency,category,site,key,url,edited\n"
    "3,\"=é, \"\"q\"\"\",649.99,0,EUR,,,,,\n");
}

CAF_TEST(rows without a header get ids in order) {
  check_load("", "1");
  check_load("Lampe,649.99,3\r\n\"Table, ronde\",\"649,99\",0\r\n",
             "1:Lampe=64999*3;2:Table, ronde=64999*0;3");
  check_load("\xEF\xBB\xBFname,price,quantity\nA,19.9,3\n", "1:A=1990*3;2");
}

CAF_TEST(columns may be fewer and in any order) {
  check_load("quantity,id,name,price\n1,9,b,2\n1,4,a,3.00\n",
             "4:a=300*1;9:b=200*1;10");
}

CAF_TEST(a damaged file is told with its place and stays) {
  check_damaged("Lampe,649.99\n", "line 1: 2 instead of 3 cells");
  check_damaged("Lampe,649.99,3\nTable,cher,1\n", "line 2: price: \"cher\"");
  check_damaged("Lampe,649.99,-3\n", "line 1: quantity: \"-3\"");
  check_damaged("name,price,quantity\n\"Lampe,1.00,3\n", "line 2: a quote");
  check_damaged("name,price\nLampe,1.00\n", "line 1: the header");
  check_damaged("name,price,quantity,stock\n", "line 1: the header");
  check_damaged("L\xE9,1.00,3\n", "line 1: this is not valid UTF-8");
  check_damaged("id,name,price,quantity\n1,a,1,1\n1,b,1,1\n", "the id 1");
  check_damaged("id,name,price,quantity\n,a,1,1\n", "line 2: id");
}

CAF_TEST(a file that was cut is damaged) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{nasty_image()}));
  auto text = text_of(file);
  check_damaged(text.substr(0, text.size() - 20), "line 7: ");
}

CAF_TEST(a large file comes in parts) {
  auto image = large_image(40'000);
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  auto first = store.load();
  CAF_REQUIRE(first);
  CAF_CHECK(!first->is_last);
  CAF_CHECK_EQUAL(first->rows.size(), products_per_page - 1);
  auto early = store.save(snapshot{});
  CAF_REQUIRE(!early);
  check_failed(early.error(), ec::storage_failed, "was not read yet");
  auto all = load_all(store);
  CAF_REQUIRE(all);
  CAF_CHECK(*all == image);
  CAF_CHECK(store.save(snapshot{image}));
}

CAF_TEST(a large file may be in any order) {
  auto image = large_image(20'000);
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  auto text = text_of(file);
  auto second = text.find("\n1,") + 1;
  auto third = text.find("\n2,") + 1;
  auto line = text.substr(second, third - second);
  bring(text.erase(second, line.size()) + line);
  auto all = load_all(store);
  CAF_REQUIRE(all);
  CAF_CHECK(*all == image);
}

CAF_TEST(a large file that is damaged behind its first part stays) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{large_image(40'000)}));
  auto text = text_of(file);
  for (std::string_view bad : {"x", "\xE9"}) {
    auto damaged = text;
    damaged.replace(damaged.find(",399.99,") + 1, 1, bad);
    bring(damaged);
    check_damaged_later(store, "line 40000: ");
    auto saved = store.save(snapshot{});
    CAF_REQUIRE(!saved);
    CAF_CHECK(saved.error() == ec::storage_damaged);
    CAF_CHECK(text_of(file) == damaged);
  }
}

CAF_TEST(a text that is too long is told with its line) {
  auto name = std::string(65'535, 'n');
  check_load("id,name,price,quantity\n1," + name + ",1,1\n",
             "1:" + name + "=100*1;2");
  check_damaged("id,name,price,quantity\n1,n" + name + ",1,1\n",
                "line 2: its name has 65536 bytes");
}

CAF_TEST(a cell may be longer than what is read at once) {
  auto category = std::string(300'000, '\n') + "\"\"";
  bring("id,name,price,quantity,category\n1,a,1,1,\"" + category
        + "\"\n2,b,x,1,\n");
  auto image = load_all(store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_damaged, "line 300003: price");
  bring("id,name,price,quantity,category\n1,a,1,1,\"" + category + "\"\n");
  image = load_all(store);
  CAF_REQUIRE(image);
  CAF_CHECK_EQUAL(image->products.front().category.size(), 300'001u);
}

CAF_TEST(nothing is saved before a load) {
  auto saved = store.save(snapshot{nasty_image()});
  CAF_REQUIRE(!saved);
  check_failed(saved.error(), ec::storage_failed, "was not read yet");
  CAF_CHECK_EQUAL(folder.size(), 0);
}

CAF_TEST(a file that was put back can be loaded and saved) {
  check_damaged("x", "line 1");
  check_load("a,1.00,1\n", "1:a=100*1;2");
  CAF_CHECK(store.save(snapshot{nasty_image()}));
  CAF_CHECK_EQUAL(text_of(folder / "inventory.csv.bak"), "a,1.00,1\n");
}

CAF_TEST(a failed save leaves the file and can be done again) {
  check_load("a,1.00,1\n", "1:a=100*1;2");
  auto save = [&] { return store.save(snapshot{nasty_image()}); };
  check_failed(on_full_disk(100, save), ec::storage_failed, "make room");
  CAF_CHECK_EQUAL(text_of(file), "a,1.00,1\n");
  CAF_CHECK(save());
}

CAF_TEST(a place below a file can not be read) {
  bring("");
  csv_store other{file};
  auto image = load_all(other);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_failed, "Not a directory");
}

CAF_TEST(single changes are not supported) {
  CAF_REQUIRE(store.load());
  auto done = store.commit({});
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::not_supported, "inventory.csv");
}

CAF_TEST(a large file reads alike in any order) {
  // Two threads are about a file like that.
  constexpr product_id size = 150'000;
  auto line = [](product_id id) {
    return std::to_string(id)
           + ",A name to make the file a larger one,1.00,1\n";
  };
  std::string ascending = "id,name,price,quantity\n";
  for (product_id id = 1; id <= size; ++id)
    ascending += line(id);
  bring(ascending);
  auto image = load_all(store);
  CAF_REQUIRE(image);
  CAF_CHECK_EQUAL(image->products.size(), size);
  CAF_CHECK_EQUAL(image->next_id, size + 1);
  auto last = ascending.find(line(size));
  bring(ascending.substr(0, last) + line(size + 2) + line(size));
  auto other = load_all(store);
  CAF_REQUIRE(other);
  CAF_CHECK_EQUAL(other->products.size(), size + 1);
  CAF_CHECK_EQUAL(other->products.back().id, size + 2);
  CAF_CHECK_EQUAL(other->products[size - 1].id, size);
  bring(ascending + line(size));
  auto twice = load_all(store);
  CAF_REQUIRE(!twice);
  check_failed(twice.error(), ec::storage_damaged, "is there twice");
  bring(ascending + "150001,Table,x,1\n");
  check_damaged_later(store, "line 150002: price");
}

CAF_TEST_FIXTURE_SCOPE_END()
