// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include <curl/curl.h>

#include "io/scraping/curl_transfer.hpp"
#include "io/scraping/http_engine.hpp"

namespace storify {

/// Owns one libcurl multi handle: its connections are shared by all transfers
/// and kept open for the next. As with every libcurl program, `http_proxy`,
/// `https_proxy` and `no_proxy` in the environment are honoured.
class curl_engine final : public http_engine {
public:
  /// Throws `std::runtime_error` if libcurl can't be set up.
  explicit curl_engine(curl_engine_config config = {});
  ~curl_engine() override;
  curl_engine(const curl_engine&) = delete;
  curl_engine& operator=(const curl_engine&) = delete;

  void start(uint64_t id, const fetch_request& request) override;
  std::vector<finished_transfer> poll(caf::timespan max_wait) override;
  void wake() noexcept override;
  size_t open() const override;

private:
  struct multi_deleter {
    void operator()(CURLM* x) const {
      curl_multi_cleanup(x);
    }
  };

  finished_transfer take(CURL* handle, CURLcode result);

  curl_engine_config config_;
  std::unique_ptr<CURLM, multi_deleter> multi_;
  std::unordered_map<CURL*, std::unique_ptr<curl_transfer>> transfers_;
  std::vector<finished_transfer> refused_; ///< Ended before they began.
};

} // namespace storify
