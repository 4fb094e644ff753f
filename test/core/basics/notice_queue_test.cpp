// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE notice_queue
#include "test/suite.hpp"

#include "core/basics/notice_queue.hpp"

using namespace storify;

namespace {

// Takes all that the queue has to show.
std::vector<std::string> all_of(notice_queue& queue) {
  std::vector<std::string> result;
  while (auto text = queue.pop())
    result.push_back(*text);
  return result;
}

using texts = std::vector<std::string>;

} // namespace

CAF_TEST(notices come out as they went in) {
  notice_queue queue;
  queue.push("a");
  queue.push("b");
  CAF_CHECK_EQUAL(all_of(queue), (texts{"a", "b"}));
}

CAF_TEST(what is too many is only counted) {
  notice_queue queue{2};
  for (const auto* text : {"a", "b", "c", "d"})
    queue.push(text);
  CAF_CHECK_EQUAL(
    all_of(queue),
    (texts{"a", "b", "… and 2 more; `scrapers` shows what happened"}));
}

CAF_TEST(a queue that was emptied begins anew) {
  notice_queue queue{1};
  queue.push("a");
  queue.push("b");
  all_of(queue);
  queue.push("c");
  CAF_CHECK_EQUAL(all_of(queue), texts{"c"});
}
