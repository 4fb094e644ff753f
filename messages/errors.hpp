// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/error.hpp"
#include "caf/make_message.hpp"

namespace storify {

/// Everything that can go wrong, for people and for programs. Each value has a
/// sentence (see `sentence`) and an exit code (see `exit_code`). Append only,
/// so that a number means the same in every version.
enum class ec : uint8_t {
  none = 0,
  // -- what a person typed ----------------------------------------------------
  no_such_command = 1, ///< The word, in quotes, and perhaps what was meant.
  bad_usage,           ///< What is wrong and what the command takes.
  bad_name,            ///< Why the name of a product is refused.
  bad_price,           ///< The text that is no price.
  bad_quantity,        ///< The text that is no quantity.
  not_utf8,            ///< Where the bytes stand.
  no_such_product,     ///< The id.
  no_such_category,    ///< The name, and the categories there are.
  no_such_job,         ///< The name of the job.
  job_exists,          ///< The name of the job.
  bad_job,             ///< What is wrong with it.
  interrupted,         ///< What was given up.
  // -- pages and shops --------------------------------------------------------
  host_unreachable,  ///< URL and reason: no such host, refused, no route.
  timed_out,         ///< URL and the time waited.
  connection_lost,   ///< URL and reason: reset, broken off.
  page_refused,      ///< URL and status 4xx (and any other that is no 2xx).
  too_many_requests, ///< URL; status 429.
  server_error,      ///< URL and status 5xx.
  page_too_large,    ///< URL and the limit.
  page_too_deep,     ///< URL and the limit of open elements.
  page_empty,        ///< URL.
  no_products_found, ///< URL and the selector that found nothing.
  url_not_allowed,   ///< URL and why.
  fetch_failed,      ///< URL and whatever else the transfer library says.
  fetcher_down,      ///< URL; the fetcher is being restarted.
  bad_profile,       ///< File, field, and what is wrong.
  // -- stored data ------------------------------------------------------------
  storage_failed,  ///< File, and what the system says: full, unwritable.
  storage_damaged, ///< File, and where.
  storage_newer,   ///< File, written by a newer storify.
  folder_in_use,   ///< Folder, and who holds it.
  file_not_found,  ///< File.
  bad_row,         ///< File, line, and what is wrong.
  not_supported,   ///< What, and why not.
  // -- the program itself -----------------------------------------------------
  end_of_input,  ///< Nothing more will be typed.
  terminal_lost, ///< Nobody reads what we print.
  shutting_down, ///< The shop is closing.
  crashed,       ///< The role, and what it threw.
  // -- what came later: the numbers stay --------------------------------------
  changed_since,   ///< The product, and what happened to it.
  nothing_to_undo, ///< What there is nothing of.
};

/// Returns whether `what` is one of `ec`, not of the actor framework.
bool is_ours(const caf::error& what);

/// Returns one sentence that says what is wrong, where, and what to do; an
/// error of another category (a dead actor, a time-out) is worded too.
std::string sentence(const caf::error& what);

/// Returns the exit code that `what` stands for: 0 fine, 1 a command failed,
/// 2 wrong usage, 3 not found, 4 refused, 5 storage failed, 6 a server cannot
/// be reached, 130 interrupted.
int exit_code(const caf::error& what);

/// Returns the detail that `what` was made with, or an empty text.
std::string detail(const caf::error& what);

} // namespace storify

CAF_ERROR_CODE_ENUM(storify::ec, "storify")

namespace storify {

/// Makes the error `code` about `detail` (see each value of `ec` for what the
/// detail has to name).
inline caf::error fail(ec code, std::string detail) {
  return caf::error{code, std::move(detail)};
}

} // namespace storify
