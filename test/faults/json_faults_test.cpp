// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE json_faults
#include "test/suite.hpp"

#define STORIFY_KEPT_AS json
#include "test/faults/every_fault.hpp"
