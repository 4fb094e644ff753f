# SPDX-License-Identifier: BSD-3-Clause

# What every test gets to know about a sanitizer build.
set(STORIFY_TEST_ENVIRONMENT "")
if(STORIFY_SANITIZE)
  set(STORIFY_TEST_ENVIRONMENT STORIFY_SANITIZED=1
    ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
    UBSAN_OPTIONS=print_stacktrace=1)
endif()

# storify_suites(ROOM LIBRARY [PATIENCE SECONDS]): an executable of test/ROOM/*_test.cpp and their
# helpers, and a test ROOM.SUITE for each of the former, its suite read from its
# `#define CAF_SUITE`. A case may take a minute, or PATIENCE seconds.
function(storify_suites room library)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" PATIENCE "")
  if(NOT arg_PATIENCE)
    set(arg_PATIENCE 60)
  endif()
  file(GLOB files CONFIGURE_DEPENDS ${room}/*_test.cpp ${room}/*/*_test.cpp)
  if(NOT files)
    return()
  endif()
  file(GLOB helpers CONFIGURE_DEPENDS ${room}/*.cpp)
  list(REMOVE_ITEM helpers ${files})
  add_executable(test_${room} ${files} ${helpers})
  target_link_libraries(test_${room} PRIVATE storify_test_support ${library})
  target_precompile_headers(test_${room} REUSE_FROM storify_precompiled_actors)
  # A changed suite name must reach ctest.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  foreach(file IN LISTS files)
    file(STRINGS ${file} suite REGEX "^#define CAF_SUITE +[A-Za-z0-9_]+ *$")
    string(REGEX REPLACE "^#define CAF_SUITE +([A-Za-z0-9_]+) *$" "\\1"
      suite "${suite}")
    if(NOT suite)
      message(FATAL_ERROR "${file} has no line `#define CAF_SUITE name`")
    elseif(TEST ${room}.${suite})
      message(FATAL_ERROR "${file}: another file in test/${room} "
        "has the suite `${suite}`, too")
    endif()
    # At verbosity 4 a failed check is shown, as a line that starts with `!!`.
    # An unknown suite would pass: nothing selected, nothing failed.
    add_test(NAME ${room}.${suite}
      COMMAND test_${room} -n -v 4 -r ${arg_PATIENCE} -s "^${suite}$")
    set_tests_properties(${room}.${suite} PROPERTIES
      LABELS ${room} TIMEOUT 900 ENVIRONMENT "${STORIFY_TEST_ENVIRONMENT}"
      FAIL_REGULAR_EXPRESSION "(suites|tests): +0[^0-9]")
  endforeach()
endfunction()

# storify_end_to_end(): a test e2e.NAME for each test/e2e/NAME_test.py, which
# finds the binary in $STORIFY_BINARY. A file with a line `# ctest: alone` runs
# while no other test does.
function(storify_end_to_end)
  file(GLOB files CONFIGURE_DEPENDS e2e/*_test.py)
  if(NOT files OR NOT TARGET storify)
    return()
  endif()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  set(environment STORIFY_BINARY=$<TARGET_FILE:storify>
    STORIFY_SOURCE=${PROJECT_SOURCE_DIR} PYTHONDONTWRITEBYTECODE=1
    ${STORIFY_TEST_ENVIRONMENT})
  if(STORIFY_SANITIZE)
    list(APPEND environment STORIFY_TEST_PATIENCE=5)
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  foreach(file IN LISTS files)
    cmake_path(GET file STEM module)
    string(REGEX REPLACE "_test$" "" name ${module})
    file(STRINGS ${file} alone REGEX "^# ctest: alone$")
    add_test(NAME e2e.${name}
      COMMAND Python3::Interpreter -m unittest -v ${module}
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/e2e)
    set_tests_properties(e2e.${name} PROPERTIES
      LABELS e2e TIMEOUT 180 ENVIRONMENT "${environment}")
    if(alone)
      set_tests_properties(e2e.${name} PROPERTIES RUN_SERIAL ON)
    endif()
  endforeach()
endfunction()
