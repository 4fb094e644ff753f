# SPDX-License-Identifier: BSD-3-Clause

# storify_precompile(NAME HEADER...): headers that rooms share, precompiled.
function(storify_precompile name)
  file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
  add_library(storify_precompiled_${name} OBJECT
    ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(storify_precompiled_${name} PRIVATE CAF::core fmt::fmt)
  target_precompile_headers(storify_precompiled_${name} PRIVATE ${ARGN})
endfunction()

# storify_room(NAME PRECOMPILED SET LINK LIBRARY... [DEFINE DEFINITION...]):
# a static library of all sources in a room and its sub-rooms, less main.cpp.
function(storify_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" PRECOMPILED "LINK;DEFINE")
  file(GLOB sources CONFIGURE_DEPENDS ${room}/*.cpp ${room}/*/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main/main\\.cpp$")
  set(scope PUBLIC)
  if(sources)
    add_library(storify_${room} STATIC ${sources})
    target_precompile_headers(storify_${room}
      REUSE_FROM storify_precompiled_${arg_PRECOMPILED})
  else()
    set(scope INTERFACE)
    add_library(storify_${room} INTERFACE)
  endif()
  target_include_directories(storify_${room} ${scope} ${PROJECT_SOURCE_DIR})
  target_link_libraries(storify_${room} ${scope} ${arg_LINK})
  target_compile_definitions(storify_${room} ${scope} ${arg_DEFINE})
endfunction()
