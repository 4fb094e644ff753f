// SPDX-License-Identifier: BSD-3-Clause
#pragma once

namespace storify {

/// Has all threads take their memory from one heap. What readers give back when
/// they drop a snapshot then serves the STORE for its next copies; glibc's
/// usual heap for each thread leaves it to whoever made it, and the STORE waits
/// for the kernel to clear new memory instead. To be called before there is
/// another thread.
void use_one_heap();

} // namespace storify
