// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE curl_engine
#include "test/suite.hpp"

#include "io/scraping/curl_engine.hpp"

#include <chrono>
#include <fstream>
#include <future>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "messages/errors.hpp"
#include "test/loopback_server.hpp"
#include "test/temp_folder.hpp"

using namespace std::chrono_literals;
using namespace storify;

namespace {

using answer = loopback_server::answer;
using ending = loopback_server::ending;

constexpr size_t body_limit = size_t{64} << 10;
const std::string ok = "HTTP/1.1 200 OK\r\n";
const std::string text_type = "Content-Type: text/plain\r\n";

std::string bytes_of_hex(std::string_view hex) {
  std::string result;
  for (size_t i = 0; i < hex.size(); i += 2)
    result += static_cast<char>(
      std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
  return result;
}

// "hello, pages", as gzip makes it.
std::string gzip_greeting() {
  return bytes_of_hex(
    "1f8b0800000000000203cb48cdc9c9d75128484c4f2d06000c86a8e50c000000");
}

// 200 KiB of zeros in 234 bytes.
std::string gzip_bomb() {
  return bytes_of_hex("1f8b0800000000000203edc1010d000000c2a04aef9fce1e0e28")
         + std::string(198, '\0') + bytes_of_hex("9e0c22da7a6600200300");
}

std::string redirect(const std::string& target) {
  return http_answer("302 Found", "Location: " + target + "\r\n", "gone");
}

std::string gzipped(const std::string& body) {
  return http_answer("200 OK", "Content-Encoding: gzip\r\n", body);
}

const std::map<std::string, answer> answers{
  {"/", {http_answer("200 OK", text_type, "hello")}},
  {"/empty", {http_answer("200 OK", "", "")}},
  {"/full", {http_answer("200 OK", "", std::string(body_limit, 'x'))}},
  {"/gzip", {gzipped(gzip_greeting())}},
  {"/until-close", {ok + "\r\nhello", ending::close}},
  {"/moved", {redirect("/")}},
  {"/two-of-us", {http_answer("200 OK", "", "both"), ending::keep, 2}},
  {"/404", {http_answer("404 Not Found", "", "no")}},
  {"/404-for-ever", {"HTTP/1.1 404 x\r\n\r\n", ending::flood}},
  {"/304", {"HTTP/1.1 304 Not Modified\r\n\r\n"}},
  {"/429", {http_answer("429 Too Many Requests", "", "")}},
  {"/500", {http_answer("500 Oops", "", "")}},
  {"/503", {http_answer("503 Unavailable", "", "")}},
  {"/cut", {ok + "Content-Length: 100\r\n\r\nhello", ending::close}},
  {"/cut-chunk",
   {ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\nand",
    ending::close}},
  {"/cut-head", {"HTTP/1.1 200 OK\r\nContent-", ending::close}},
  {"/silent", {"", ending::close}},
  {"/reset", {"", ending::reset}},
  {"/hang", {"", ending::hang}},
  {"/hang-within", {ok + "Content-Length: 9\r\n\r\nhell", ending::hang}},
  {"/told-large", {ok + "Content-Length: 99999999\r\n\r\n", ending::hang}},
  {"/flood", {ok + "\r\n", ending::flood}},
  {"/flood-of-chunks",
   {ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", ending::flood}},
  {"/bomb", {gzipped(gzip_bomb())}},
  {"/no-gzip", {gzipped("hello")}},
  {"/zstd", {http_answer("200 OK", "Content-Encoding: zstd\r\n", "hello")}},
  {"/long-header", {ok + "A: ", ending::flood}},
  {"/to-file", {redirect("file:///etc/passwd")}},
  {"/to-ftp", {redirect("ftp://127.0.0.1/x")}},
  {"/circle", {redirect("/circle")}},
  {"/no-http", {"hello there, this is no web server\r\n", ending::close}},
};

std::string many_headers() {
  std::string result = ok;
  for (auto i = 0; i < 100; ++i)
    result += "A: " + std::string(1000, 'x') + "\r\n";
  return result + "\r\n";
}

answer answer_for(const std::string& request) {
  auto path = request.substr(4, request.find(' ', 4) - 4);
  if (path == "/headers")
    return {http_answer("200 OK", "", request)};
  if (path == "/many-headers")
    return {many_headers(), ending::hang};
  return answers.at(path);
}

struct fixture {
  loopback_server server{answer_for};
  curl_engine engine{{body_limit, "storify/1.2 (+inventory scraper)"}};

  // Waits until something has ended.
  std::vector<finished_transfer> next() {
    for (;;)
      if (auto ended = engine.poll(10s); !ended.empty())
        return ended;
  }

  caf::expected<page> fetch(const std::string& url,
                            caf::timespan timeout = 10s) {
    engine.start(7, {url, timeout, 0s, 1});
    CAF_CHECK_EQUAL(engine.open(), 1u);
    auto ended = next();
    CAF_REQUIRE_EQUAL(ended.size(), 1u);
    CAF_CHECK_EQUAL(ended[0].id, 7u);
    CAF_CHECK_EQUAL(engine.open(), 0u);
    return std::move(ended[0].result);
  }

  void check_body(const std::string& path, const std::string& expected) {
    auto result = fetch(server.url(path));
    CAF_REQUIRE(result);
    CAF_CHECK_EQUAL(result->body, expected);
  }

  // Expects `detail` to follow the URL.
  void check_error(const std::string& url, ec code, const std::string& why,
                   caf::timespan timeout = 10s) {
    CAF_MESSAGE(url);
    auto result = fetch(url, timeout);
    CAF_REQUIRE(!result);
    CAF_CHECK_EQUAL(result.error(), code);
    auto said = detail(result.error());
    CAF_CHECK_EQUAL(said, url + why);
  }

  void check_path(const std::string& path, ec code, const std::string& why,
                  caf::timespan timeout = 10s) {
    check_error(server.url(path), code, why, timeout);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(curl_engine_tests, fixture)

CAF_TEST(a page arrives with its address and type) {
  auto result = fetch(server.url("/"));
  CAF_REQUIRE(result);
  CAF_CHECK(*result == (page{server.url("/"), "text/plain", "hello"}));
}

CAF_TEST(a page arrives in full however it ends) {
  check_body("/empty", "");
  check_body("/full", std::string(body_limit, 'x'));
  check_body("/gzip", "hello, pages");
  check_body("/until-close", "hello");
}

CAF_TEST(a request says who asks and what it can read) {
  auto result = fetch(server.url("/headers"));
  CAF_REQUIRE(result);
  auto says = [&](const char* line) {
    return result->body.find(line) != std::string::npos;
  };
  CAF_CHECK(says("User-Agent: storify/1.2 (+inventory scraper)"));
  CAF_CHECK(says("Accept-Encoding: gzip, deflate"));
}

CAF_TEST(a redirect is followed and the page tells where it came from) {
  auto result = fetch(server.url("/moved"));
  CAF_REQUIRE(result);
  CAF_CHECK_EQUAL(result->url, server.url("/"));
  CAF_CHECK_EQUAL(result->body, "hello");
}

CAF_TEST(a login is sent but neither shown nor kept) {
  auto with_login = [&](const std::string& path) {
    return "http://ann:secret@" + server.url(path).substr(7);
  };
  auto result = fetch(with_login("/headers"));
  CAF_REQUIRE(result);
  CAF_CHECK(result->body.find("Authorization: Basic ") != std::string::npos);
  CAF_CHECK_EQUAL(result->url, server.url("/headers"));
  for (auto path : {"/404", "/hang", "/cut", "/bomb", "/to-file", "/reset"}) {
    auto failed = fetch(with_login(path), 50ms);
    CAF_REQUIRE(!failed);
    auto said = sentence(failed.error());
    CAF_CHECK(said.find("secret") == std::string::npos);
  }
}

CAF_TEST(a status other than 2xx is an error of its kind) {
  check_path("/404", ec::page_refused, " (status 404)");
  check_path("/404-for-ever", ec::page_refused, " (status 404)");
  check_path("/304", ec::page_refused, " (status 304)");
  check_path("/429", ec::too_many_requests, " (status 429)");
  check_path("/500", ec::server_error, " (status 500)");
  check_path("/503", ec::server_error, " (status 503)");
}

CAF_TEST(a connection that breaks off is told with how much had come) {
  auto lost = ec::connection_lost;
  check_path("/cut", lost, " broke off after 5 of 100 bytes");
  check_path("/cut-chunk", lost, " broke off after 8 bytes");
  check_path("/cut-head", lost, " broke off after 0 bytes");
  check_path("/silent", lost, " broke off after 0 bytes");
  check_path("/reset", lost, " broke off after 0 bytes");
}

CAF_TEST(a page that does not come in time is given up) {
  check_path("/hang", ec::timed_out, " after 200ms", 200ms);
  check_path("/hang-within", ec::timed_out, " after 200ms", 200ms);
  check_path("/hang", ec::timed_out, " after 0s", 0s);
}

CAF_TEST(a page over the limit is given up at once) {
  auto large = ec::page_too_large;
  check_path("/told-large", large, " is over 64 KiB");
  check_path("/flood", large, " is over 64 KiB");
  check_path("/flood-of-chunks", large, " is over 64 KiB");
  check_path("/bomb", large, " is over 64 KiB");
  check_path("/many-headers", large, " has headers of more than 64 KiB");
}

CAF_TEST(an answer that makes no sense is an error) {
  auto failed = ec::fetch_failed;
  check_path("/zstd", failed, " came encoded as zstd, not as gzip or deflate");
  check_path("/no-http", failed, " (the answer is not HTTP)");
  CAF_CHECK(fetch(server.url("/no-gzip")).error() == failed);
  CAF_CHECK(!fetch(server.url("/long-header")));
}

CAF_TEST(a redirect leads only to the web and not in circles) {
  auto refused = ec::url_not_allowed;
  check_path("/to-file", refused,
             " redirects to file:///etc/passwd; redirects are followed to "
             "http and https only");
  check_path("/to-ftp", refused,
             " redirects to ftp://127.0.0.1/x; redirects are followed to http "
             "and https only");
  check_path("/circle", refused, " redirects more than 5 times");
}

CAF_TEST(a host that is not there can not be reached) {
  refused_port nobody;
  check_error(nobody.url(), ec::host_unreachable, " (Connection refused)");
  // A name that no resolver asks the network for.
  check_error("http://a..b/", ec::host_unreachable,
              " (Could not resolve host: a..b)");
}

CAF_TEST(an address that is none is refused without a transfer) {
  check_error("nonsense", ec::url_not_allowed, " is not a complete URL");
  check_error("ftp://127.0.0.1/", ec::url_not_allowed,
              " is neither http, https nor file");
}

CAF_TEST(a file is read like a page) {
  temp_folder folder;
  std::ofstream{folder / "a page"} << "from a file";
  std::ofstream{folder / "large"} << std::string(body_limit + 1, 'x');
  auto result = fetch("file://" + (folder / "a page").string());
  CAF_REQUIRE(result);
  CAF_CHECK_EQUAL(result->body, "from a file");
  check_error("file://" + (folder / "large").string(), ec::page_too_large,
              " is over 64 KiB");
  check_error("file:///no/such/file", ec::page_refused, " (no such file)");
}

CAF_TEST(a slow page holds up no other) {
  engine.start(1, {server.url("/two-of-us"), 10s, 0s, 1});
  engine.start(2, {server.url("/"), 10s, 0s, 1});
  auto first = next();
  CAF_REQUIRE_EQUAL(first.size(), 1u);
  CAF_CHECK_EQUAL(first[0].id, 2u);
  engine.start(3, {server.url("/two-of-us"), 10s, 0s, 1});
  std::set<uint64_t> others;
  while (others.size() < 2)
    for (auto& ended : next())
      others.insert(ended.id);
  CAF_CHECK_EQUAL(others, (std::set<uint64_t>{1, 3}));
}

CAF_TEST(a wake from another thread ends the wait) {
  // Nothing else could: without it the watchdog of the test would.
  engine.wake();
  CAF_CHECK(engine.poll(1h).empty());
  auto waker = std::async(std::launch::async, [this] { engine.wake(); });
  CAF_CHECK(engine.poll(1h).empty());
}

CAF_TEST(an engine that ends with transfers open leaves nothing behind) {
  for (uint64_t id = 0; id < 20; ++id)
    engine.start(id, {server.url("/hang-within"), 1h, 0s, 1});
  CAF_CHECK(engine.poll(1ms).empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
