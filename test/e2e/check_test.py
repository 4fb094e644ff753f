# SPDX-License-Identifier: BSD-3-Clause
"""`storify check` reads all that is stored and tells whether it is well."""
import sqlite3
import tempfile
import unittest
from pathlib import Path

from storify_process import Conversation, commands, run


class CheckCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def fill(self):
        run("--scrape", "never",
            *commands("add Lampe 19.99 3", "modify 1 --quantity 5"),
            data=self.folder)

    def test_a_store_that_is_well(self):
        self.fill()
        result = run("check", data=self.folder)
        self.assertEqual((result.code, result.stderr), (0, ""))
        self.assertIn("is well: 1 product, 5 pieces, 2 changes", result.stdout)

    def test_all_that_is_there_is_checked(self):
        for kind in ("sqlite", "csv", "json"):
            run("--scrape", "never", "--db", kind, "-c", "add Lampe 1 2",
                data=self.folder)
        result = run("check", data=self.folder)
        self.assertEqual((result.code, result.stderr), (0, ""))
        self.assertEqual(result.stdout.count("is well: 1 product"), 3)
        (self.folder / "inventory.json").write_text("{}")
        result = run("check", data=self.folder)
        self.assertEqual(result.code, 5)
        self.assertIn("inventory.json", result.stderr)
        self.assertEqual(result.stdout.count("is well: 1 product"), 2)
        result = run("check", "--db", "csv", data=self.folder)
        self.assertEqual((result.code, result.stderr), (0, ""))
        self.assertEqual(result.stdout.count("is well"), 1)

    def test_a_file_that_is_gone_is_told(self):
        for _ in range(2):
            run("--scrape", "never", "--db", "csv", "-c", "add Lampe 1 2",
                data=self.folder)
        (self.folder / "inventory.csv").unlink()
        for options in ((), ("--db", "csv"), ("--repair",)):
            result = run("check", *options, data=self.folder)
            self.assertEqual((result.code, result.stdout), (5, ""))
            self.assertIn("inventory.csv is gone", result.stderr)
            self.assertIn("inventory.csv.bak", result.stderr)

    def test_a_database_that_was_emptied_is_told_and_left_alone(self):
        self.fill()
        file = self.folder / "inventory.db"
        file.write_bytes(b"")
        for arguments in (("-c", "list", "-c", "count"), ("check",),
                          ("check", "--repair")):
            result = run(*arguments, data=self.folder)
            self.assertEqual((result.code, result.stdout), (5, ""))
            self.assertIn("inventory.db, it is empty", result.stderr)
            self.assertEqual(result.stderr.count("\n"), 1)
            self.assertEqual(file.read_bytes(), b"")

    def test_a_difference_is_told(self):
        self.fill()
        with sqlite3.connect(self.folder / "inventory.db") as stored:
            stored.execute("UPDATE product SET quantity = 6")
        stored.close()
        result = run("check", data=self.folder)
        self.assertEqual(result.code, 5)
        self.assertIn("not well, 2 differences:", result.stdout)
        self.assertIn("is not as it was written", result.stdout)
        self.assertIn("product 1: its movements lead to 5 pieces",
                      result.stdout)

    def test_what_is_wrong_is_repaired(self):
        self.fill()
        with sqlite3.connect(self.folder / "inventory.db") as stored:
            stored.execute("UPDATE product SET quantity = 6")
        stored.close()
        damaged = (self.folder / "inventory.db").read_bytes()
        result = run("check", "--repair", data=self.folder)
        self.assertEqual((result.code, result.stderr), (0, ""))
        self.assertIn("found damage", result.stdout)
        self.assertIn("is well: 1 product, 5 pieces", result.stdout)
        kept = self.folder / "inventory.db.damaged"
        self.assertEqual(kept.read_bytes(), damaged)
        result = run("check", "--repair", data=self.folder)
        self.assertEqual(result.code, 0)
        self.assertIn("nothing had to be repaired", result.stdout)

    def test_a_file_that_somebody_edited_is_taken_when_asked(self):
        run("--db", "csv", "--scrape", "never", "-c",
            "add_product Lampe 5 7", data=self.folder)
        file = self.folder / "inventory.csv"
        file.write_text(file.read_text().replace("Lampe", "Lustre"))
        list_it = ("--db", "csv", "--scrape", "never", "-c", "list")
        result = run(*list_it, data=self.folder)
        self.assertEqual(result.code, 5)
        self.assertIn("storify check --repair`", result.stderr)
        result = run("check", "--repair", "--db", "csv", data=self.folder)
        self.assertEqual((result.code, result.stderr), (0, ""))
        self.assertIn("is well: 1 product, 7 pieces", result.stdout)
        self.assertIn("Lustre", run(*list_it, data=self.folder).stdout)

    def test_an_inventory_of_another_kind_is_told(self):
        self.fill()
        result = run("--db", "csv", "--scrape", "never", "-c", "items_count",
                     data=self.folder)
        self.assertEqual((result.code, result.stdout), (0, "0\n"))
        self.assertIn("`--db sqlite` opens", result.stderr)

    def test_what_can_not_be_read_is_told(self):
        (self.folder / "inventory.db").write_bytes(b"x" * 5000)
        result = run("check", data=self.folder)
        self.assertEqual(result.code, 5)
        self.assertIn("inventory.db", result.stderr)

    def test_a_shop_that_is_open_is_not_checked(self):
        with Conversation("--scrape", "never", data=self.folder) as shop:
            shop.answer("items_count")
            result = run("check", data=self.folder)
        self.assertEqual(result.code, 5)
        self.assertIn("another storify", result.stderr)

    def test_where_there_is_nothing(self):
        result = run("check", data=self.folder / "none")
        self.assertEqual(result.code, 3)
        self.assertFalse((self.folder / "none").exists())
        result = run("check", data=self.folder)
        self.assertEqual(result.code, 3)
        self.assertIn("no file to read", result.stderr)


if __name__ == "__main__":
    unittest.main()
