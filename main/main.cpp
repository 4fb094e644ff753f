// SPDX-License-Identifier: BSD-3-Clause
#include <clocale>
#include <cstring>

#include <langinfo.h>

#include "main/options.hpp"
#include "main/shop.hpp"

namespace {

// Everything here is UTF-8, also on a machine that was set up without.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

} // namespace

int main(int argc, char** argv) {
  use_utf8();
  int exit_code = 0;
  auto wanted = storify::read_options(argc, argv, exit_code);
  return wanted ? storify::run_shop(*wanted) : exit_code;
}
