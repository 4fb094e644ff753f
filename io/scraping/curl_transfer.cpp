// SPDX-License-Identifier: BSD-3-Clause
#include "io/scraping/curl_transfer.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <climits>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <strings.h>

#include <fmt/format.h>

#include "core/basics/duration.hpp"
#include "core/basics/text.hpp"
#include "core/scraping/fetch_url.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr size_t header_limit = 64 << 10; // Bytes, of all answers on the way.
constexpr long redirect_limit = 5;
constexpr long receive_buffer = 64 << 10;
constexpr caf::timespan longest_connect = std::chrono::seconds{10};

template <class T>
void set(CURL* handle, CURLoption option, T value) {
  if (auto code = curl_easy_setopt(handle, option, value); code != CURLE_OK)
    throw std::runtime_error{std::string{"libcurl: "}
                             + curl_easy_strerror(code)};
}

template <class T>
T info(CURL* handle, CURLINFO what) {
  T value{};
  curl_easy_getinfo(handle, what, &value);
  return value;
}

std::string text_info(CURL* handle, CURLINFO what) {
  const auto* text = info<const char*>(handle, what);
  return text ? text : "";
}

// libcurl takes 0 for "for ever".
long to_milliseconds(caf::timespan time) {
  using std::chrono::milliseconds;
  auto count = std::chrono::duration_cast<milliseconds>(time).count();
  return std::clamp<long>(count, 1, INT_MAX);
}

std::string size_text(size_t bytes) {
  if (bytes > 0 && bytes % (size_t{1} << 20) == 0)
    return fmt::format("{} MiB", bytes >> 20);
  if (bytes > 0 && bytes % (size_t{1} << 10) == 0)
    return fmt::format("{} KiB", bytes >> 10);
  return fmt::format("{} bytes", bytes);
}

// Returns the value if `line` is the header `name` (lower case).
std::string_view header_value(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':'
      || strncasecmp(line.data(), name.data(), name.size()) != 0)
    return {};
  line.remove_prefix(name.size() + 1);
  auto is_blank = [](char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
  };
  while (!line.empty() && is_blank(line.front()))
    line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back()))
    line.remove_suffix(1);
  return line;
}

bool is_asked_encoding(std::string_view name) {
  constexpr std::array<std::string_view, 4> known{"gzip", "x-gzip", "deflate",
                                                  "identity"};
  return std::any_of(known.begin(), known.end(), [&](std::string_view x) {
    return x.size() == name.size()
           && strncasecmp(x.data(), name.data(), x.size()) == 0;
  });
}

} // namespace

curl_transfer::curl_transfer(uint64_t id, std::string url,
                             caf::timespan timeout,
                             const curl_engine_config& config)
  : id_(id),
    url_(std::move(url)),
    shown_(shown_url(url_)),
    timeout_(timeout),
    config_(config),
    handle_(curl_easy_init()) {
  if (!handle_)
    throw std::runtime_error{"libcurl: curl_easy_init failed"};
  set_options();
}

void curl_transfer::set_options() {
  auto* x = handle();
  set(x, CURLOPT_URL, url_.c_str());
  set(x, CURLOPT_ERRORBUFFER, message_.data());
  set(x, CURLOPT_WRITEFUNCTION, &curl_transfer::on_body);
  set(x, CURLOPT_WRITEDATA, this);
  set(x, CURLOPT_HEADERFUNCTION, &curl_transfer::on_header);
  set(x, CURLOPT_HEADERDATA, this);
  set(x, CURLOPT_USERAGENT, config_.user_agent.c_str());
  // Not all that libcurl can: a zstd stream may demand 128 MiB of memory.
  set(x, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  set(x, CURLOPT_BUFFERSIZE, receive_buffer);
  // An error page is of no use: stop at its status.
  set(x, CURLOPT_FAILONERROR, 1L);
  set(x, CURLOPT_PROTOCOLS_STR, "http,https,file");
  set(x, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(x, CURLOPT_FOLLOWLOCATION, 1L);
  set(x, CURLOPT_MAXREDIRS, redirect_limit);
  set(x, CURLOPT_MAXFILESIZE_LARGE,
      static_cast<curl_off_t>(config_.body_limit));
  set(x, CURLOPT_TIMEOUT_MS, to_milliseconds(timeout_));
  set(x, CURLOPT_CONNECTTIMEOUT_MS,
      to_milliseconds(std::min(timeout_, longest_connect)));
  set(x, CURLOPT_NOSIGNAL, 1L);
  // Else the end of a transfer waits for its name lookup, and all others with
  // it; the thread that looks it up cleans up after itself.
  set(x, CURLOPT_QUICK_EXIT, 1L);
}

// -- what arrives -------------------------------------------------------------

size_t curl_transfer::on_body(char* data, size_t size, size_t count,
                              void* self) {
  auto bytes = size * count;
  auto& transfer = *static_cast<curl_transfer*>(self);
  return transfer.take_body({data, bytes}) ? bytes : 0;
}

size_t curl_transfer::on_header(char* data, size_t size, size_t count,
                                void* self) {
  auto bytes = size * count;
  auto& transfer = *static_cast<curl_transfer*>(self);
  return transfer.take_header({data, bytes}) ? bytes : 0;
}

bool curl_transfer::take_body(std::string_view bytes) {
  if (bytes.size() > config_.body_limit - body_.size())
    return refuse(fail(ec::page_too_large, too_large()));
  if (body_.empty()) {
    auto told = info<curl_off_t>(handle(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
    auto limit = static_cast<curl_off_t>(config_.body_limit);
    body_.reserve(static_cast<size_t>(std::clamp<curl_off_t>(told, 0, limit)));
  }
  body_.append(bytes);
  return true;
}

bool curl_transfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (line.starts_with("HTTP/"))
    in_head_ = true;
  else if (line == "\r\n" || line == "\n")
    in_head_ = false;
  if (header_bytes_ > header_limit)
    return refuse(
      fail(ec::page_too_large, fmt::format("{} has headers of more than {}",
                                           shown_, size_text(header_limit))));
  auto encoding = header_value(line, "content-encoding");
  if (encoding.empty() || is_asked_encoding(encoding))
    return true;
  return refuse(
    fail(ec::fetch_failed,
         fmt::format("{} came encoded as {}, not as gzip or "
                     "deflate",
                     shown_, cut_at_character(printable(encoding), 40))));
}

bool curl_transfer::refuse(caf::error why) {
  refusal_ = std::move(why);
  return false;
}

// -- what it means ------------------------------------------------------------

caf::expected<page> curl_transfer::outcome(CURLcode result) {
  if (refusal_)
    return std::move(refusal_);
  auto status = info<long>(handle(), CURLINFO_RESPONSE_CODE);
  auto is_refused = result == CURLE_HTTP_RETURNED_ERROR;
  if (result != CURLE_OK && !is_refused)
    return failure(result);
  // libcurl takes a head that breaks off for an empty page.
  if (in_head_)
    return fail(ec::connection_lost, broken_off());
  // A file has no status.
  if (is_refused || (status != 0 && (status < 200 || status > 299)))
    return refused_status(status);
  return arrived_page();
}

page curl_transfer::arrived_page() {
  return {without_login(text_info(handle(), CURLINFO_EFFECTIVE_URL)),
          text_info(handle(), CURLINFO_CONTENT_TYPE), std::move(body_)};
}

caf::error curl_transfer::failure(CURLcode result) const {
  switch (result) {
    case CURLE_URL_MALFORMAT:
      return fail(ec::url_not_allowed, shown_ + " is not a complete URL");
    case CURLE_UNSUPPORTED_PROTOCOL: return refused_protocol();
    case CURLE_TOO_MANY_REDIRECTS:
      return fail(ec::url_not_allowed,
                  fmt::format("{} redirects more than {} times", shown_,
                              redirect_limit));
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return fail(ec::host_unreachable,
                  fmt::format("{} ({})", shown_, reason(result)));
    case CURLE_OPERATION_TIMEDOUT: return fail(ec::timed_out, after_timeout());
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return fail(ec::connection_lost, broken_off());
    case CURLE_FILESIZE_EXCEEDED: return fail(ec::page_too_large, too_large());
    case CURLE_FILE_COULDNT_READ_FILE:
      return fail(ec::page_refused, shown_ + " (no such file)");
    default:
      return fail(ec::fetch_failed,
                  fmt::format("{} ({})", shown_, reason(result)));
  }
}

// The first URL's scheme was checked before, so this is about a redirect, or
// about an answer that is no HTTP at all.
caf::error curl_transfer::refused_protocol() const {
  auto target = text_info(handle(), CURLINFO_EFFECTIVE_URL);
  if (origin_of(target).starts_with("http"))
    return fail(ec::fetch_failed, shown_ + " (the answer is not HTTP)");
  return fail(ec::url_not_allowed,
              fmt::format("{} redirects to {}; redirects are followed to http "
                          "and https only",
                          shown_, shown_url(target)));
}

caf::error curl_transfer::refused_status(long status) const {
  auto code = ec::page_refused;
  if (status == 429)
    code = ec::too_many_requests;
  else if (status >= 500)
    code = ec::server_error;
  return fail(code, fmt::format("{} (status {})", shown_, status));
}

std::string curl_transfer::after_timeout() const {
  using std::chrono::microseconds;
  microseconds waited{info<curl_off_t>(handle(), CURLINFO_TOTAL_TIME_T)};
  if (waited < timeout_)
    return fmt::format("{} after {}, while connecting", shown_,
                       format_duration(longest_connect));
  return fmt::format("{} after {}", shown_, format_duration(timeout_));
}

std::string curl_transfer::broken_off() const {
  auto came = info<curl_off_t>(handle(), CURLINFO_SIZE_DOWNLOAD_T);
  auto told = info<curl_off_t>(handle(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
  if (told >= 0)
    return fmt::format("{} broke off after {} of {} bytes", shown_, came, told);
  return fmt::format("{} broke off after {} bytes", shown_, came);
}

// The system's word where there is one: it is shorter and clearer.
std::string curl_transfer::reason(CURLcode result) const {
  if (auto code = info<long>(handle(), CURLINFO_OS_ERRNO);
      code != 0 && result == CURLE_COULDNT_CONNECT)
    return std::generic_category().message(static_cast<int>(code));
  std::string_view said = message_.data();
  return printable(said.empty() ? curl_easy_strerror(result) : said);
}

std::string curl_transfer::too_large() const {
  return fmt::format("{} is over {}", shown_, size_text(config_.body_limit));
}

} // namespace storify
