# SPDX-License-Identifier: BSD-3-Clause
# The benchmark room: one program, run by script/bench.

find_package(benchmark REQUIRED)
file(GLOB files CONFIGURE_DEPENDS bench/*.cpp)
add_executable(storify_bench ${files})
target_link_libraries(storify_bench
  PRIVATE storify_main benchmark::benchmark)
target_precompile_headers(storify_bench REUSE_FROM storify_precompiled_actors)
