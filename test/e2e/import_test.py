# SPDX-License-Identifier: BSD-3-Clause
"""What comes in by import, and that it is the same shop then."""
import json
import tempfile
import unittest
from pathlib import Path

from loopback_shop import loopback_shop
from storify_process import (Conversation, commands, one_line_word, run,
                             stored_rows)

KINDS = ("sqlite", "json", "csv")
ENDINGS = ("csv", "tsv", "json", "jsonl")
PAGE = "/shop/grand/1?tiles=10&pages=2"
WRONG_USAGE = 2


class ImportCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def run_lines(self, *lines, options=(), data="data", env=None):
        return run("--scrape", "never", *options, *commands(*lines),
                   data=self.folder / data, env=env)

    def said(self, *lines, **more):
        result = self.run_lines(*lines, **more)
        self.assertEqual((result.code, result.stderr), (0, ""))
        return result.stdout

    def write(self, name, text):
        file = self.folder / name
        file.write_bytes(text.encode())
        return file


class SameShopTest(ImportCase):
    def setUp(self):
        super().setUp()
        shop = self.enterContext(loopback_shop())
        self.site = ("--site", shop.profile(self.folder / "site.json",
                                            {"GRAND": PAGE}))
        filled = run(*self.site, "--scrape", "always", *commands(
            "wait", "add_product '=cmd() \"x\" 💡' 5 1",
            "modify_product 3 --price 7", "modify_product 4 --name Mine",
            "remove_product 2", *(f"export {self.folder}/all.{ending}"
                                  for ending in ENDINGS)),
            data=self.folder / "data")
        self.assertEqual(filled.code, 0, filled.stderr)
        self.rows = stored_rows(self.folder / "data", *self.site)
        self.assertEqual(len(self.rows), 20)

    def test_an_export_makes_an_empty_shop_the_same(self):
        for ending in ENDINGS:
            with self.subTest(ending):
                file = self.folder / f"all.{ending}"
                self.assertEqual(
                    self.said(f"import {file}", data=ending),
                    f"imported {file}: 20 added, 0 modified, 0 unchanged\n")
                self.assertEqual(stored_rows(self.folder / ending), self.rows)

    def test_scraping_afterwards_doubles_nothing(self):
        for kind in KINDS:
            with self.subTest(kind):
                options = (*self.site, "--db", kind)
                self.said(f"import {self.folder}/all.csv", options=options,
                          data=kind)
                # The one that was removed there comes once more.
                self.assertEqual(
                    self.said("scrape", "wait", options=options,
                              data=kind).splitlines()[-1],
                    "all in: 21 products, 0 of 1 categories failed")
                again = stored_rows(self.folder / kind, *options)
                self.assertEqual(again[:20], self.rows)
                self.assertEqual(again[20]["id"], 22)

    def test_an_own_export_changes_nothing(self):
        for ending in ENDINGS:
            file = self.folder / f"all.{ending}"
            self.assertEqual(
                self.said(f"import {file}"),
                f"imported {file}: 0 added, 0 modified, 20 unchanged\n")

    def test_what_was_removed_comes_back(self):
        for kind in KINDS:
            with self.subTest(kind):
                options = ("--db", kind)
                file = self.folder / "all.json"
                self.said(f"import {file}", options=options, data=kind)
                self.said("remove_product 1 21 5 6", options=options,
                          data=kind)
                self.assertEqual(
                    self.said(f"import {file}", options=options, data=kind),
                    f"imported {file}: 4 added, 0 modified, 16 unchanged\n")
                self.assertEqual(stored_rows(self.folder / kind, *options),
                                 self.rows)


class BadRowsTest(ImportCase):
    def setUp(self):
        super().setUp()
        self.said("add_product Lampe 19,99 3")
        self.file = self.write("bad.csv", "\ufeffid;nom;prix;quantité\r\n"
                                          "1;Lampe;5;3\r\n;Table;cher;1\r\n"
                                          ';"Banc\x1b\r\nvert";9;1\r\n;Lit;9;-1\r\n'
                                          "1;Lampe;6;3\r\n;Vase;1 299,00 €;1")

    def test_a_dry_run_lists_them_all(self):
        result = self.run_lines(f"import {self.file} --dry-run", "count")
        self.assertEqual(result.code, WRONG_USAGE)
        lines = result.stdout.splitlines()
        self.assertEqual([line[:8] for line in lines],
                         ["line 3: ", "line 4: ", "line 6: ", "line 7: ", "3"])
        self.assertIn('"cher" is not a price', lines[0])
        self.assertIn("control character", lines[1])
        self.assertIn('"-1" is not a quantity', lines[2])
        self.assertIn("1 is in line 2 already", lines[3])
        self.assertEqual(result.stderr, "nothing was imported: "
                                        f"{self.file} has 4 bad rows\n")

    def test_an_import_tells_the_first_and_changes_nothing(self):
        result = self.run_lines(f"import {self.file}", "list --format csv")
        self.assertEqual(result.code, WRONG_USAGE)
        self.assertIn(f"{self.file}, line 3: \"cher\" is not a price",
                      result.stderr)
        self.assertIn("(4 bad rows in all, --dry-run lists them)",
                      result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 2)

    def test_a_long_list_is_cut(self):
        file = self.write("long.csv", "x\n" * 1000)
        lines = self.run_lines(f"import {file} --dry-run").stdout.splitlines()
        self.assertEqual(len(lines), 101)
        self.assertEqual(lines[-1], "and 900 more")

    def test_a_dry_run_of_sound_rows_changes_nothing(self):
        file = self.write("fine.csv", "id,name,price,quantity\n1,Lampe,5,3\n"
                                      ",Table,5,1\n50,Banc,5,1\n")
        said = self.said(f"import {file} --dry-run", "count", f"import {file}",
                         "count", f"import {file} --dry-run")
        self.assertEqual(said.splitlines(), [
            f"{file} can be imported: 2 added, 1 modified, 0 unchanged", "3",
            f"imported {file}: 2 added, 1 modified, 0 unchanged", "5",
            f"{file} can be imported: 1 added, 0 modified, 2 unchanged"])
        self.assertEqual([row["id"] for row in stored_rows(
            self.folder / "data")], [1, 50, 51])

    def test_a_row_about_another_product_is_refused(self):
        file = self.write("other.jsonl", json.dumps(
            {"id": 1, "name": "Table", "price": 5, "quantity": 1,
             "site": "s", "key": "sku:1"}))
        result = self.run_lines(f"import {file}")
        self.assertEqual(result.code, WRONG_USAGE)
        self.assertIn("product 1 is another one here", result.stderr)


class FormatsTest(ImportCase):
    def test_a_french_spreadsheet_is_read(self):
        file = self.write("stock.csv", "\ufeffNom;Prix;Quantité;Catégorie\r\n"
                                       "Canapé, gris;1\u202f299,00\u00a0€;2;"
                                       "SALON\r\nLampe;12,5;3;\r\n;;;\r\n")
        self.assertEqual(self.said(f"import {file}", "list --format csv"),
                         f"imported {file}: 2 added, 0 modified, 0 unchanged\n"
                         "id,name,price,quantity,currency,category,site,key,"
                         "url,edited\n"
                         '1,"Canapé, gris",1299.00,2,EUR,SALON,,,,\n'
                         "2,Lampe,12.50,3,EUR,,,,,\n")

    def test_the_format_can_be_told(self):
        said = self.said("add_product Lampe 5 1",
                         f"export {self.folder}/a.dat --format jsonl",
                         f"import {self.folder}/a.dat --format jsonl")
        self.assertIn("1 unchanged", said)
        result = self.run_lines(f"import {self.folder}/a.dat")
        self.assertEqual(result.code, WRONG_USAGE)
        self.assertIn("--format tells what it is", result.stderr)

    def test_a_tilde_is_the_home_folder(self):
        env = {"HOME": str(self.folder)}
        self.assertEqual(
            self.said("add_product Lampe 5 1", "export ~/a.csv",
                      "import ~/a.csv", env=env).splitlines()[1:],
            ["exported 1 product to ~/a.csv",
             "imported ~/a.csv: 0 added, 0 modified, 1 unchanged"])
        self.assertTrue((self.folder / "a.csv").is_file())

    def test_a_name_is_kept_to_the_byte(self):
        names = ['say "hi", it\'s', "=cmd()", "🛋", "x" * 10_240,
                 "Banc\nvert", "\r\n=cmd()\r", "Lampe\tà poser\n\n5,1\\n"]
        with Conversation("--scrape", "never") as storify:
            for name in names:
                word = one_line_word(name)
                self.assertIn("added", storify.ask(f"add_product {word} 5 1"))
            files = [self.folder / f"names.{ending}" for ending in ENDINGS]
            for file in files:
                storify.ask(f"export {file}")
        for file in files:
            for kind in KINDS:
                with self.subTest(file.suffix, kind=kind):
                    data = file.suffix[1:] + kind
                    options = ("--db", kind)
                    self.said(f"import {file}", options=options, data=data)
                    rows = stored_rows(self.folder / data, *options)
                    self.assertEqual([row["name"] for row in rows], names)


if __name__ == "__main__":
    unittest.main()
