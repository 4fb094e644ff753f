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

#include "caf/mailbox_element.hpp"

#include "messages/lot.hpp"

using namespace storify;

namespace {

// The message that brings a lot, as CAF 0.17 has it: an atom is a number there.
static_assert(sizeof(caf::mailbox_element_vals<caf::atom_value, lot>)
              <= small_piece);

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

#ifndef __SANITIZE_ADDRESS__ // which has an allocator of its own
CAF_TEST(small pieces are kept as they are) {
  use_one_heap();
  auto kept_after_free = [](size_t bytes) {
    std::vector<std::unique_ptr<char[]>> pieces(100);
    for (auto& x : pieces)
      x = std::make_unique<char[]>(bytes);
    auto before = ::mallinfo2().smblks;
    pieces.clear();
    return ::mallinfo2().smblks > before;
  };
  CAF_CHECK(kept_after_free(small_piece));
}
#endif

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
