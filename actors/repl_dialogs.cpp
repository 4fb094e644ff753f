// SPDX-License-Identifier: BSD-3-Clause
// The questions that a command asks when it was given too little.
#include "actors/repl.hpp"

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/folding.hpp"
#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "core/basics/whole_number.hpp"
#include "core/inventory/product_rules.hpp"

namespace storify {

namespace {

caf::expected<std::string> read_name(const std::string& line) {
  if (auto refused = check_name(line))
    return refused;
  return line;
}

// Nothing typed is no product: whoever doesn't know the id gets out.
caf::expected<std::optional<product_id>> read_id(const std::string& line) {
  if (line.empty())
    return std::optional<product_id>{};
  auto id = read_whole_number(line);
  if (!id || *id == 0)
    return fail(ec::no_such_product, fmt::format("\"{}\"", excerpt(line)));
  return std::optional{static_cast<product_id>(*id)};
}

// Returns what was answered, or nothing if it was something else: a command
// pasted behind the one that asks, say. Nothing typed is a no.
std::optional<bool> read_whether(const std::string& line) {
  auto answer = folded(line);
  if (answer == "y" || answer == "yes")
    return true;
  if (answer.empty() || answer == "n" || answer == "no")
    return false;
  return std::nullopt;
}

// Nothing typed keeps what there is.
template <class Read>
auto or_keep(Read read) {
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
  ask(question, [=, this, run = run_](const std::string& line) {
    if (run != run_)
      return;
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

void repl_state::ask_id() {
  ask_for("ID: ", read_id, [this](std::optional<product_id> id) {
    if (!id)
      return answer("nothing changed\n");
    query<product>([this](const product& before) { ask_patch(before); }, store_,
                   caf::get_atom_v, *id);
  });
}

void repl_state::ask_patch(const product& before) {
  auto read_price = or_keep([unit = before.cost.unit](const std::string& line) {
    return parse_price(line, unit);
  });
  auto read_quantity = or_keep(
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
          or_keep(read_name), [=, this](const auto& product_name) {
            ask_for(price_question, read_price, [=, this](const auto& cost) {
              ask_for(quantity_question, read_quantity,
                      [=](const auto& quantity) {
                        finish({product_name, cost, quantity});
                      });
            });
          });
}

void repl_state::ask_whether(const std::string& question,
                             std::function<void(bool)> then) {
  ask(question, [=, this, run = run_](const std::string& line) {
    if (run != run_)
      return;
    if (auto is_wanted = read_whether(line))
      then(*is_wanted);
    else
      print_aside(fmt::format("\"{}\" is neither y nor n", excerpt(line)),
                  [=, this] { ask_whether(question, then); });
  });
}

void repl_state::ask_whether_to_remove(const std::vector<product_id>& ids,
                                       const snapshot& all) {
  for (auto id : ids)
    if (!all.find(id))
      return failed(fail(ec::no_such_product, std::to_string(id)));
  auto question = fmt::format("Remove {} products? [y/N] ", ids.size());
  ask_whether(question, [this, ids](bool is_wanted) {
    if (is_wanted)
      remove(ids);
    else
      answer("nothing removed\n");
  });
}

void repl_state::ask_whether_to_leave() {
  ask_whether(
    "Leave without what is not saved? [y/N] ", [this](bool is_wanted) {
      if (is_wanted)
        leave(exit_code_so_far());
      else
        answer("the shop stays open; `export FILE` writes all of it to another "
               "place\n");
    });
}

} // namespace storify
