// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>

namespace storify {

/// What has at most so many bytes is freed without a lock, and kept as it is
/// for the next that wants as many. The messages that come by the million are
/// no larger. Source: mallopt(3), M_MXFAST.
inline constexpr size_t small_piece = 152;

/// Has all threads take their memory from one heap instead of one for each. The
/// chunks that are freed with a snapshot go back to the heap they came from,
/// that of the thread that loaded or copied them; the STORE, which any worker
/// runs, would take its next copies from another one, and wait for the kernel
/// to clear new memory for each. The price is that threads wait for each other
/// in the allocator, most where pieces that are not small go from thread to
/// thread. To be called before there is another thread.
void use_one_heap();

} // namespace storify
