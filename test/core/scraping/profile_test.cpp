// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE profile
#include "test/suite.hpp"

#include "core/scraping/profile.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "messages/errors.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

constexpr auto profile_url = "file:///shop/sites/lamps.json";

// The least that a profile needs.
json least() {
  return json::parse(R"({
    "name": "lamps", "currency": "CHF",
    "categories": [{"name": "A", "url": "../pages/a b.html"},
                   {"name": "B", "url": "https://a.fr/b/"}],
    "product": ".tile",
    "fields": {"name": "h3::text", "price": ".price::text"}})");
}

// Checks that a profile, changed at `pointer`, is refused, and that the
// sentence names the file and tells all of `parts`.
void check_refused(const std::string& pointer, const json& value,
                   std::vector<std::string> parts) {
  auto profile = least();
  if (value.is_discarded())
    profile = profile.patch({{{"op", "remove"}, {"path", pointer}}});
  else
    profile[json::json_pointer{pointer}] = value;
  CAF_MESSAGE(pointer << " = " << value.dump());
  auto refused = parse_profile(profile.dump(), profile_url);
  CAF_REQUIRE(!refused);
  CAF_CHECK(refused.error() == ec::bad_profile);
  auto told = sentence(refused.error());
  CAF_MESSAGE(told);
  parts.emplace_back("/shop/sites/lamps.json");
  for (const auto& part : parts)
    CAF_CHECK_NOT_EQUAL(told.find(part), std::string::npos);
}

const json nothing(json::value_t::discarded);

} // namespace

CAF_TEST(a profile needs little) {
  auto profile = parse_profile(least().dump(), profile_url);
  CAF_REQUIRE(profile);
  CAF_CHECK_EQUAL(profile->name, "lamps");
  CAF_CHECK_EQUAL(profile->unit.code(), "CHF");
  CAF_CHECK_EQUAL(profile->categories.size(), 2u);
  CAF_CHECK_EQUAL(profile->categories[0].name, "A");
  CAF_CHECK_EQUAL(profile->categories[0].url, "file:///shop/pages/a%20b.html");
  CAF_CHECK_EQUAL(profile->categories[1].url, "https://a.fr/b/");
  CAF_CHECK_EQUAL(profile->rules.product.css(), ".tile");
  CAF_CHECK_EQUAL(profile->rules.name.css(), "h3::text");
  CAF_CHECK(profile->rules.sku.empty());
  CAF_CHECK(profile->rules.next.empty());
  CAF_CHECK_EQUAL(profile->locale, "");
  CAF_CHECK_EQUAL(profile->limit, 0u);
  CAF_CHECK_EQUAL(profile->pace, caf::timespan{0});
  CAF_CHECK_EQUAL(profile->delay, caf::timespan{0});
  CAF_CHECK_EQUAL(profile->concurrency, 2u);
  CAF_CHECK_EQUAL(profile->timeout, caf::timespan{20s});
}

CAF_TEST(a profile tells everything) {
  auto full = least();
  full.update({{"locale", "fr"},
               {"limit", 10},
               {"pace", "400ms"},
               {"delay", "1s"},
               {"concurrency", 5},
               {"timeout", "1m"},
               {"next", "a[rel=next]::attr(href)"}});
  full["fields"].update({{"sku", "::attr(data-sku)"},
                         {"url", "a::attr(href)"},
                         {"quantity", "i::text"}});
  auto profile = parse_profile(full.dump(), profile_url);
  CAF_REQUIRE(profile);
  CAF_CHECK_EQUAL(profile->locale, "fr");
  CAF_CHECK_EQUAL(profile->limit, 10u);
  CAF_CHECK_EQUAL(profile->pace, caf::timespan{400ms});
  CAF_CHECK_EQUAL(profile->delay, caf::timespan{1s});
  CAF_CHECK_EQUAL(profile->concurrency, 5u);
  CAF_CHECK_EQUAL(profile->timeout, caf::timespan{1min});
  CAF_CHECK_EQUAL(profile->rules.next.css(), "a[rel=next]::attr(href)");
  CAF_CHECK_EQUAL(profile->rules.sku.css(), "::attr(data-sku)");
  CAF_CHECK_EQUAL(profile->rules.url.css(), "a::attr(href)");
  CAF_CHECK_EQUAL(profile->rules.quantity.css(), "i::text");
}

CAF_TEST(local pages may lead to the folder of all of them) {
  for (const auto& [url, folder] :
       {std::pair{"../pages/a.html", "file:///shop/"},
        std::pair{"pages/a.html", "file:///shop/sites/"},
        std::pair{"https://a.fr/", "file:///shop/sites/"},
        std::pair{"/elsewhere/a.html", "file:///"}}) {
    auto profile = least();
    profile["categories"][0]["url"] = url;
    auto read = parse_profile(profile.dump(), profile_url);
    CAF_REQUIRE(read);
    CAF_CHECK_EQUAL(read->folder, folder);
  }
}

CAF_TEST(what is no JSON is refused with line and column) {
  auto refused = parse_profile("{\n \"name\": ,}", profile_url);
  CAF_REQUIRE(!refused);
  CAF_CHECK(refused.error() == ec::bad_profile);
  auto told = detail(refused.error());
  CAF_CHECK(told.starts_with("/shop/sites/lamps.json, line 2, column 10"));
  for (auto text : {"", "[]", "\"lamps\"", "{", "\xFF"})
    CAF_CHECK(parse_profile(text, profile_url) == ec::bad_profile);
}

CAF_TEST(a missing field is named) {
  for (std::string field :
       {"name", "currency", "categories", "product", "fields"})
    check_refused("/" + field, nothing, {"\"" + field + "\"", "missing"});
  check_refused("/fields/name", nothing, {"\"fields.name\"", "missing"});
  check_refused("/fields/price", nothing, {"\"fields.price\"", "missing"});
  check_refused("/categories/1/url", nothing,
                {"\"categories[1].url\"", "missing"});
}

CAF_TEST(an unknown field is named with the known ones) {
  check_refused("/limits", 1, {"\"limits\"", "known are", "limit"});
  check_refused("/fields/nmae", "a::text", {"\"fields.nmae\"", "quantity"});
  check_refused("/categories/0/link", "x", {"\"categories[0].link\"", "url"});
}

CAF_TEST(a mistyped field is named with the remedy) {
  check_refused("/name", 1, {"\"name\"", "in quotes"});
  check_refused("/name", " ", {"\"name\"", "fill it in"});
  check_refused("/name", "a\nb", {"\"name\"", "control character"});
  check_refused("/currency", "eur", {"\"currency\"", "\"EUR\""});
  check_refused("/currency", "EURO", {"\"currency\"", "\"EUR\""});
  check_refused("/categories", json::array(), {"\"categories\"", "at least"});
  check_refused("/categories", "a.html", {"\"categories\"", "at least"});
  check_refused("/categories/0", "a.html", {"\"categories[0]\"", "braces"});
  check_refused("/categories/1/name", "A", {"\"categories\"", "called \"A\""});
  check_refused("/categories/0/url", "ftp://a/", {"\"categories[0].url\""});
  check_refused("/fields", "h3::text", {"\"fields\"", "braces"});
  check_refused("/limit", -1, {"\"limit\"", "0 or more"});
  check_refused("/limit", "10", {"\"limit\"", "whole number"});
  check_refused("/limit", 1.5, {"\"limit\"", "whole number"});
  check_refused("/concurrency", 0, {"\"concurrency\"", "from 1 to 1000"});
  check_refused("/pace", 4, {"\"pace\"", "in quotes"});
  check_refused("/pace", "-4s", {"\"pace\"", "500ms"});
  check_refused("/timeout", "0s", {"\"timeout\"", "is 0"});
}

CAF_TEST(a wrong selector is named with field and place) {
  check_refused("/product", "a:hover", {"\"product\"", "character 2"});
  check_refused("/product", "a::text", {"\"product\"", "leave out"});
  check_refused("/fields/name", "h3", {"\"fields.name\"", "::text"});
  check_refused("/fields/url", "a::href", {"\"fields.url\"", "::attr(name)"});
  check_refused("/next", "a[rel=next]", {"\"next\"", "::attr(name)"});
}
