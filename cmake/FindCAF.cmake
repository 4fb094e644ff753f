# SPDX-License-Identifier: BSD-3-Clause
# Finds the C++ Actor Framework, for which Debian has neither a CMake nor a
# pkg-config file. Components, and imported targets: CAF::core, CAF::io and
# CAF::openssl, each linked to the one before it.

find_package(Threads REQUIRED)
find_path(CAF_INCLUDE_DIR caf/config.hpp)
mark_as_advanced(CAF_INCLUDE_DIR)

# 1706 means 0.17.6.
if(CAF_INCLUDE_DIR)
  file(STRINGS "${CAF_INCLUDE_DIR}/caf/config.hpp" CAF_VERSION
    REGEX "^#define CAF_VERSION [0-9]+")
  string(REGEX REPLACE ".*[^0-9]([0-9]*)([0-9][0-9])([0-9][0-9])$" "0\\1.\\2.\\3"
    CAF_VERSION "${CAF_VERSION}")
endif()

set(_caf_previous Threads::Threads)
foreach(_caf_component core io openssl)
  find_library(CAF_${_caf_component}_LIBRARY caf_${_caf_component})
  mark_as_advanced(CAF_${_caf_component}_LIBRARY)
  if(CAF_INCLUDE_DIR AND CAF_${_caf_component}_LIBRARY)
    set(CAF_${_caf_component}_FOUND TRUE)
    if(NOT TARGET CAF::${_caf_component})
      add_library(CAF::${_caf_component} UNKNOWN IMPORTED)
      # The definition makes a message type without an id a compile error;
      # otherwise the receiver would get an empty message.
      set_target_properties(CAF::${_caf_component} PROPERTIES
        IMPORTED_LOCATION "${CAF_${_caf_component}_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${CAF_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES ${_caf_previous}
        INTERFACE_COMPILE_DEFINITIONS CAF_ENABLE_TYPE_ID_CHECKS)
    endif()
  endif()
  set(_caf_previous CAF::${_caf_component})
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CAF
  REQUIRED_VARS CAF_INCLUDE_DIR
  VERSION_VAR CAF_VERSION
  HANDLE_COMPONENTS)
