// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE page_reader
#include "test/suite.hpp"

#include "core/scraping/page_reader.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/basics/price_reader.hpp"
#include "messages/errors.hpp"

using namespace storify;
using namespace std::string_literals;

namespace {

using profile_ptr = std::shared_ptr<const site_profile>;

constexpr auto whole = size_t{1} << 30;
constexpr auto page_url = "https://shop.fr/cat/page.html";

// A profile in the home24 tile structure; `more` goes into its fields.
profile_ptr make_profile(const std::string& more = "") {
  auto text = R"json({
    "name": "x", "currency": "EUR",
    "categories": [{"name": "A", "url": "../pages/a.html"}],
    "product": ".article-tile",
    "fields": {"name": ".article-tile__name::text",
               "price": ".article__price::text",
               "sku": "::attr(data-sku)",
               "url": ".article-tile__link::attr(href)")json"
              + more + R"json(},
    "next": "link[rel=next]::attr(href), a[rel=next]::attr(href)"})json";
  auto read = parse_profile(text, "file:///shop/sites/x.json");
  CAF_REQUIRE(read);
  return std::make_shared<const site_profile>(std::move(*read));
}

caf::expected<page_content> read_page(std::string body, size_t slice = whole,
                                      profile_ptr profile = make_profile(),
                                      std::string url = page_url,
                                      std::string type = "text/html") {
  page_reader reader{std::move(profile),
                     page{std::move(url), std::move(type), std::move(body)}};
  for (;;) {
    auto done = reader.read_some(slice);
    if (!done)
      return done.error();
    if (*done)
      return reader.take();
  }
}

std::string tile(std::string_view name, std::string_view price,
                 std::string_view sku = "1") {
  auto text = "<div class='x article-tile' data-sku='"s;
  return text.append(sku)
    .append("'><a class=article-tile__link href='/p/")
    .append(sku)
    .append("'></a><h3 class=\"article-tile__name\">")
    .append(name)
    .append("</h3><span class='article__price y'>")
    .append(price)
    .append("</span></div>\n");
}

// Returns what a page holds, a line for each offer and one for the rest.
std::string told(const page_content& x) {
  std::string result;
  for (const auto& o : x.offers)
    result += o.key + "|" + o.name + "|" + format_amount(o.cost) + "|" + o.url
              + "|" + (o.quantity_is_read ? std::to_string(o.quantity) : "-")
              + "\n";
  return result + x.next_url + "|" + std::to_string(x.unreadable) + "|"
         + x.first_unreadable + "|" + x.note;
}

// Checks name and price of the only tile of a page.
void check_tile(const std::string& html, std::string_view name,
                std::string_view price) {
  auto content = read_page(html);
  CAF_REQUIRE(content);
  CAF_CHECK_EQUAL(content->first_unreadable, "");
  CAF_REQUIRE_EQUAL(content->offers.size(), 1u);
  const auto& read = content->offers[0];
  CAF_CHECK_EQUAL(read.name, std::string{name});
  CAF_CHECK_EQUAL(format_amount(read.cost), std::string{price});
}

void check_unreadable(const std::string& html, std::string_view why) {
  auto content = read_page(tile("Fine", "1 €") + html);
  CAF_REQUIRE(content);
  CAF_CHECK_EQUAL(content->offers.size(), 1u);
  CAF_CHECK_EQUAL(content->unreadable, 1u);
  CAF_CHECK_EQUAL(content->first_unreadable,
                  "tile 2 of "s + page_url + " " + std::string{why});
}

void check_error(const caf::expected<page_content>& x, ec code,
                 std::string_view part) {
  CAF_REQUIRE(!x);
  CAF_CHECK(x.error() == code);
  CAF_MESSAGE(sentence(x.error()));
  CAF_CHECK_NOT_EQUAL(sentence(x.error()).find(part), std::string::npos);
}

std::string nasty_page() {
  return "\xEF\xBB\xBF<!DOCTYPE html><html><head><meta charset=utf-8>"
         "<title>a < b &amp; c</title><link rel=next href=p2.html>"
         "<style>a > b { content: '</sty' }</style>"
         "<script>var x = '<\\/script', y = '</scr' + '</scripty>"
         + tile("Script", "1 €", "9") + "';</SCRIPT ><template><p>"
         + tile("Template", "1 €", "9") + "<template></template>"
         + tile("Template", "1 €", "9")
         + "</template></head><body title='>' data-x=\"</body>\"><!-- "
         + tile("Comment", "1 €", "9")
         + "--><!--><!---><!-- -- --!><?php x > ?></><!x>" + "<textarea>"
         + tile("Textarea", "1 €", "9") + "</textarea>"
         + tile("Meuble TV Atelier II", "649,99 €", "a")
         + tile("Étagère &eacute;&#233;&#xE9; &lt;b&gt; &amp;amp;",
                "1&nbsp;649,99&#8239;&euro;", "b")
         + tile("<b>Lit</b><!-- x --> <i>bas<br/>lin</i> a 3 < 4 & 5 <3",
                "<b>1</b>\u202F649<sup>,99</sup> €", "c")
         + "<img class=article-tile__name src='a>b'><p><p>stray</i></div></x>"
         + "<DIV CLASS=article-tile DATA-SKU=d data-sku=e title=\"a'>b\""
           " x='\"' y=\">\"/ z><P CLASS=article-tile__name>Upper<P"
           " class='a article-tile__name article__price'>49 €</p></DIV>"
         + "<a rel='next' href='p3.html'>next</a></body></html>";
}

} // namespace

CAF_TEST(a tile in the home24 structure is read) {
  auto content = read_page(tile("Meuble TV Atelier II", "649,99 €", "M1"));
  CAF_REQUIRE(content);
  CAF_REQUIRE_EQUAL(content->offers.size(), 1u);
  offer expected{"sku:M1", "Meuble TV Atelier II", {64999, {}}, 0,
                 false,    "https://shop.fr/p/M1"};
  CAF_CHECK(content->offers[0] == expected);
  CAF_CHECK_EQUAL(content->next_url, "");
  CAF_CHECK_EQUAL(content->note, "");
}

CAF_TEST(names and prices are read as people see them) {
  check_tile(tile("A", "1 649,99 €"), "A", "1649.99");
  check_tile(tile("A", "1\u00A0649,99\u00A0€"), "A", "1649.99");
  check_tile(tile("A", "1\u202F649,99\u202F€"), "A", "1649.99");
  check_tile(tile("A", "1&nbsp;649,99&nbsp;&euro;"), "A", "1649.99");
  check_tile(tile("\n Canapé\u00A0d&#x27;angle \t", "49 €"), "Canapé d'angle",
             "49.00");
  check_tile(tile("<b>a</b>b<br>c<!-- d -->e", "49 €"), "ab ce", "49.00");
  check_tile(tile("a\x1B[31mb\u202E", "49 €"), "a[31mb", "49.00");
  check_tile(tile("a&#27;[31mb", "49 €"), "a[31mb", "49.00");
  check_tile(tile("a" + "\0"s + "b", "49 €"), "ab", "49.00");
  check_tile("<meta charset=koi8-r>" + tile("\xEC", "49"), "Л", "49.00");
}

CAF_TEST(a page in ISO_8859_1 is read) {
  auto body = "<meta charset=\"ISO-8859-1\">"
              + tile("Canap\xE9 \x96 Ch\xEAne", "1\xA0"
                                                "649,99 \x80");
  check_tile(body, "Canapé – Chêne", "1649.99");
  auto content = read_page(tile("Canap\xE9", "49 \x80"), whole, make_profile(),
                           page_url, "text/html; charset=iso-8859-1");
  CAF_REQUIRE(content);
  CAF_CHECK_EQUAL(content->offers.at(0).name, "Canapé");
  check_tile("<meta charset=utf-8>" + tile("Canap\xE9", "49"), "Canap\uFFFD",
             "49.00");
}

CAF_TEST(the first match in a tile counts and a tile within is a part) {
  check_tile("<div class=article-tile><p class=article-tile__name>A</p>"
               + tile("B", "2 €") + "<p class=article__price>3 €</p></div>",
             "A", "2.00");
}

CAF_TEST(without a SKU the URL is the key and without both the name) {
  auto nameless = [](std::string_view href, std::string_view name) {
    auto text = "<p class=article-tile><a class='article-tile__link "
                "article-tile__name' href='"s;
    return text.append(href).append("'>").append(name).append(
      "</a> <b class=article__price>1 €</b></p>");
  };
  auto content = read_page(nameless("../x y", "A")
                           + nameless("javascript:x()", "B"));
  CAF_REQUIRE(content);
  CAF_CHECK_EQUAL(told(*content),
                  "url:https://shop.fr/x%20y|A|1.00|https://shop.fr/x%20y|-\n"
                  "name:B|B|1.00||-\n|0||");
}

CAF_TEST(a quantity is the first number of its field) {
  auto profile = make_profile(R"(, "quantity": ".stock::text")");
  auto stock = [](std::string_view text) {
    return tile("A", "1 €<i class=stock>" + std::string{text} + "</i>");
  };
  auto content = read_page(stock("Plus que 3 en stock (2 jours)") + stock("0")
                             + stock("épuisé") + tile("A", "1 €") + stock("-3")
                             + stock("99999999999999999999999")
                             + stock("2000000000"),
                           whole, profile);
  CAF_REQUIRE(content);
  std::string quantities;
  for (const auto& x : content->offers) {
    CAF_CHECK(x.quantity_is_read);
    quantities += std::to_string(x.quantity) + " ";
  }
  CAF_CHECK_EQUAL(quantities, "3 0 0 0 0 1000000000 1000000000 ");
}

CAF_TEST(a tile without a name or a price is counted with the reason) {
  check_unreadable(tile("", "1 €"), "has no name");
  check_unreadable(tile(" &nbsp; ", "1 €"), "has no name");
  check_unreadable(tile("A", ""), "has no price");
  check_unreadable(tile("A", "sur demande"),
                   "has no price that can be read: \"sur demande\"");
  check_unreadable("<p class=article-tile>", "has no name");
  check_unreadable(tile("A", "1 €", std::string(2'000, 'x')),
                   "has a number or an address of more than 2000 bytes");
}

CAF_TEST(a long name is cut at a character) {
  std::string name;
  for (auto i = 0; i < 600; ++i)
    name += "é";
  auto content = read_page(tile("x" + name, "1 €"));
  CAF_REQUIRE(content);
  CAF_CHECK_EQUAL(content->offers.at(0).name, "x" + name.substr(0, 998));
}

CAF_TEST(the next page is followed only where it may be) {
  auto check_next = [](std::string_view url, std::string_view reference,
                       std::string_view next, bool has_note = false) {
    auto content = read_page(tile("A", "1 €") + "<a rel=next href='"
                               + std::string{reference} + "'>",
                             whole, make_profile(), std::string{url});
    CAF_REQUIRE(content);
    CAF_CHECK_EQUAL(content->offers.size(), 1u);
    CAF_CHECK_EQUAL(content->next_url, std::string{next});
    CAF_CHECK_EQUAL(!content->note.empty(), has_note);
  };
  check_next(page_url, "?page=2", "https://shop.fr/cat/page.html?page=2");
  check_next(page_url, "file:///etc/passwd", "", true);
  check_next(page_url, "javascript:next()", "", true);
  auto local = "file:///shop/pages/a.html";
  check_next(local, "b.html", "file:///shop/pages/b.html");
  check_next(local, "/etc/passwd", "", true);
  check_next(local, "%2e%2e/%2e%2e/etc/passwd", "", true);
  check_next(local, page_url, "", true);
}

CAF_TEST(the URL of a product is left out where it may not be followed) {
  for (const auto& [page, url] :
       {std::pair{"file:///shop/pages/a.html", ""},
        std::pair{"file:///p/a.html", ""},
        std::pair{"http://shop.fr/a.html", "http://shop.fr/p/1"}}) {
    auto content = read_page(tile("A", "1 €"), whole, make_profile(), page);
    CAF_REQUIRE(content);
    CAF_CHECK_EQUAL(content->offers.at(0).url, url);
  }
}

CAF_TEST(pages without content end in an error) {
  check_error(read_page(""), ec::page_empty, page_url);
  check_error(read_page(" \r\n\t "), ec::page_empty, page_url);
  check_error(read_page("<p>nothing</p>"), ec::no_products_found, page_url);
  check_error(read_page("<script>" + tile("A", "1")), ec::no_products_found,
              "\".article-tile\"; check \"product\" in the site profile");
}

CAF_TEST(slices of every size read the same) {
  auto body = nasty_page();
  auto expected = read_page(body);
  CAF_REQUIRE(expected);
  CAF_CHECK_EQUAL(
    told(*expected),
    "sku:a|Meuble TV Atelier II|649.99|https://shop.fr/p/a|-\n"
    "sku:b|Étagère ééé <b> &amp;|1649.99|https://shop.fr/p/b|-\n"
    "sku:c|Lit bas lin a 3 < 4 & 5 <3|1649.99|https://shop.fr/p/c|-\n"
    "sku:d|Upper|49.00||-\nhttps://shop.fr/cat/p2.html|0||");
  for (size_t slice = 1; slice <= body.size() + 1; ++slice) {
    auto content = read_page(body, slice);
    CAF_REQUIRE(content);
    if (told(*content) != told(*expected))
      CAF_ERROR("slices of " << slice << ": " << told(*content));
  }
}

CAF_TEST(a page that breaks off anywhere does no harm) {
  auto body = nasty_page();
  for (size_t size = 0; size < body.size(); ++size) {
    auto content = read_page(body.substr(0, size), 100);
    if (content)
      CAF_CHECK(content->offers.size() <= 4);
  }
}

CAF_TEST(nesting is bounded in depth and time) {
  auto start = std::chrono::steady_clock::now();
  std::string body = "<html><body>";
  for (auto i = 0; i < 100'000; ++i)
    body += "<div>";
  for (auto i = 0; i < 100'000; ++i)
    body += "</x>";
  check_error(read_page(body, 16'384), ec::page_too_deep, page_url);
  auto time = std::chrono::steady_clock::now() - start;
  CAF_CHECK(time < std::chrono::seconds{1}); // unbounded, it is half a minute
  std::string allowed;
  for (auto i = 0; i < 500; ++i)
    allowed += "<div>";
  check_tile(allowed + tile("A", "1 €"), "A", "1.00");
}
