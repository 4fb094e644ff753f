// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE command_history
#include "test/suite.hpp"

#include "core/inventory/command_history.hpp"

#include <string>

using namespace storify;

namespace {

command_record record(std::string name, int products = 1) {
  command_record x;
  x.command = std::move(name);
  product some;
  for (int i = 0; i < products; ++i)
    x.after.add(some);
  return x;
}

} // namespace

CAF_TEST(the last command comes first) {
  command_history all;
  CAF_CHECK(all.last() == nullptr);
  all.add(record("first"));
  all.add(record("second"));
  CAF_CHECK_EQUAL(all.last()->command, "second");
  all.drop_last();
  CAF_CHECK_EQUAL(all.last()->command, "first");
  all.drop_last();
  CAF_CHECK(all.last() == nullptr);
}

CAF_TEST(of many commands the oldest are forgotten) {
  command_history all;
  for (size_t i = 0; i <= command_history::most_commands; ++i)
    all.add(record(std::to_string(i)));
  for (size_t i = 1; i < command_history::most_commands; ++i)
    all.drop_last();
  CAF_CHECK_EQUAL(all.last()->command, "1");
  all.drop_last();
  CAF_CHECK(all.last() == nullptr);
}

CAF_TEST(one that is large makes those before it forgotten) {
  command_history all;
  all.add(record("small"));
  all.add(record("large", command_history::most_products));
  CAF_CHECK_EQUAL(all.last()->command, "large");
  all.drop_last();
  CAF_CHECK(all.last() == nullptr);
}
