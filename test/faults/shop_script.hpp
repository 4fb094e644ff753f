// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <variant>
#include <vector>

#include "messages/changes.hpp"
#include "messages/image.hpp"
#include "messages/lot.hpp"
#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

struct add_command {
  product_draft draft;
  product answer;

  auto message() const {
    return std::tuple{caf::add_atom_v, draft};
  }
};

struct modify_command {
  product_id id = 0;
  product_patch patch;
  product answer;

  auto message() const {
    return std::tuple{modify_atom_v, id, patch};
  }
};

struct remove_command {
  std::vector<product_id> ids;
  std::vector<product> answer;

  auto message() const {
    return std::tuple{remove_atom_v, ids};
  }
};

struct stock_command {
  lot products;
  stock_report answer;

  auto message() const {
    return std::tuple{stock_atom_v, products};
  }
};

struct save_command {
  save_report answer; ///< Any will do.

  auto message() const {
    return std::tuple{save_atom_v};
  }
};

/// What is asked of the STORE, and what a sound one answers.
using shop_command = std::variant<add_command, modify_command, remove_command,
                                  stock_command, save_command>;

/// Returns whether a person gave it, so that its answer means that it is safe.
bool is_of_person(const shop_command& x);

/// A shop's day of random commands; the same seed gives the same day. Prices
/// tell the commands apart: none brings a product back to what it was.
struct shop_script {
  /// What happens before some of the commands.
  enum class event : uint8_t {
    none,
    checkpoint, ///< Somebody else moves the log of a database into its file.
    reopening,  ///< The shop closes and opens again.
  };

  /// Commands that are given at once.
  struct batch {
    event before = event::none;
    size_t first = 0; ///< Command, from 0.
    size_t size = 0;
  };

  /// `is_new`: the shop begins with nothing, else with products so far apart
  /// that a save takes several writes.
  shop_script(uint64_t seed, size_t length, bool is_new);

  std::vector<shop_command> opening; ///< What the day begins with is made so.
  std::vector<shop_command> commands;
  std::vector<batch> batches;
  std::vector<inventory_image> images; ///< After so many commands.
};

} // namespace storify
