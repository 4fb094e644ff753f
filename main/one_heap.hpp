// SPDX-License-Identifier: BSD-3-Clause
#pragma once

namespace storify {

/// Has all threads take their memory from one heap instead of one for each. The
/// chunks that are freed with a snapshot go back to the heap they came from,
/// that of the thread that loaded or copied them; the STORE, which any worker
/// runs, would take its next copies from another one, and wait for the kernel
/// to clear new memory for each. The price is that threads wait for each other
/// in the allocator, most where small pieces go from thread to thread. To be
/// called before there is another thread.
void use_one_heap();

} // namespace storify
