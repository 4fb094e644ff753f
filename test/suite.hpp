// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#ifndef CAF_SUITE
#error "define CAF_SUITE before you include test/suite.hpp"
#endif

#define FAIL CAF_FAIL // caf/test/dsl.hpp 0.17.6 uses FAIL without defining it
#include <caf/test/dsl.hpp>
#undef FAIL
