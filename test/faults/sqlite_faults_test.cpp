// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_faults
#include "test/suite.hpp"

#define STORIFY_KEPT_AS sqlite
#include "test/faults/every_fault.hpp"
