// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE one_heap
#include "test/suite.hpp"

#include "main/one_heap.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>

using namespace storify;

namespace {

// Returns what the C library tells of its heaps, as XML.
std::string told_of_heaps() {
  char* text = nullptr;
  size_t size = 0;
  auto* out = ::open_memstream(&text, &size);
  ::malloc_info(0, out);
  std::fclose(out);
  std::string result{text, size};
  std::free(text);
  return result;
}

} // namespace

CAF_TEST(threads take their memory from one heap) {
  use_one_heap();
  std::vector<std::unique_ptr<std::string>> made(4);
  {
    std::vector<std::jthread> threads;
    for (auto& x : made)
      threads.emplace_back(
        [&x] { x = std::make_unique<std::string>(999, ' '); });
  }
  auto told = told_of_heaps();
  CAF_CHECK(told.find("<heap nr=\"0\">") != told.npos);
  CAF_CHECK(told.find("<heap nr=\"1\">") == told.npos);
}
