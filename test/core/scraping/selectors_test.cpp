// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE selectors
#include "test/suite.hpp"

#include "core/scraping/selectors.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using attributes = std::vector<const char*>;

struct element {
  const char* name;
  attributes pairs; // without the null at the end
};

// Returns the target that `css` finds in the innermost of these elements, each
// within the one before: "no", "element", "text" or the attribute's value. The
// outermost is the scope.
std::string found(std::string_view css, std::vector<element> path) {
  auto parsed = selector::parse(css);
  if (!parsed)
    return sentence(parsed.error());
  selector::trail trail;
  std::string result;
  for (size_t depth = 0; depth < path.size(); ++depth) {
    path[depth].pairs.push_back(nullptr);
    open_element opened{path[depth].name, path[depth].pairs.data()};
    trail = parsed->enter(trail, opened, depth == 0);
    selector::match match;
    if (!parsed->finds(trail, opened, match))
      result = "no";
    else if (match.target == selector_target::attribute)
      result = match.value;
    else
      result = match.target == selector_target::text ? "text" : "element";
  }
  return result;
}

void check_found(std::string_view css, std::vector<element> path,
                 std::string_view expected = "element") {
  CAF_MESSAGE("selector: " << std::string{css});
  CAF_CHECK_EQUAL(found(css, std::move(path)), std::string{expected});
}

void check_refused(std::string_view css, size_t place, std::string_view why) {
  auto parsed = selector::parse(css);
  CAF_MESSAGE("selector: " << std::string{css});
  CAF_REQUIRE(!parsed);
  CAF_CHECK(parsed.error() == ec::bad_profile);
  auto told = detail(parsed.error());
  auto where = "character " + std::to_string(place) + ":";
  CAF_CHECK(told.find("\"" + std::string{css} + "\"") != std::string::npos);
  CAF_CHECK_NOT_EQUAL(told.find(where), std::string::npos);
  CAF_CHECK_NOT_EQUAL(told.find(why), std::string::npos);
}

const element box{"div", {"class", "tile  big", "id", "t1", "lang", "fr-CA"}};
const element link{"a", {"href", "/x", "rel", "next nofollow", "title", ""}};
const element plain{"p", {}};

} // namespace

CAF_TEST(types and classes and ids are matched) {
  for (auto css : {"div", "DIV", "*", ".tile", ".big", "div.tile.big", "#t1",
                   "div#t1.big", "*.tile", " .tile "})
    check_found(css, {box});
  for (auto css : {"a", ".til", ".tile2", ".Tile", "#t", "#T1", "a.tile",
                   ".tile.small", ".ile"})
    check_found(css, {box}, "no");
  check_found("div", {{"div", {}}});
  check_found(".tile", {plain}, "no");
  check_found(".md\\:flex", {{"p", {"class", "md:flex"}}});
  check_found(".\\31 a", {{"p", {"class", "1a"}}});
}

CAF_TEST(attributes are matched in every way) {
  for (auto css : {"[href]", "[HREF]", "[href='/x']", "[href=\"/x\"]",
                   "[title]", "[title='']", "[rel~=next]", "[rel~=nofollow]",
                   "[rel^=next]", "[rel$=follow]", "[rel*='t n']",
                   "a[href][rel]", "[ rel ~= next ]", "[title|='']"})
    check_found(css, {link});
  for (auto css : {"[id]", "[href=x]", "[rel=next]", "[rel~=nex]",
                   "[rel~='next no']", "[rel^=no]", "[rel$=next]", "[rel*=foo]",
                   "[title^='']", "[title*='']", "[rel~='']", "[rel|=next]"})
    check_found(css, {link}, "no");
  check_found("[lang|=fr]", {box});
  check_found("[lang|=f]", {box}, "no");
}

CAF_TEST(descendants and children are matched) {
  check_found(".tile a", {box, link});
  check_found(".tile a", {box, plain, link});
  check_found(".tile > a", {box, link});
  check_found(".tile>a", {box, link});
  check_found(".tile > a", {box, plain, link}, "no");
  check_found(".tile p > a", {box, plain, link});
  check_found("p .tile > a", {box, plain, link}, "no");
  check_found("div > p a", {box, plain, plain, link});
  check_found("div p p p a", {box, plain, plain, link}, "no");
  check_found("div > div > p", {box, box, box, plain});
  check_found("a a", {link}, "no");
}

CAF_TEST(one of a list is enough) {
  check_found("p, .tile", {box});
  check_found("p,a , div", {box});
  check_found("p, a", {box}, "no");
  check_found("link[rel=next]::attr(href), a[rel~=next]::attr(href)", {link},
              "/x");
}

CAF_TEST(texts and attributes are taken) {
  check_found("a::text", {link}, "text");
  check_found("a::attr(href)", {link}, "/x");
  check_found("a::attr( HREF )", {link}, "/x");
  check_found("a::attr(title)", {link}, "");
  check_found("a::attr(id)", {link}, "no");
  check_found("a::attr(id), a::text", {link}, "text");
  check_found(".tile ::text", {box}, "text");
  check_found(".tile ::attr(href)", {box, link}, "/x");
}

CAF_TEST(nothing before a target means the scope itself) {
  check_found("::attr(id)", {box}, "t1");
  check_found("::text", {box}, "text");
  check_found("p::text, ::attr(id)", {box}, "t1");
  check_found("p::text, ::attr(href)", {box, link}, "no");
  check_found("::attr(href)", {box, link}, "no");
  check_found("::text", {box, plain}, "no");
}

CAF_TEST(a mistake is named with its place) {
  check_refused("", 1, "is missing");
  check_refused("a,", 3, "is missing");
  check_refused(".", 2, "the name of the class is missing");
  check_refused("a > > b", 5, "is missing");
  check_refused("[href", 6, "\"]\" is missing");
  check_refused("[=x]", 2, "name of the attribute");
  check_refused("[a='x]", 7, "quote");
  check_refused("a:first-child", 2, "pseudo-classes");
  check_refused("a + b", 3, "siblings");
  check_refused("a ~ b", 3, "siblings");
  check_refused("a::txt", 7, "only \"::text\"");
  check_refused("a::attr(href", 13, "\")\" is missing");
  check_refused("a::text b", 9, "nothing but a comma");
  check_refused("a{b}", 2, "can't stand here");
  check_refused("> a", 1, "is missing");
  check_refused("[a=b i]", 6, "\"]\" is missing");
}

CAF_TEST(a selector may have 64 parts) {
  std::string css = "p";
  for (auto part = 1; part < 64; ++part)
    css += " p";
  check_found(css, std::vector<element>(64, plain));
  check_found(css, std::vector<element>(63, plain), "no");
  check_refused(css + " p", css.size() + 3, "more than 64 parts");
}

CAF_TEST(what a selector takes and looks at is known) {
  auto x = *selector::parse("a.b[c]::attr(d), ::text, p .e");
  CAF_CHECK(!x.takes_values());
  CAF_CHECK(!x.takes_elements());
  CAF_CHECK(selector::parse("a, b")->takes_elements());
  CAF_CHECK(selector::parse("a::text, ::attr(b)")->takes_values());
  selector_interest all;
  x.add_to(all);
  CAF_CHECK((all.attributes == std::set<std::string>{"c", "d"}));
  CAF_CHECK((all.classes == std::set<std::string>{"b", "e"}));
  CAF_CHECK((all.types == std::set<std::string>{"p"}));
}
