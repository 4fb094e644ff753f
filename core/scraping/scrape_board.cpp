// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/scrape_board.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/basics/duration.hpp"
#include "core/basics/folding.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

bool is_at_work(scraper_phase x) {
  return x == scraper_phase::running || x == scraper_phase::paused
         || x == scraper_phase::restarting;
}

} // namespace

scrape_board::scrape_board(const std::vector<std::string>& categories)
  : crashes_(categories.size()) {
  for (const auto& name : categories) {
    numbers_.emplace(name, rows_.size());
    rows_.emplace_back().category = name;
  }
}

caf::expected<std::vector<size_t>>
scrape_board::find(const std::vector<std::string>& names) const {
  std::vector<size_t> result;
  for (size_t i = 0; names.empty() && i < rows_.size(); ++i)
    result.push_back(i);
  for (const auto& name : names) {
    auto index = number_of(name);
    if (!index)
      return unknown(name);
    if (std::ranges::find(result, *index) == result.end())
      result.push_back(*index);
  }
  return result;
}

// A shop may have two that a person takes for the same.
std::optional<size_t> scrape_board::number_of(const std::string& name) const {
  if (auto exact = numbers_.find(name); exact != numbers_.end())
    return exact->second;
  for (size_t i = 0; i < rows_.size(); ++i)
    if (is_same_name(rows_[i].category, name))
      return i;
  return std::nullopt;
}

caf::error scrape_board::unknown(const std::string& name) const {
  std::vector<std::string> known;
  for (const auto& x : rows_)
    known.push_back(x.category);
  return fail(ec::no_such_category,
              fmt::format("\"{}\"; there are {}", name, some_of(known)));
}

void scrape_board::started(size_t index) {
  if (is_working(index))
    return;
  rows_[index].products = 0;
  rows_[index].pages = 0;
  crashes_[index].clear();
  put(index, scraper_phase::running, "");
}

std::optional<size_t> scrape_board::note(const scraper_status& status) {
  auto found = numbers_.find(status.category);
  if (found == numbers_.end())
    return std::nullopt;
  auto index = found->second;
  rows_[index].products = status.products;
  rows_[index].pages = status.pages;
  const auto& crash = crashes_[index];
  put(index, status.phase,
      crash.empty()         ? status.note
      : status.note.empty() ? crash
                            : fmt::format("{}; {}", status.note, crash));
  return index;
}

void scrape_board::restarting(size_t index, const std::string& why,
                              caf::timespan delay) {
  crashes_[index] = fmt::format("was restarted after {}", why);
  put(index, scraper_phase::restarting,
      fmt::format("{}; starts again in {}", why, format_duration(delay)));
}

void scrape_board::gave_up(size_t index, const std::string& why) {
  put(index, scraper_phase::failed,
      fmt::format("{}; crashed too often, `scrape {}` tries again", why,
                  rows_[index].category));
}

bool scrape_board::is_working(size_t index) const {
  return is_at_work(rows_[index].phase);
}

std::vector<std::string> scrape_board::working() const {
  std::vector<std::string> result;
  for (size_t i = 0; i < rows_.size(); ++i)
    if (is_working(i))
      result.push_back(rows_[i].category);
  return result;
}

scrape_summary scrape_board::summary() const {
  auto count = [this](scraper_phase phase) {
    return static_cast<uint64_t>(
      std::ranges::count(rows_, phase, &scraper_status::phase));
  };
  if (count(scraper_phase::idle) == rows_.size())
    return {};
  return {rows_.size(), count(scraper_phase::failed)};
}

void scrape_board::put(size_t index, scraper_phase phase, std::string note) {
  auto& row = rows_[index];
  working_ -= is_at_work(row.phase) ? 1 : 0;
  working_ += is_at_work(phase) ? 1 : 0;
  row.phase = phase;
  row.note = std::move(note);
}

} // namespace storify
