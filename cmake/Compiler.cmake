# SPDX-License-Identifier: BSD-3-Clause
# How our code is compiled: standard, warnings, sanitizers, ccache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# With -O3 g++ 12 warns of overflows that cannot be, and nothing gets faster.
string(REPLACE -O3 -O2 CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")

# Libraries are imported targets, hence system headers: no warnings from them.
if(NOT DEFINED CMAKE_COMPILE_WARNING_AS_ERROR)
  set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion)
add_compile_definitions(STORIFY_VERSION="${PROJECT_VERSION}")

# Without null, alignment and object-size: they double the compile time of
# actors and find little that ASan does not; and CAF's own headers bind
# references to null wherever a function without arguments is spawned.
option(STORIFY_SANITIZE "Build with ASan and UBSan." OFF)
if(STORIFY_SANITIZE)
  add_compile_options(-fsanitize=address,undefined
    -fno-sanitize=null,alignment,object-size -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# ccache needs these two to work with precompiled headers.
find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
