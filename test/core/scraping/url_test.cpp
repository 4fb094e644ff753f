// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE url
#include "test/suite.hpp"

#include "core/scraping/url.hpp"

#include <string>
#include <string_view>

#include "messages/errors.hpp"

using namespace storify;

namespace {

void check_url(std::string_view base, std::string_view reference,
               std::string_view expected) {
  auto url = resolve_url(base, reference);
  if (!url)
    CAF_ERROR(std::string{reference} << ": " << sentence(url.error()));
  else
    CAF_CHECK_EQUAL(*url, std::string{expected});
}

void check_refused(std::string_view base, std::string_view reference) {
  auto url = resolve_url(base, reference);
  CAF_MESSAGE("reference: " << std::string{reference});
  CAF_REQUIRE(!url);
  CAF_CHECK(url.error() == ec::url_not_allowed);
}

} // namespace

CAF_TEST(references are resolved on a page of the web) {
  std::string_view page = "https://a.fr/cat/x.html?p=1";
  check_url(page, "y.html", "https://a.fr/cat/y.html");
  check_url(page, "?page=2", "https://a.fr/cat/x.html?page=2");
  check_url(page, "/p/1", "https://a.fr/p/1");
  check_url(page, "/p?a=1&b=2", "https://a.fr/p?a=1&b=2");
  check_url(page, "/a/../b/./c", "https://a.fr/b/c");
  check_url(page, "../up.html", "https://a.fr/up.html");
  check_url(page, "../../../up.html", "https://a.fr/up.html");
  check_url(page, "//b.com/x", "https://b.com/x");
  check_url(page, "http://b.com/x", "http://b.com/x");
  check_url(page, "HTTP://B.com/x", "http://B.com/x");
  check_url(page, "https://b.com", "https://b.com/");
  check_url(page, "", "https://a.fr/cat/x.html?p=1");
  check_url("http://127.0.0.1:8080/a/", "b", "http://127.0.0.1:8080/a/b");
  check_url("http://127.0.0.1:8080/a/", "/b", "http://127.0.0.1:8080/b");
  check_url("https://u:p@a.fr/x", "/y", "https://u:p@a.fr/y");
  check_url("https://a.fr", "y", "https://a.fr/y");
}

CAF_TEST(fragments are dropped) {
  std::string_view page = "https://a.fr/cat/x.html?p=1";
  check_url(page, "#top", page);
  check_url(page, "y.html#top", "https://a.fr/cat/y.html");
  check_url(page, "/y#top", "https://a.fr/y");
  check_url("https://a.fr/x#there", "?q=1", "https://a.fr/x?q=1");
}

CAF_TEST(what is no character of a URL is encoded) {
  std::string_view page = "https://a.fr/cat/";
  check_url(page, " a b.html ", "https://a.fr/cat/a%20b.html");
  check_url(page, "/é", "https://a.fr/%c3%a9");
  check_url(page, "pa\n\tge.html", "https://a.fr/cat/page.html");
  check_url(page, "a%20b", "https://a.fr/cat/a%20b");
}

CAF_TEST(other schemes and broken URLs are refused) {
  for (auto reference :
       {"javascript:void(0)", "mailto:a@b.fr", "ftp://a.fr/x", "data:,x",
        "tel:+33", "http://", "http:x", "gopher://a.fr/", "http://a b/"})
    check_refused("https://a.fr/cat/", reference);
  check_refused("no URL", "x");
  check_refused("ftp://a.fr/", "x");
}

CAF_TEST(references are resolved on a local page) {
  std::string_view page = "file:///shop/lamps/index.html";
  check_url(page, "page-2.html", "file:///shop/lamps/page-2.html");
  check_url(page, "../x y.html", "file:///shop/x%20y.html");
  check_url(page, "../x%20y.html?a=1", "file:///shop/x%20y.html?a=1");
  check_url(page, "?page=2", "file:///shop/lamps/index.html?page=2");
  check_url(page, "/etc/passwd", "file:///etc/passwd");
  check_url(page, "../../../../x", "file:///x");
  check_url(page, "http://a.fr/x", "http://a.fr/x");
  check_refused(page, "%2e%2e/%2e%2e/x");
  check_refused(page, "a%00b");
  check_refused(page, "//host/x");
  check_refused(page, "file://host/x");
}

CAF_TEST(a page leads only where it may) {
  std::string_view folder = "file:///shop/";
  auto web = "https://a.fr/x";
  auto local = "file:///shop/lamps/index.html";
  CAF_CHECK(may_follow(web, "http://b.com/", folder));
  CAF_CHECK(may_follow(local, "file:///shop/p/1.html", folder));
  CAF_CHECK(!may_follow(web, local, folder));
  CAF_CHECK(!may_follow(local, web, folder));
  CAF_CHECK(!may_follow(local, "file:///etc/passwd", folder));
  CAF_CHECK(!may_follow(local, "file:///shopping/x", folder));
  CAF_CHECK(!may_follow(local, "file:///etc/passwd", "file:///"));
  CAF_CHECK(!may_follow(local, "file:///etc/passwd", ""));
}

CAF_TEST(paths and their URLs turn into each other) {
  CAF_CHECK_EQUAL(file_url("/a b/é%/c?d#e"),
                  "file:///a%20b/%C3%A9%25/c%3Fd%23e");
  for (std::string path : {"/", "/a", "/a b/é%/c?d#e", "/a+b&c;d='\"\\"})
    CAF_CHECK_EQUAL(path_of_file_url(file_url(path)), path);
  CAF_CHECK_EQUAL(path_of_file_url("file:///a/b.html?x=1"),
                  std::string{"/a/b.html"});
  CAF_CHECK_EQUAL(path_of_file_url("file://localhost/a"), std::string{"/a"});
  for (auto url : {"http://a.fr/x", "/a", "", "file://host/a", "file:///a%00b",
                   "file:///a/%2e%2e/b"})
    CAF_CHECK(path_of_file_url(url) == ec::url_not_allowed);
}
