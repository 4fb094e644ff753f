// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/type_id.hpp"

#include "messages/errors.hpp"

namespace storify {

/// A product's number: given once, never again, not even after a restart.
using product_id = uint64_t;

struct change_set;
struct fetch_request;
struct file_rows;
struct history_query;
struct holding;
struct import_preview;
struct import_report;
struct interval_job;
struct inventory_changed;
struct inventory_image;
struct inventory_part;
struct job_status;
struct movement;
struct notice;
struct offer;
struct output;
struct page;
struct price;
struct product;
struct product_draft;
struct product_file;
struct product_patch;
struct product_row;
struct removed_source;
struct save_report;
struct scrape_summary;
struct scraper_status;
struct source_key;
struct stock_report;
struct undo_report;

class currency;
class lot;
class packed_products;
class snapshot;

enum class author : uint8_t;
enum class channel : uint8_t;
enum class job_action : uint8_t;
enum class scraper_phase : uint8_t;

} // namespace storify

// Every type that may travel in a message, and every word of our own. CAF's own
// words (add, get, put, open, tick, update, subscribe, unsubscribe) are used
// where they fit. At most ten letters each.
// clang-format off
CAF_BEGIN_TYPE_ID_BLOCK(storify, caf::first_custom_type_id)

  CAF_ADD_TYPE_ID(storify, (storify::author))
  CAF_ADD_TYPE_ID(storify, (storify::change_set))
  CAF_ADD_TYPE_ID(storify, (storify::channel))
  CAF_ADD_TYPE_ID(storify, (storify::currency))
  CAF_ADD_TYPE_ID(storify, (storify::ec))
  CAF_ADD_TYPE_ID(storify, (storify::fetch_request))
  CAF_ADD_TYPE_ID(storify, (storify::file_rows))
  CAF_ADD_TYPE_ID(storify, (storify::history_query))
  CAF_ADD_TYPE_ID(storify, (storify::holding))
  CAF_ADD_TYPE_ID(storify, (storify::import_preview))
  CAF_ADD_TYPE_ID(storify, (storify::import_report))
  CAF_ADD_TYPE_ID(storify, (storify::interval_job))
  CAF_ADD_TYPE_ID(storify, (storify::inventory_changed))
  CAF_ADD_TYPE_ID(storify, (storify::inventory_image))
  CAF_ADD_TYPE_ID(storify, (storify::inventory_part))
  CAF_ADD_TYPE_ID(storify, (storify::job_action))
  CAF_ADD_TYPE_ID(storify, (storify::job_status))
  CAF_ADD_TYPE_ID(storify, (storify::lot))
  CAF_ADD_TYPE_ID(storify, (storify::movement))
  CAF_ADD_TYPE_ID(storify, (storify::notice))
  CAF_ADD_TYPE_ID(storify, (storify::offer))
  CAF_ADD_TYPE_ID(storify, (storify::output))
  CAF_ADD_TYPE_ID(storify, (storify::packed_products))
  CAF_ADD_TYPE_ID(storify, (storify::page))
  CAF_ADD_TYPE_ID(storify, (storify::price))
  CAF_ADD_TYPE_ID(storify, (storify::product))
  CAF_ADD_TYPE_ID(storify, (storify::product_draft))
  CAF_ADD_TYPE_ID(storify, (storify::product_file))
  CAF_ADD_TYPE_ID(storify, (storify::product_patch))
  CAF_ADD_TYPE_ID(storify, (storify::product_row))
  CAF_ADD_TYPE_ID(storify, (storify::removed_source))
  CAF_ADD_TYPE_ID(storify, (storify::save_report))
  CAF_ADD_TYPE_ID(storify, (storify::scrape_summary))
  CAF_ADD_TYPE_ID(storify, (storify::scraper_phase))
  CAF_ADD_TYPE_ID(storify, (storify::scraper_status))
  CAF_ADD_TYPE_ID(storify, (storify::snapshot))
  CAF_ADD_TYPE_ID(storify, (storify::source_key))
  CAF_ADD_TYPE_ID(storify, (storify::stock_report))
  CAF_ADD_TYPE_ID(storify, (storify::undo_report))
  CAF_ADD_TYPE_ID(storify, (std::vector<std::string>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::interval_job>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::job_status>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::movement>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::offer>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::product>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::product_id>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::removed_source>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::scraper_status>) )
  CAF_ADD_TYPE_ID(storify, (std::vector<storify::source_key>) )

  CAF_ADD_ATOM(storify, storify, cancel_atom, "cancel")
  CAF_ADD_ATOM(storify, storify, commit_atom, "commit")
  CAF_ADD_ATOM(storify, storify, count_atom, "count")
  CAF_ADD_ATOM(storify, storify, export_atom, "export")
  CAF_ADD_ATOM(storify, storify, history_atom, "history")
  CAF_ADD_ATOM(storify, storify, import_atom, "import")
  CAF_ADD_ATOM(storify, storify, interrupt_atom, "interrupt")
  CAF_ADD_ATOM(storify, storify, list_atom, "list")
  CAF_ADD_ATOM(storify, storify, load_atom, "load")
  CAF_ADD_ATOM(storify, storify, modify_atom, "modify")
  CAF_ADD_ATOM(storify, storify, pause_atom, "pause")
  CAF_ADD_ATOM(storify, storify, poll_atom, "poll")
  CAF_ADD_ATOM(storify, storify, preview_atom, "preview")
  CAF_ADD_ATOM(storify, storify, print_atom, "print")
  CAF_ADD_ATOM(storify, storify, progress_atom, "progress")
  CAF_ADD_ATOM(storify, storify, read_atom, "read")
  CAF_ADD_ATOM(storify, storify, remove_atom, "remove")
  CAF_ADD_ATOM(storify, storify, resume_atom, "resume")
  CAF_ADD_ATOM(storify, storify, run_atom, "run")
  CAF_ADD_ATOM(storify, storify, save_atom, "save")
  CAF_ADD_ATOM(storify, storify, scrape_atom, "scrape")
  CAF_ADD_ATOM(storify, storify, snapshot_atom, "snapshot")
  CAF_ADD_ATOM(storify, storify, start_atom, "start")
  CAF_ADD_ATOM(storify, storify, status_atom, "status")
  CAF_ADD_ATOM(storify, storify, stock_atom, "stock")
  CAF_ADD_ATOM(storify, storify, stop_atom, "stop")
  CAF_ADD_ATOM(storify, storify, undo_atom, "undo")
  CAF_ADD_ATOM(storify, storify, wait_atom, "wait")

CAF_END_TYPE_ID_BLOCK(storify)
// clang-format on
