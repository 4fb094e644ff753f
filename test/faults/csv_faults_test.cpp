// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE csv_faults
#include "test/suite.hpp"

#define STORIFY_KEPT_AS csv
#include "test/faults/every_fault.hpp"
