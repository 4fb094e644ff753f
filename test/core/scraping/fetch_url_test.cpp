// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE fetch_url
#include "test/suite.hpp"

#include "core/scraping/fetch_url.hpp"

#include <string>

#include "messages/errors.hpp"

using namespace storify;

namespace {

void check_wire(const std::string& url, const std::string& expected) {
  auto result = wire_url(url);
  CAF_REQUIRE(result);
  CAF_CHECK_EQUAL(*result, expected);
}

void check_refused(const std::string& url, const std::string& expected) {
  auto result = wire_url(url);
  CAF_REQUIRE(!result);
  CAF_CHECK_EQUAL(result.error(), ec::url_not_allowed);
  auto why = detail(result.error());
  CAF_CHECK_EQUAL(why, expected);
}

} // namespace

CAF_TEST(a URL is asked for with blanks and accents encoded) {
  check_wire("https://h.example/a?b=c%20d", "https://h.example/a?b=c%20d");
  check_wire("http://h/caf\xc3\xa9/a b", "http://h/caf%c3%a9/a%20b");
  check_wire("http://h/a?q=a b#tiles", "http://h/a?q=a+b");
  check_wire("file:///tmp/a b.html", "file:///tmp/a%20b.html");
}

CAF_TEST(a login is kept for the server) {
  check_wire("http://ann:secret@h/x", "http://ann:secret@h/x");
}

CAF_TEST(what is no complete web or file URL is refused) {
  check_refused("", " is not a complete URL");
  check_refused("shop.example/a", "shop.example/a is not a complete URL");
  check_refused("http://h:99999/", "http://h:99999/ is not a complete URL");
  check_refused("ftp://h/a", "ftp://h/a is neither http, https nor file");
  check_refused(std::string{"http://h/\0x", 11},
                "http://h/\xef\xbf\xbdx is not a complete URL");
}

CAF_TEST(the origin names scheme and host and port in one way) {
  auto check_origin = [](const char* url, const std::string& expected) {
    auto result = origin_of(url);
    CAF_CHECK_EQUAL(result, expected);
  };
  check_origin("HTTPS://Shop.Example/a?b", "https://shop.example:443");
  check_origin("https://ann:x@shop.example:443/", "https://shop.example:443");
  check_origin("http://shop.example", "http://shop.example:80");
  check_origin("http://[::1]:8080/", "http://[::1]:8080");
  check_origin("file:///a/b.html", "file://:0");
  check_origin("nonsense", "");
}

CAF_TEST(a URL is shown without login and control characters) {
  auto check_shown = [](const std::string& url, const std::string& expected) {
    auto result = shown_url(url);
    CAF_CHECK_EQUAL(result, expected);
  };
  check_shown("http://ann:secret@h/a?b@c", "http://h/a?b@c");
  check_shown("http://ann@h/", "http://h/");
  check_shown("http://ann:se/cret@h/", "h/");
  check_shown("http://h/\x1b[31m", "http://h/\xef\xbf\xbd[31m");
  check_shown("http://h/" + std::string(1000, 'x'),
              "http://h/" + std::string(291, 'x') + "...");
}
