# SPDX-License-Identifier: BSD-3-Clause
"""Rows in every format, and files that are exported and imported."""
import csv
import io
import json
import re
import tempfile
import unittest
from pathlib import Path

from storify_process import Conversation, commands, one_line_word, run

COLUMNS = ["id", "name", "price", "quantity", "currency", "category", "site",
           "key", "url", "edited"]
SCRAPER_COLUMNS = ["category", "state", "products", "pages", "note"]
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "markdown")

# Names that a format or a spreadsheet may take for something else.
PRODUCTS = [
    ("Lampe", "19.99", 3), ('Étagère "Œil", chêne', "1649.90", 0),
    ("=1+1", "5.00", 1), ("+49 30", "0.05", 1), ("-5%", "0.50", 1),
    ("@home", "7.00", 1), ("'s-Hertogenbosch", "8.00", 1),
    ("'=1+1", "9.00", 1), ("''", "9.50", 1), ("a | b \\ c", "10.00", 1),
    ("50 % & <b>", "11.00", 1), ("1,5 m; 2 m", "12.00", 1),
    ("灯 💡", "13.00", 1), ("back\\slash\\n", "14.00", 1),
    ("Banc\n\tvert\r\n", "15.00", 1),
]


def add_lines():
    return [f"add_product -- {one_line_word(name)} {price} {quantity}"
            for name, price, quantity in PRODUCTS]


def as_products(rows):
    return [(row["name"], f'{float(row["price"]):.2f}', int(row["quantity"]))
            for row in rows]


def read_csv(text, **options):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True,
                               **options))


def read_tsv(text):
    """Reads rows where what would part cells or rows has a backslash."""
    meant = {r"\t": "\t", r"\n": "\n", r"\r": "\r", "\\\\": "\\"}
    lines = [[re.sub(r"\\.", lambda x: meant[x[0]], cell)
              for cell in line.split("\t")]
             for line in text.splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def read_jsonl(text):
    return [json.loads(line) for line in text.splitlines()]


READERS = {"csv": read_csv, "tsv": read_tsv, "json": json.loads,
           "jsonl": read_jsonl}


class FormatsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.data = Path(folder) / "data"
        filled = run("--scrape", "never", *commands(*add_lines()),
                     data=cls.data)
        assert filled.code == 0, filled.stderr

    def said(self, line, *arguments):
        result = run("--scrape", "never", *arguments, *commands(line),
                     data=self.data)
        self.assertEqual((result.code, result.stderr), (0, ""))
        return result.stdout

    def test_rows_read_back_as_they_are(self):
        for name, read in READERS.items():
            with self.subTest(name):
                rows = read(self.said(f"list_inventory --format {name}"))
                self.assertEqual(as_products(rows), PRODUCTS)
                for row in rows:
                    self.assertEqual(list(row), COLUMNS)

    def test_the_option_of_the_program_gives_the_default(self):
        for name in FORMATS:
            self.assertEqual(self.said("list_inventory", "--format", name),
                             self.said(f"list_inventory --format {name}"))

    def test_prices_have_two_decimals_and_a_point(self):
        for name in FORMATS:
            said = self.said(f"find Lampe --format {name}")
            self.assertIn("19.99", said)
            self.assertRegex(self.said(f"find home --format {name}"),
                             r"\b7\.00\b")

    def test_a_table_and_markdown_have_a_line_for_each_product(self):
        table = self.said("list_inventory").splitlines()
        self.assertEqual(len(table), len(PRODUCTS) + 3)
        self.assertEqual(table[0].split(), ["id", "name", "price",
                                            "currency", "quantity",
                                            "category"])
        self.assertEqual(table[-1], f"{len(PRODUCTS)} products")
        lines = self.said("list_inventory --format markdown").splitlines()
        self.assertEqual(len(lines), len(PRODUCTS) + 2)
        self.assertEqual(lines[0].strip("| ").split(" | "), COLUMNS)

    def test_find_is_blind_to_case_and_accents(self):
        for name, read in READERS.items():
            rows = read(self.said(f"find ETAGERE --format {name}"))
            self.assertEqual(as_products(rows), PRODUCTS[1:2])

    def test_sort_limit_and_offset(self):
        rows = read_csv(self.said("list --sort price --desc --limit 3 "
                                  "--offset 1 --format csv"))
        wanted = sorted(PRODUCTS, key=lambda x: -float(x[1]))[1:4]
        self.assertEqual(as_products(rows), wanted)

    def test_scrapers_in_every_format(self):
        for name, read in READERS.items():
            rows = read(self.said(f"scrapers --format {name}"))
            self.assertEqual([row["category"] for row in rows],
                             ["MEUBLE", "JARDIN", "LUMINAIRE"])
            self.assertEqual(list(rows[0]), SCRAPER_COLUMNS)
        self.assertEqual(len(self.said("scrapers").splitlines()), 5)

    def test_nothing_found_reads_as_no_rows(self):
        for name, read in READERS.items():
            self.assertEqual(read(self.said(f"find nowhere --format {name}")),
                             [])


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.storify = self.enterContext(Conversation("--scrape", "never"))
        self.storify.send_text("\n".join(add_lines()) + "\n")
        self.storify.stdout.until(f"added {len(PRODUCTS)}: ")
        self.storify.stdout.until("\n")

    def export(self, name):
        file = self.folder / name
        self.assertEqual(self.storify.ask(f"export {file}"),
                         f"exported {len(PRODUCTS)} products to {file}")
        return file

    def imported_rows(self, file):
        """Imports into a new shop and returns its rows."""
        with Conversation("--scrape", "never") as other:
            self.assertEqual(
                other.ask(f"import {file}"),
                f"imported {file}: {len(PRODUCTS)} added, 0 modified, "
                "0 unchanged")
            return other.rows()

    def test_what_is_exported_is_imported_as_it_was(self):
        for ending in ("csv", "tsv", "json", "jsonl"):
            with self.subTest(ending):
                file = self.export("all." + ending)
                self.assertEqual(as_products(self.imported_rows(file)),
                                 PRODUCTS)
                self.assertEqual(
                    self.storify.ask(f"import {file}"),
                    f"imported {file}: 0 added, 0 modified, "
                    f"{len(PRODUCTS)} unchanged")

    def test_an_exported_csv_is_guarded_against_formulas(self):
        file = self.export("all.csv")
        rows = read_csv(file.read_bytes().decode())
        self.assertEqual(
            [row["name"] for row in rows],
            [("'" if name[0] in "=+-@'" else "") + name
             for name, _, _ in PRODUCTS])

    def test_the_csv_store_is_exact(self):
        with Conversation("--scrape", "never", "--db", "csv") as storify:
            storify.send_text("\n".join([*add_lines(), "save"]) + "\n")
            storify.stdout.until("saved")
            storify.stdout.until("\n")
            text = (storify.data / "inventory.csv").read_bytes().decode()
        self.assertEqual(as_products(read_csv(text)), PRODUCTS)

    def test_an_import_changes_what_is_there(self):
        file = self.export("all.json")
        rows = json.loads(file.read_text(encoding="utf-8"))
        rows[0] |= {"price": 5, "quantity": 30}
        file.write_text(json.dumps(rows), encoding="utf-8")
        self.assertEqual(self.storify.ask(f"import {file}"),
                         f"imported {file}: 0 added, 1 modified, "
                         f"{len(PRODUCTS) - 1} unchanged")
        self.assertEqual(as_products(self.storify.rows())[0],
                         ("Lampe", "5.00", 30))

    def test_a_bad_row_is_told_with_its_line_and_nothing_is_imported(self):
        file = self.folder / "bad.csv"
        file.write_text("name,price,quantity\nTable,5,1\nBanc,cher,1\n")
        self.storify.send(f"import {file}")
        said = self.storify.stderr.until("\n")
        self.assertIn("nothing was imported", said)
        self.assertIn(f"{file}, line 3: ", said)
        self.assertIn("cher", said)
        self.assertEqual(len(self.storify.rows()), len(PRODUCTS))

    def test_an_import_that_is_not_utf8_is_refused(self):
        file = self.folder / "latin1.csv"
        file.write_bytes("name,price,quantity\nÉtagère,5,1\n".encode(
            "iso-8859-1"))
        self.storify.send(f"import {file}")
        said = self.storify.stderr.until("\n")
        self.assertIn("UTF-8", said)
        self.assertIn(str(file), said)


if __name__ == "__main__":
    unittest.main()
