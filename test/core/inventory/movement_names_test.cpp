// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE movement_names
#include "test/suite.hpp"

#include "core/inventory/movement_names.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

movement change(product_id id, std::string name, std::string old_name = "") {
  movement x;
  x.id = id;
  x.name = std::move(name);
  x.old_name = std::move(old_name);
  x.before = x.after = holding{1, 100};
  return x;
}

// Names that are known as files know them, the newest first.
std::vector<std::string> names(std::vector<movement> movements) {
  name_as_then(movements);
  std::vector<std::string> result;
  for (auto& x : movements)
    result.push_back(std::move(x.name));
  return result;
}

using texts = std::vector<std::string>;

} // namespace

CAF_TEST(before a product was renamed it had its old name) {
  CAF_CHECK_EQUAL(names({change(1, "C"), change(1, "C", "B"), change(2, "X"),
                         change(1, "C"), change(1, "B", "A"), change(1, "C")}),
                  (texts{"C", "C", "X", "B", "B", "A"}));
}

CAF_TEST(a product that is gone had a name) {
  auto gone = change(1, "Lampe");
  gone.after.reset();
  CAF_CHECK_EQUAL(names({gone, change(1, ""), change(2, "")}),
                  (texts{"Lampe", "Lampe", ""}));
}

CAF_TEST(another product may have come under the same id) {
  auto gone = change(1, "Lampe");
  gone.after.reset();
  auto back = change(1, "Table");
  back.before.reset();
  CAF_CHECK_EQUAL(
    names({change(1, "Tisch", "Table"), back, gone, change(1, "")}),
    (texts{"Tisch", "Table", "Lampe", "Lampe"}));
}
