// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sample_shop
#include "test/suite.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/basics/price_reader.hpp"
#include "core/scraping/page_reader.hpp"
#include "core/scraping/url.hpp"
#include "messages/errors.hpp"

using namespace storify;

namespace {

const std::string data_folder = STORIFY_SOURCE_DIR "/data";

std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  CAF_REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>{file}, {}};
}

// Returns a cell as the generator of the shop writes it.
std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos)
    return text;
  std::string result;
  for (auto c : text)
    result += c == '"' ? std::string{"\"\""} : std::string{c};
  return '"' + result + '"';
}

page_content read_page(const std::shared_ptr<const site_profile>& profile,
                       const std::string& url) {
  page_reader reader{profile, page{url, "", read_file(*path_of_file_url(url))}};
  for (;;) {
    auto done = reader.read_some(8'192);
    CAF_REQUIRE(done);
    if (*done)
      return reader.take();
  }
}

} // namespace

CAF_TEST(all pages of the sample shop are read to the byte) {
  auto profile_path = data_folder + "/sites/sample.json";
  auto profile = parse_profile(read_file(profile_path), file_url(profile_path));
  CAF_REQUIRE(profile);
  CAF_CHECK_EQUAL(profile->folder, file_url(data_folder) + "/");
  auto shared = std::make_shared<const site_profile>(std::move(*profile));
  std::string rows = "category,page,sku,name,price,url\n";
  auto before = file_url(data_folder) + "/sample/";
  for (const auto& category : shared->categories) {
    auto folder = category.url.substr(before.size());
    folder.resize(folder.find('/'));
    auto number = 1;
    for (auto url = category.url; !url.empty(); ++number) {
      auto content = read_page(shared, url);
      CAF_CHECK_EQUAL(content.first_unreadable, "");
      CAF_CHECK_EQUAL(content.note, "");
      for (const auto& x : content.offers)
        rows += folder + "," + std::to_string(number) + ","
                + x.key.substr(x.key.find(':') + 1) + "," + csv_cell(x.name)
                + "," + format_amount(x.cost) + ",../"
                + csv_cell(x.url.substr(before.size())) + "\n";
      url = content.next_url;
    }
    CAF_CHECK_EQUAL(number, 5);
  }
  CAF_CHECK(rows == read_file(data_folder + "/sample/expected.csv"));
}
