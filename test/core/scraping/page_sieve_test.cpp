// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE page_sieve
#include "test/suite.hpp"

#include "core/scraping/page_sieve.hpp"

#include <string>
#include <string_view>

using namespace storify;

namespace {

std::string sieved(std::string_view page, size_t slice,
                   const selector_interest& wanted) {
  page_sieve sieve{page, wanted};
  std::string result;
  while (!sieve.at_end()) {
    auto kept = sieve.next(slice);
    CAF_CHECK(sieve.at_end() || kept.empty() || kept.ends_with('>'));
    result += kept;
  }
  return result;
}

// Checks what is kept of a page where `href` and the classes `a` and `b` are
// looked for.
void check_kept(std::string_view page, std::string_view expected) {
  selector_interest wanted{{"href"}, {"a", "b"}, {"hr"}};
  for (size_t slice : {1, 7, 1'000'000})
    CAF_CHECK_EQUAL(sieved(page, slice, wanted), std::string{expected});
}

} // namespace

CAF_TEST(tags keep the attributes that are wanted) {
  check_kept("<p id=x>t</p>", "<p>t</p>");
  check_kept("<A HREF=x>t</A >", "<A href=\"x\">t</A>");
  check_kept("<a href = 'x\"y' id>", "<a href='x\"y'>");
  check_kept("<a href=x/y>", "<a href=\"x/y\">");
  check_kept("<a href/>", "<a href=\"\"/>");
  check_kept("<a href=x href=y>", "<a href=\"x\">");
  check_kept("<a title='>' href=\"/\">", "<a href=\"/\">");
  check_kept("<a title=a\"b href=x>", "<a href=\"x\">");
  check_kept("<a =href=x>", "<a>");
  check_kept("<a\nb\thref\r=\fx>", "<a href=\"x\">");
}

CAF_TEST(a page without tags comes in slices all the same) {
  for (std::string_view piece : {"x< ", "x<!---->"}) {
    std::string page;
    while (page.size() < 4'000'000)
      page += piece;
    page_sieve sieve{page, {}};
    while (!sieve.at_end()) {
      auto kept = sieve.next(10'000).size();
      CAF_REQUIRE(kept < 100'000u);
    }
  }
}

CAF_TEST(of classes the wanted ones are kept) {
  check_kept("<p class='x  a y b'>", "<p class=\"a b\">");
  check_kept("<p class=ab>", "<p>");
  check_kept("<p class='&#97; x'>", "<p class=\"&#97; x\">");
  selector_interest all{{"class"}, {"a"}, {}};
  CAF_CHECK_EQUAL(sieved("<p class='x a'>", 1, all), "<p class=\"x a\">");
}

CAF_TEST(what can hold no product is left out) {
  check_kept("<!doctype html><p>a<!-- <p> -->b<!-->c<!--->d<!-- --!>e",
             "<p>abcde");
  check_kept("<?php a ?>b<!x>c</>d</ x>e", "bcde");
  check_kept("<script>'</scr' <p></script x>a", "a");
  check_kept("<STYLE></styles></Style>a<iframe/><p></iframe>b", "ab");
  check_kept("a<template><p>b<template>c</template>d</template>e", "ae");
  check_kept("<img src=x><img href=x>a<path d=y></path><hr>",
             "<img href=\"x\"/>a<hr/>");
  check_kept("<a\"b>c<a<d>e</a\"b>", "ce");
}

CAF_TEST(a text that looks like a tag stays a text) {
  check_kept("a < b <3 <<p> <", "a &lt; b &lt;3 &lt;<p> &lt;");
}

CAF_TEST(what is broken off at the end is left out) {
  for (auto end : {"<p", "<p ", "<p href", "<p href=", "<p href='x", "<!--",
                   "<!-- -", "</p", "<script>x", "<template>x", "<!", "<?"})
    check_kept("a<b>c" + std::string{end}, "a<b>c");
}

CAF_TEST(endless texts and values are shortened) {
  std::string endless(100'000, 'x');
  check_kept("<p>" + endless + "</p>",
             "<p>" + endless.substr(0, 16'384) + "</p>");
  check_kept("<a href=" + endless + ">", "<a>");
  check_kept("<" + endless + ">", "");
}
