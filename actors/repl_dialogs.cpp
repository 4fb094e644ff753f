// SPDX-License-Identifier: BSD-3-Clause
// The questions that a command asks: for what is missing, and whether it is
// meant.
#include "actors/repl.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/prompt/command_language.hpp"

namespace storify {

namespace {

caf::expected<std::string> read_name(const std::string& line) {
  if (auto refused = check_name(line))
    return refused;
  return line;
}

caf::expected<product_id> read_id(const std::string& line) {
  return parse_id(clean_text(line));
}

// Returns what was answered, or nothing if it was something else. Nothing typed
// is a no.
std::optional<bool> read_yes_or_no(std::string line) {
  std::erase(line, ' ');
  std::ranges::transform(line, line.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  if (line == "y" || line == "yes")
    return true;
  if (line.empty() || line == "n" || line == "no")
    return false;
  return std::nullopt;
}

// Nothing typed is no value: what there is is kept.
template <class Read>
auto or_nothing(Read read) {
  using value = typename decltype(read(std::string{}))::value_type;
  return
    [read](const std::string& line) -> caf::expected<std::optional<value>> {
      if (line.empty())
        return std::optional<value>{};
      auto result = read(line);
      if (!result)
        return std::move(result.error());
      return std::optional<value>{std::move(*result)};
    };
}

} // namespace

// A person who mistypes is asked again; a script is not.
template <class Read, class Then>
void repl_state::ask_for(const std::string& question, Read read, Then then) {
  if (config_.is_given)
    return failed(fail(ec::bad_usage,
                       line_
                         + ": it would ask for what is missing, and nobody is "
                           "there to answer; say all of it"));
  ask(question, [=, this](const std::string& line) {
    auto value = read(line);
    if (value)
      then(std::move(*value));
    else if (config_.interactive)
      print_aside(sentence(value.error()),
                  [=, this] { ask_for(question, read, then); });
    else
      failed(value.error());
  });
}

void repl_state::ask_draft() {
  auto read_price = [unit = config_.defaults.unit](const std::string& line) {
    return parse_price(line, unit);
  };
  auto read_quantity = [](const std::string& line) {
    return parse_quantity(line);
  };
  ask_for("Name: ", read_name, [=, this](const std::string& product_name) {
    ask_for("Price: ", read_price, [=, this](price cost) {
      ask_for("Quantity: ", read_quantity, [=, this](int64_t quantity) {
        add({product_name, cost, quantity});
      });
    });
  });
}

// A person who doesn't know the id gets out by Enter.
void repl_state::ask_id() {
  ask_for("ID: ", or_nothing(read_id), [this](std::optional<product_id> id) {
    if (!id && config_.interactive)
      return answer("nothing changed\n");
    if (!id)
      return failed(read_id({}).error());
    query<product>([this](const product& before) { ask_patch(before); }, store_,
                   caf::get_atom_v, *id);
  });
}

void repl_state::ask_patch(const product& before) {
  auto read_price = or_nothing(
    [unit = before.cost.unit](const std::string& line) {
      return parse_price(line, unit);
    });
  auto read_quantity = or_nothing(
    [](const std::string& line) { return parse_quantity(line); });
  auto price_question = fmt::format("Price [{}]: ", format_amount(before.cost));
  auto quantity_question = fmt::format("Quantity [{}]: ", before.quantity);
  auto finish = [this, id = before.id](const product_patch& patch) {
    if (patch == product_patch{})
      answer("nothing changed\n");
    else
      modify(id, patch);
  };
  ask_for(fmt::format("Name [{}]: ", printable(before.name)),
          or_nothing(read_name), [=, this](const auto& product_name) {
            ask_for(price_question, read_price, [=, this](const auto& cost) {
              ask_for(quantity_question, read_quantity,
                      [=](const auto& quantity) {
                        finish({product_name, cost, quantity});
                      });
            });
          });
}

// What is neither a yes nor a no is a no and the next command: a line pasted
// behind the one that asks must not be lost, nor decide anything.
void repl_state::ask_yes_or_no(const std::string& question,
                               const std::string& words_for_no,
                               std::function<void()> yes) {
  ask(question, [=, this](const std::string& line) {
    auto is_wanted = read_yes_or_no(line);
    if (!is_wanted)
      print(channel::answer, words_for_no, [this, line] { execute(line); });
    else if (*is_wanted)
      yes();
    else
      answer(words_for_no);
  });
}

void repl_state::ask_whether_to_remove(const std::vector<product_id>& ids,
                                       const snapshot& all) {
  for (auto id : ids)
    if (!all.find(id))
      return failed(fail(ec::no_such_product, std::to_string(id)));
  ask_yes_or_no(fmt::format("Remove {} products? [y/N] ", ids.size()),
                "nothing removed\n", [this, ids] { remove(ids); });
}

void repl_state::ask_whether_to_leave() {
  ask_yes_or_no("Leave without what is not saved? [y/N] ",
                "the shop stays open; `export FILE` writes all of it to "
                "another place\n",
                [this] { leave(exit_code_so_far()); });
}

} // namespace storify
