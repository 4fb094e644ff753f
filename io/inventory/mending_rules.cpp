// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/mending_rules.hpp"

namespace storify {

namespace {

constexpr mending_rule rules[]{
  // What was lost is told first, as it explains the rest.
  {"could not read {} of product ids", "range",
   "SELECT first AS id, CASE WHEN last >= next_id THEN 'and on' WHEN last > "
   "first THEN 'to ' || last ELSE '' END AS name "
   "FROM lost, meta WHERE kind = 'product' AND (first < next_id "
   "OR next_id = 1)",
   ""},
  {"could not read {} of changes", "range",
   "SELECT first AS id, CASE WHEN last > 1 << 53 THEN 'and on' WHEN last > "
   "first THEN 'to ' || last ELSE '' END AS name "
   "FROM lost WHERE kind = 'movement'",
   ""},
  {"could not read all that counts as removed: scraping brings the rest back",
   "", "SELECT 0 AS id, '' AS name FROM lost WHERE kind = 'removed'", ""},

  // What products have in common.
  {"", "",
   "SELECT id, '' AS name FROM origin "
   "WHERE NOT (is_text(site) AND is_text(category) AND is_currency(currency))",
   "DELETE FROM origin WHERE id IN (SELECT id FROM flaw)"},
  {"put {} in the place of what can't be read", "category",
   "SELECT origin AS id, 'lost ' || origin AS name "
   "FROM (SELECT origin FROM product UNION SELECT origin FROM movement) "
   "WHERE origin NOT IN (SELECT id FROM origin)",
   "INSERT OR IGNORE INTO origin SELECT id, '', name, coalesce("
   "(SELECT currency FROM origin o JOIN product p ON p.origin = o.id "
   "GROUP BY currency ORDER BY count(*) DESC LIMIT 1), 'EUR') FROM flaw"},

  // The changes, each product for itself.
  {"dropped {} that can't have been", "change",
   "SELECT number AS id, '' AS name FROM movement WHERE NOT (is_id(number) "
   "AND is_id(product) AND who BETWEEN 0 AND 3 "
   "AND is_holding(quantity_after, cents_after) "
   "AND origin IN (SELECT id FROM origin))",
   "DELETE FROM movement WHERE number IN (SELECT id FROM flaw)"},
  {"dropped {} of products that never were", "change",
   "SELECT m.number AS id, '' AS name FROM movement m "
   "JOIN doubtful d ON d.kind = 'movement' AND d.id = m.number, meta "
   "WHERE m.product >= next_id AND next_id > 1",
   "DELETE FROM movement WHERE number IN (SELECT id FROM flaw)"},
  {"put U+FFFD for what can't be read in the names of {}", "change",
   "SELECT number AS id, coalesce(name, '') AS name FROM movement "
   "WHERE NOT (is_name(coalesce(name, '-')) "
   "AND is_name(coalesce(old_name, '-')))",
   "UPDATE movement SET name = mended_name(name), "
   "old_name = mended_name(old_name) WHERE number IN (SELECT id FROM flaw)"},
  {"forgot what {} began with, which can't have been", "change",
   "SELECT number AS id, '' AS name FROM movement "
   "WHERE NOT is_holding(quantity_before, cents_before)",
   "UPDATE movement SET quantity_before = NULL, cents_before = NULL "
   "WHERE number IN (SELECT id FROM flaw)"},
  {"let {} begin with what the one before has left", "change",
   "SELECT number AS id, '' AS name, quantity, cents FROM ("
   "SELECT number, quantity_before, cents_before, "
   "lag(quantity_after) OVER w AS quantity, lag(cents_after) OVER w AS cents, "
   "row_number() OVER w AS place FROM movement "
   "WINDOW w AS (PARTITION BY product ORDER BY number)) WHERE place > 1 "
   "AND (quantity_before IS NOT quantity OR cents_before IS NOT cents)",
   "UPDATE movement SET quantity_before = f.quantity, cents_before = f.cents "
   "FROM flaw f WHERE movement.number = f.id"},

  // The products, each for itself.
  {"dropped {} whose ID can't be", "product",
   "SELECT id, name FROM product WHERE NOT is_id(id)",
   "DELETE FROM product WHERE id IN (SELECT id FROM flaw)"},
  {"put U+FFFD for what can't be read in the name of {}", "product",
   "SELECT id, name FROM product WHERE NOT is_name(name)",
   "UPDATE product SET name = coalesce(mended_name(name), 'product ' || id) "
   "WHERE id IN (SELECT id FROM flaw)"},
  {"forgot the source or address of {}, which can't be read", "product",
   "SELECT id, name FROM product WHERE NOT (is_text(key) AND is_text(url))",
   "UPDATE product SET key = iif(is_text(key), key, ''), "
   "url = iif(is_text(url), url, '') WHERE id IN (SELECT id FROM flaw)"},
  {"forgot some of what a person changed of {}", "product",
   "SELECT id, name FROM product WHERE edited NOT BETWEEN 0 AND 7",
   "UPDATE product SET edited = edited & 7 WHERE id IN (SELECT id FROM flaw)"},

  // Where the changes of a product lead to something else than there is. The
  // product is right where changes are missing and itself was read well.
  {"", "",
   "SELECT product AS id, max(number), name FROM movement "
   "WHERE name IS NOT NULL GROUP BY product",
   "CREATE TEMP TABLE names AS SELECT id, name FROM flaw"},
  {"", "",
   "SELECT m.*, coalesce(p.name, n.name, 'product ' || m.id) AS name, "
   "p.id IS NOT NULL AS is_there, p.quantity AS quantity_there, "
   "p.cents AS cents_there, (EXISTS (SELECT 1 FROM lost "
   "WHERE kind = 'movement') OR EXISTS (SELECT 1 FROM doubtful "
   "WHERE kind = 'movement')) AND is_holding(p.quantity, p.cents) "
   "AND (SELECT count(*) FROM doubtful WHERE kind = 'product' AND id = m.id) "
   "= 0 AND (p.id IS NOT NULL OR (SELECT count(*) FROM lost "
   "WHERE kind = 'product') = 0) AS is_right "
   "FROM (SELECT product AS id, max(number), origin, quantity_after "
   "AS quantity, cents_after AS cents FROM movement GROUP BY product) m "
   "LEFT JOIN product p ON p.id = m.id LEFT JOIN names n ON n.id = m.id "
   "WHERE m.quantity IS NOT p.quantity OR m.cents IS NOT p.cents",
   "CREATE TEMP TABLE ledger AS SELECT * FROM flaw"},
  {"noted a change of {} that leads to what is there, as others are missing",
   "product", "SELECT * FROM ledger WHERE is_right",
   "INSERT INTO movement SELECT (SELECT coalesce(max(number), 0) "
   "FROM movement) + row_number() OVER (ORDER BY id), "
   "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), 2, id, origin, "
   "quantity, cents, quantity_there, cents_there, name, NULL FROM flaw"},
  {"set the quantity and price of {} to what their changes lead to", "product",
   "SELECT * FROM ledger WHERE NOT is_right AND is_there "
   "AND quantity IS NOT NULL",
   "UPDATE product SET quantity = f.quantity, cents = f.cents FROM flaw f "
   "WHERE product.id = f.id"},
  {"made {} anew from their changes", "product",
   "SELECT * FROM ledger WHERE NOT is_right AND NOT is_there",
   "INSERT INTO product SELECT id, name, cents, quantity, origin, '', '', 0 "
   "FROM flaw"},
  {"removed {}, as their last changes say", "product",
   "SELECT * FROM ledger WHERE NOT is_right AND quantity IS NULL",
   "DELETE FROM product WHERE id IN (SELECT id FROM flaw)"},
  {"dropped {} whose quantity, price or category can't be", "product",
   "SELECT id, name FROM product WHERE NOT is_holding(quantity, cents) "
   "OR origin NOT IN (SELECT id FROM origin)",
   "DELETE FROM product WHERE id IN (SELECT id FROM flaw)"},

  // What products have to do with each other, and what is left to be told.
  {"forgot {} that can't be read", "removed product",
   "SELECT 0 AS id, name, site, key FROM removed "
   "WHERE NOT (key <> '' AND is_text(site) AND is_text(key) AND is_text(name))",
   "DELETE FROM removed WHERE (site, key) IN (SELECT site, key FROM flaw)"},
  {"let {} count as removed no more, since they are there", "product",
   "SELECT p.id, p.name, r.site, r.key FROM product p "
   "JOIN origin o ON o.id = p.origin "
   "JOIN removed r ON r.site = o.site AND r.key = p.key WHERE p.key <> ''",
   "DELETE FROM removed WHERE (site, key) IN (SELECT site, key FROM flaw)"},
  {"forgot the source of {}, which another one has, too", "product",
   "SELECT id, name FROM (SELECT p.id, p.name, row_number() OVER "
   "(PARTITION BY o.site, p.key ORDER BY p.id) AS place FROM product p "
   "JOIN origin o ON o.id = p.origin WHERE p.key <> '') WHERE place > 1",
   "UPDATE product SET key = '' WHERE id IN (SELECT id FROM flaw)"},
  {"set the next ID", "",
   "SELECT next AS id, '' AS name FROM (SELECT 1 + max("
   "(SELECT coalesce(max(id), 0) FROM product), "
   "(SELECT coalesce(max(product), 0) FROM movement)) AS next), meta "
   "WHERE next_id < next OR NOT is_id(next_id)",
   "UPDATE meta SET next_id = coalesce((SELECT id FROM flaw), next_id)"},
  {"kept {} of pages that are not as they were written: look at them",
   "category",
   "SELECT o.id, o.site || ' ' || o.category || ' ' || o.currency AS name "
   "FROM doubtful d JOIN origin o ON o.id = d.id WHERE d.kind = 'origin'",
   ""},
  {"kept {} of pages that are not as they were written: look at them",
   "product",
   "SELECT p.id, p.name FROM doubtful d JOIN product p ON p.id = d.id "
   "WHERE d.kind = 'product'",
   ""},
  {"kept {} of pages that are not as they were written: look at them", "change",
   "SELECT m.number AS id, '' AS name FROM doubtful d "
   "JOIN movement m ON m.number = d.id WHERE d.kind = 'movement'",
   ""},
};

} // namespace

std::span<const mending_rule> mending_rules() {
  return rules;
}

} // namespace storify
