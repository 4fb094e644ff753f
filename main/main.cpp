// SPDX-License-Identifier: BSD-3-Clause
#include <clocale>
#include <cstdlib>
#include <cstring>

#include <langinfo.h>

#include "main/check_tool.hpp"
#include "main/one_heap.hpp"
#include "main/options.hpp"
#include "main/shop.hpp"

namespace {

// Everything here is UTF-8, also on a machine that was set up without. By the
// environment, as readline takes the locale from there by itself.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
    ::setenv("LC_ALL", "C.UTF-8", 1);
    std::setlocale(LC_CTYPE, "");
  }
}

} // namespace

int main(int argc, char** argv) {
  storify::use_one_heap();
  use_utf8();
  int exit_code = 0;
  auto wanted = storify::read_options(argc, argv, exit_code);
  if (!wanted)
    return exit_code;
  return wanted->check ? storify::run_check(*wanted)
                       : storify::run_shop(*wanted);
}
