// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/profile.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/basics/duration.hpp"
#include "core/basics/text.hpp"
#include "core/scraping/url.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

using json = nlohmann::json;
using field_names = std::initializer_list<std::string_view>;

// An object of the profile and where in the file it is: "" or "fields.".
struct section {
  const json& object;
  std::string prefix;
};

// Reads fields. Notes the first mistake; what is read after one is not used.
class profile_reader {
public:
  explicit profile_reader(std::string_view url) : url_(url) {
  }

  caf::expected<site_profile> read(const json& profile);

private:
  void complain(std::string field, std::string_view what) {
    if (problem_.empty())
      problem_ = fmt::format("field \"{}\": {}", printable(field), what);
  }

  bool check_fields(const section& from, field_names known,
                    field_names required);
  std::string read_text(const section& from, const char* field);
  uint64_t read_number(const section& from, const char* field, uint64_t lowest,
                       uint64_t highest, uint64_t otherwise);
  caf::timespan read_time(const section& from, const char* field,
                          caf::timespan otherwise);
  selector read_selector(const section& from, const char* field);
  selector read_value_selector(const section& from, const char* field);
  currency read_currency(const section& from);
  site_rules read_rules(const section& from);
  std::vector<site_category> read_categories(const json& list);
  std::string common_folder(const std::vector<site_category>& categories) const;

  std::string url_;
  std::string problem_;
};

caf::expected<site_profile> profile_reader::read(const json& profile) {
  section all{profile, ""};
  site_profile result;
  if (check_fields(all,
                   {"name", "currency", "locale", "categories", "product",
                    "fields", "next", "limit", "pace", "delay", "concurrency",
                    "timeout"},
                   {"name", "currency", "categories", "product", "fields"})) {
    constexpr auto any = std::numeric_limits<uint64_t>::max();
    constexpr uint64_t most_transfers = 1'000;
    result.name = read_text(all, "name");
    result.unit = read_currency(all);
    result.locale = read_text(all, "locale");
    result.categories = read_categories(profile["categories"]);
    result.rules = read_rules(all);
    result.folder = common_folder(result.categories);
    result.limit = read_number(all, "limit", 0, any, result.limit);
    result.pace = read_time(all, "pace", result.pace);
    result.delay = read_time(all, "delay", result.delay);
    result.concurrency = static_cast<uint32_t>(
      read_number(all, "concurrency", 1, most_transfers, result.concurrency));
    result.timeout = read_time(all, "timeout", result.timeout);
    if (result.timeout.count() == 0)
      complain("timeout", "is 0; write a time such as \"20s\"");
  }
  if (!problem_.empty())
    return fail(ec::bad_profile, problem_);
  return result;
}

bool profile_reader::check_fields(const section& from, field_names known,
                                  field_names required) {
  auto name = from.prefix.substr(0, from.prefix.find_last_of('.'));
  if (!from.object.is_object()) {
    complain(name, "is not an object; write it in braces");
    return false;
  }
  for (const auto& item : from.object.items())
    if (std::find(known.begin(), known.end(), item.key()) == known.end())
      complain(from.prefix + item.key(),
               fmt::format("is not known here; known are {}",
                           fmt::join(known, ", ")));
  for (auto field : required)
    if (!from.object.contains(std::string{field}))
      complain(from.prefix + std::string{field}, "is missing; add it");
  return problem_.empty();
}

std::string profile_reader::read_text(const section& from, const char* field) {
  auto found = from.object.find(field);
  if (found == from.object.end())
    return {};
  if (!found->is_string()) {
    complain(from.prefix + field, "is not a text; write it in quotes");
    return {};
  }
  auto text = found->get<std::string>();
  if (clean_text(text).empty())
    complain(from.prefix + field, "is empty; fill it in or leave it out");
  if (has_control_characters(text))
    complain(from.prefix + field, "has a control character in it; leave it "
                                  "out");
  return text;
}

uint64_t profile_reader::read_number(const section& from, const char* field,
                                     uint64_t lowest, uint64_t highest,
                                     uint64_t otherwise) {
  auto found = from.object.find(field);
  if (found == from.object.end())
    return otherwise;
  if (found->is_number_unsigned() && found->get<uint64_t>() >= lowest
      && found->get<uint64_t>() <= highest)
    return found->get<uint64_t>();
  auto range = highest == std::numeric_limits<uint64_t>::max()
                 ? fmt::format("{} or more", lowest)
                 : fmt::format("from {} to {}", lowest, highest);
  complain(from.prefix + field,
           fmt::format("is not a number that fits; write a whole number, {}",
                       range));
  return otherwise;
}

caf::timespan profile_reader::read_time(const section& from, const char* field,
                                        caf::timespan otherwise) {
  if (!from.object.contains(field))
    return otherwise;
  auto text = read_text(from, field);
  auto time = parse_duration(text);
  if (time)
    return *time;
  complain(from.prefix + field, detail(time.error()));
  return otherwise;
}

selector profile_reader::read_selector(const section& from, const char* field) {
  if (!from.object.contains(field))
    return {};
  auto parsed = selector::parse(read_text(from, field));
  if (parsed)
    return std::move(*parsed);
  complain(from.prefix + field, detail(parsed.error()));
  return {};
}

selector profile_reader::read_value_selector(const section& from,
                                             const char* field) {
  auto result = read_selector(from, field);
  if (!result.takes_values())
    complain(from.prefix + field,
             fmt::format("selector \"{}\" doesn't say what to take; add "
                         "\"::text\" or \"::attr(name)\" to each part",
                         printable(result.css())));
  return result;
}

currency profile_reader::read_currency(const section& from) {
  auto code = read_text(from, "currency");
  auto known = currency::from(code);
  if (!known)
    complain("currency", fmt::format("\"{}\" is not a currency; write three "
                                     "capital letters such as \"EUR\"",
                                     code));
  return known.value_or(currency{});
}

site_rules profile_reader::read_rules(const section& from) {
  site_rules rules;
  rules.product = read_selector(from, "product");
  if (!rules.product.takes_elements())
    complain("product", "takes a text or an attribute; leave out what starts "
                        "with \"::\"");
  section fields{from.object["fields"], "fields."};
  if (!check_fields(fields, {"name", "price", "sku", "url", "quantity"},
                    {"name", "price"}))
    return rules;
  rules.name = read_value_selector(fields, "name");
  rules.price = read_value_selector(fields, "price");
  rules.sku = read_value_selector(fields, "sku");
  rules.url = read_value_selector(fields, "url");
  rules.quantity = read_value_selector(fields, "quantity");
  rules.next = read_value_selector(from, "next");
  return rules;
}

std::vector<site_category> profile_reader::read_categories(const json& list) {
  std::vector<site_category> result;
  if (!list.is_array() || list.empty()) {
    complain("categories", "is not a list of categories; write at least one: "
                           "[{\"name\": \"LAMPS\", \"url\": \"...\"}]");
    return result;
  }
  for (const auto& item : list) {
    section from{item, fmt::format("categories[{}].", result.size())};
    if (!check_fields(from, {"name", "url"}, {"name", "url"}))
      return result;
    site_category category{read_text(from, "name"), {}};
    auto url = resolve_url(url_, read_text(from, "url"));
    if (url)
      category.url = std::move(*url);
    else
      complain(from.prefix + "url", detail(url.error()));
    result.push_back(std::move(category));
  }
  auto names = std::vector<std::string_view>{};
  for (const auto& category : result)
    names.push_back(category.name);
  std::sort(names.begin(), names.end());
  auto twin = std::adjacent_find(names.begin(), names.end());
  if (twin != names.end())
    complain("categories", fmt::format("two are called \"{}\"; give each a "
                                       "name of its own",
                                       *twin));
  return result;
}

std::string profile_reader::common_folder(
  const std::vector<site_category>& categories) const {
  auto folder = url_.substr(0, url_.rfind('/') + 1);
  for (const auto& [name, url] : categories) {
    if (!url.starts_with("file:"))
      continue;
    auto differ = std::mismatch(folder.begin(), folder.end(), url.begin(),
                                url.end());
    folder.erase(differ.first, folder.end());
    folder.erase(folder.rfind('/') + 1);
  }
  return folder;
}

// Returns where and why `what` says that a text is no JSON.
std::string_view json_problem(const json::parse_error& what) {
  std::string_view text{what.what()};
  constexpr std::string_view before = "parse error at ";
  auto at = text.find(before);
  return at == std::string_view::npos ? text : text.substr(at + before.size());
}

} // namespace

caf::expected<site_profile> parse_profile(std::string_view text,
                                          std::string_view profile_url) {
  auto path = path_of_file_url(profile_url);
  auto file = printable(path ? *path : profile_url);
  try {
    auto profile = json::parse(text);
    if (!profile.is_object())
      return fail(ec::bad_profile,
                  fmt::format("{}: it is no JSON object; write it in braces",
                              file));
    auto result = profile_reader{profile_url}.read(profile);
    if (result)
      return result;
    return fail(ec::bad_profile,
                fmt::format("{}, {}", file, detail(result.error())));
  } catch (const json::parse_error& what) {
    return fail(ec::bad_profile, fmt::format("{}, {}; correct the JSON", file,
                                             printable(json_problem(what))));
  }
}

} // namespace storify
