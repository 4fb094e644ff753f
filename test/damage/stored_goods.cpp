// SPDX-License-Identifier: BSD-3-Clause
#include "test/damage/stored_goods.hpp"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "core/inventory/inventory.hpp"
#include "messages/errors.hpp"
#include "test/temp_folder.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

constexpr int steps = 4;

lot goods_of_site(std::string_view category, int number, int64_t cents) {
  lot x{"site", std::string{category}};
  for (auto i = 1; i <= number; ++i)
    x.add(offer{fmt::format("sku:{}-{}", category, i),
                fmt::format("Table « {} » n° {}", category, i),
                {cents + i, currency{}},
                i % 7,
                i % 2 == 0,
                fmt::format("https://shop.example/{}/{}", category, i)});
  return x;
}

// What happens in a shop in one step: much in the first one.
void trade(inventory& goods, int step) {
  goods.sign(author::manager, 1'700'000'000'000 + step);
  for (auto category : {"MEUBLE", "JARDIN", "LUMINAIRE", "« É »"})
    if (step == 0)
      goods.stock(goods_of_site(category, 100, 4'900));
  goods.stock(goods_of_site("MEUBLE", 4, 5'000 + step));
  goods.stock(goods_of_site(fmt::format("SALON {}", step), 4, 999));
  for (auto i = 0; i < 6; ++i)
    goods.add({fmt::format("Lampe \"{}\", étage {}", i, step),
               {1'999 + i, *currency::from(i % 3 == 0 ? "USD" : "EUR")},
               3 + i});
  auto first = static_cast<product_id>(8 * step);
  for (auto id = first + 1; id < first + 5; ++id)
    goods.modify(id, {{}, {}, static_cast<int64_t>(id)});
  goods.remove({first + 6, first + 7});
}

template <class T>
T must(caf::expected<T> x) {
  if (!x)
    throw std::runtime_error{sentence(x.error())};
  return std::move(*x);
}

folder_files files_of(const fs::path& folder) {
  folder_files result;
  for (const auto& entry : fs::directory_iterator{folder}) {
    auto name = entry.path().filename().string();
    if (!name.ends_with("-shm"))
      result[name] = text_of(entry.path());
  }
  return result;
}

stored_goods goods_in(storage_kind kind, const folder_files& files) {
  temp_folder folder{temp_folder::memory()};
  for (const auto& [name, text] : files)
    write_text(folder / name, text);
  return must(read_goods(*open_storage(kind, folder.path())));
}

} // namespace

caf::expected<stored_goods> read_goods(storage& from) {
  stored_goods result;
  auto part = from.load();
  for (; part; part = from.load_more()) {
    auto more = part->rows.image();
    auto& all = result.image.products;
    all.insert(all.end(), more.products.begin(), more.products.end());
    if (!part->is_last)
      continue;
    result.image.removed = std::move(more.removed);
    result.image.next_id = more.next_id;
    result.next_movement = part->next_movement;
    if (auto moved = from.history({}))
      result.moved = std::move(*moved);
    return result;
  }
  return std::move(part.error());
}

kept_goods keep_goods(storage_kind kind, bool is_open) {
  temp_folder folder{temp_folder::memory()};
  kept_goods result;
  auto store = open_storage(kind, folder.path());
  must(store->load());
  inventory goods;
  if (kind == storage_kind::sqlite)
    goods.keep_movements(1);
  for (auto step = 0; step < steps; ++step) {
    trade(goods, step);
    if (kind == storage_kind::sqlite) {
      must(store->commit(goods.begin_write()));
      goods.end_write(true);
    } else {
      must(store->save(goods.take_snapshot()));
    }
    // The first step is in the file, whatever becomes of the log.
    if (!is_open || step == 0) {
      store = open_storage(kind, folder.path());
      must(read_goods(*store));
    }
    result.files = files_of(folder.path());
    result.steps.push_back(goods_in(kind, result.files));
  }
  if (!is_open) {
    store.reset();
    result.files = files_of(folder.path());
  }
  return result;
}

} // namespace storify
