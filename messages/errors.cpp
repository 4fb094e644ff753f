// SPDX-License-Identifier: BSD-3-Clause
#include "messages/errors.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "caf/exit_reason.hpp"
#include "caf/message.hpp"
#include "caf/sec.hpp"

#include "messages/price.hpp"
#include "messages/product.hpp"

namespace storify {

namespace {

struct meaning {
  ec code;
  int exit_code;
  /// {}, or {0}, is the detail; {1} the highest price, {2} the most pieces.
  std::string_view sentence;
};

constexpr std::array meanings{
  meaning{ec::none, 0, "all is well"},
  meaning{ec::no_such_command, 2,
          "there is no command {}; `help` lists what there is"},
  meaning{ec::bad_usage, 2, "{}"},
  meaning{ec::bad_name, 2, "this name can't be used: {}"},
  meaning{ec::bad_price, 2,
          "\"{0}\" is not a price; write it as 19.99 or 19,99, from 0 to {1}"},
  meaning{ec::bad_quantity, 2,
          "\"{0}\" is not a quantity; write a whole number from 0 to {2}"},
  meaning{ec::not_utf8, 2,
          "this is not valid UTF-8 text: {}; type or convert it to UTF-8"},
  meaning{ec::no_such_product, 3,
          "there is no product {}; `list_inventory` shows the ids"},
  meaning{ec::no_such_category, 3, "there is no category {}"},
  meaning{ec::no_such_job, 3, "there is no job \"{}\""},
  meaning{ec::job_exists, 4, "there is a job \"{}\" already"},
  meaning{ec::bad_job, 2, "this job can't be added: {}"},
  meaning{ec::interrupted, 130, "interrupted: {}"},
  meaning{ec::host_unreachable, 6, "can't reach {}"},
  meaning{ec::timed_out, 6, "no complete answer in time: {}"},
  meaning{ec::connection_lost, 6, "the connection was lost: {}"},
  meaning{ec::page_refused, 6, "the server refused the page: {}"},
  meaning{ec::too_many_requests, 6,
          "the server asks for fewer requests: {}; a longer \"delay\" in the "
          "profile helps"},
  meaning{ec::server_error, 6, "the server failed: {}"},
  meaning{ec::page_too_large, 6, "the page is too large to read: {}"},
  meaning{ec::page_too_deep, 6, "the page is nested too deeply to read: {}"},
  meaning{ec::page_empty, 6, "the page is empty: {}"},
  meaning{ec::no_products_found, 6, "no products found: {}"},
  meaning{ec::url_not_allowed, 4, "this address is not followed: {}"},
  meaning{ec::fetch_failed, 6, "the page can't be fetched: {}"},
  meaning{ec::fetcher_down, 6,
          "the fetcher is being restarted and did not bring {}"},
  meaning{ec::bad_profile, 2, "the site profile can't be used: {}"},
  meaning{ec::storage_failed, 5, "storing failed: {}"},
  meaning{ec::storage_damaged, 5,
          "the stored inventory is damaged and was left as it is: {}; `storify "
          "check --repair`, with the same --data and --db, may mend it, else "
          "put a copy back or move it away"},
  meaning{ec::storage_newer, 5,
          "the stored inventory was written by a newer storify: {}; use that "
          "version, or another folder with --data"},
  meaning{ec::folder_in_use, 5,
          "another storify works in this folder: {}; leave that one first, or "
          "choose another folder with --data"},
  meaning{ec::file_not_found, 3, "there is no file to read: {}"},
  meaning{ec::bad_row, 2, "nothing was imported: {}"},
  meaning{ec::not_supported, 2, "this can't be done: {}"},
  meaning{ec::end_of_input, 0, "the input has ended"},
  meaning{ec::terminal_lost, 1, "the terminal is gone"},
  meaning{ec::shutting_down, 4, "the shop is closing"},
  meaning{ec::crashed, 1, "an internal fault: {}"},
  meaning{ec::changed_since, 4, "this can't be undone any more: {}"},
  meaning{ec::nothing_to_undo, 4, "there is nothing to undo: {}"},
};

const meaning& meaning_of(ec code) {
  for (const auto& known : meanings)
    if (known.code == code)
      return known;
  return meanings[static_cast<size_t>(ec::crashed)];
}

// Words the few errors of the actor framework that a person can meet.
std::string framework_sentence(const caf::error& what) {
  if (what == caf::sec::request_timeout)
    return "no answer in time from inside the shop; try again";
  if (what == caf::sec::request_receiver_down)
    return "the part of the shop that was asked is not running; it is being "
           "restarted, try again in a moment";
  if (what == caf::exit_reason::user_shutdown)
    return "it was told to stop";
  return fmt::format("an internal fault (code {})", what.code());
}

} // namespace

bool is_ours(const caf::error& what) {
  return what.category() == caf::detail::error_factory<ec>::category;
}

std::string sentence(const caf::error& what) {
  if (!what)
    return std::string{meaning_of(ec::none).sentence};
  if (!is_ours(what))
    return framework_sentence(what);
  return fmt::format(
    fmt::runtime(meaning_of(static_cast<ec>(what.code())).sentence),
    detail(what), price::max_cents / 100, max_quantity);
}

int exit_code(const caf::error& what) {
  if (!what)
    return 0;
  if (!is_ours(what))
    return 1;
  return meaning_of(static_cast<ec>(what.code())).exit_code;
}

std::string detail(const caf::error& what) {
  if (!what || what.context().size() != 1
      || !what.context().match_element<std::string>(0))
    return {};
  return what.context().get_as<std::string>(0);
}

} // namespace storify
