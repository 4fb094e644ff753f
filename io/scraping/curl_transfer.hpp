// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "caf/error.hpp"
#include "caf/expected.hpp"
#include "caf/timespan.hpp"

#include "messages/page.hpp"

namespace storify {

struct curl_engine_config {
  size_t body_limit = size_t{16} << 20; ///< Bytes, after decompression.
  std::string user_agent = "storify (+inventory scraper)";
};

/// Owns one transfer: its libcurl handle and what has arrived so far, which
/// never grows over the limits.
class curl_transfer {
public:
  /// @pre `url` comes from `wire_url`; `config` outlives the transfer.
  /// Throws `std::runtime_error` if there is no memory for a handle.
  curl_transfer(uint64_t id, std::string url, caf::timespan timeout,
                const curl_engine_config& config);
  curl_transfer(const curl_transfer&) = delete;
  curl_transfer& operator=(const curl_transfer&) = delete;

  uint64_t id() const {
    return id_;
  }
  CURL* handle() const {
    return handle_.get();
  }

  /// Returns the page, or what `result`, with which libcurl ended the transfer,
  /// and the status of the answer mean. To be called once. Errors: those of the
  /// FETCHER's protocol, each with the URL and what the server or system said.
  caf::expected<page> outcome(CURLcode result);

private:
  struct handle_deleter {
    void operator()(CURL* x) const {
      curl_easy_cleanup(x);
    }
  };

  static size_t on_body(char* data, size_t size, size_t count, void* self);
  static size_t on_header(char* data, size_t size, size_t count, void* self);

  void set_options();
  bool take_body(std::string_view bytes);
  bool take_header(std::string_view line);
  bool refuse(caf::error why);

  page arrived_page();
  caf::error failure(CURLcode result) const;
  caf::error refused_protocol() const;
  caf::error refused_status(long status) const;
  std::string after_timeout() const;
  std::string broken_off() const;
  std::string reason(CURLcode result) const;
  std::string too_large() const;

  uint64_t id_;
  std::string url_;
  std::string shown_; ///< The URL as errors show it.
  caf::timespan timeout_;
  const curl_engine_config& config_;
  std::unique_ptr<CURL, handle_deleter> handle_;
  std::array<char, CURL_ERROR_SIZE> message_{};
  std::string body_;
  size_t header_bytes_ = 0;
  bool in_head_ = false; ///< The blank line after the headers is to come.
  caf::error refusal_;   ///< Why we, not the server, ended the transfer.
};

} // namespace storify
